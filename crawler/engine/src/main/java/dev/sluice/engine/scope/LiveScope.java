package dev.sluice.engine.scope;

import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.Ruling;
import dev.sluice.engine.model.Scope;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.pages.model.PageUrl;
import java.util.OptionalInt;

/**
 * The scope of a crawl whose seeds change while it runs: at each moment that of one list of seeds.
 *
 * <p>A question is answered by the list that holds when it is asked; two questions of one thread
 * can be answered by two lists. Safe for use by several threads.
 */
public final class LiveScope implements Scope {

  private volatile Scope now;

  /** Begins with this scope. */
  public LiveScope(Scope first) {
    this.now = first;
  }

  /** From now on, questions are answered by this scope. */
  public void become(Scope next) {
    now = next;
  }

  @Override
  public Ruling follow(CrawlUrl from, PageUrl link) {
    return now.follow(from, link);
  }

  @Override
  public Ruling redirect(CrawlUrl from, PageUrl target) {
    return now.redirect(from, target);
  }

  @Override
  public Ruling listed(CrawlUrl sitemap, PageUrl url) {
    return now.listed(sitemap, url);
  }

  @Override
  public Ruling judge(CrawlUrl url) {
    return now.judge(url);
  }

  @Override
  public SeedPolicy policy(String seedName) {
    return now.policy(seedName);
  }

  @Override
  public Scope asOfNow() {
    return now;
  }

  @Override
  public boolean mayAsk(String seedName) {
    return now.mayAsk(seedName);
  }

  @Override
  public OptionalInt urgency(String host) {
    return now.urgency(host);
  }
}
