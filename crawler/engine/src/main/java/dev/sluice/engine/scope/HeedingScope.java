package dev.sluice.engine.scope;

import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.Ruling;
import dev.sluice.engine.model.Scope;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Takedowns;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A scope without what somebody asked to take down: it is neither found nor asked for, whichever
 * seed wants it.
 *
 * @param all the scope that there would be otherwise
 * @param demands what was asked
 */
public record HeedingScope(Scope all, Takedowns demands) implements Scope {

  private Optional<Ruling> refusal(PageUrl url) {
    return demands.of(url).map(it -> new Ruling.Refused(Refusal.TAKEN_DOWN, it.id()));
  }

  @Override
  public Ruling follow(CrawlUrl from, PageUrl link) {
    return refusal(link).orElseGet(() -> all.follow(from, link));
  }

  @Override
  public Ruling redirect(CrawlUrl from, PageUrl target) {
    return refusal(target).orElseGet(() -> all.redirect(from, target));
  }

  @Override
  public Ruling listed(CrawlUrl sitemap, PageUrl url) {
    return refusal(url).orElseGet(() -> all.listed(sitemap, url));
  }

  @Override
  public Ruling judge(CrawlUrl url) {
    return refusal(url.url()).orElseGet(() -> all.judge(url));
  }

  @Override
  public SeedPolicy policy(String seedName) {
    return all.policy(seedName);
  }

  @Override
  public boolean mayAsk(String seedName) {
    return all.mayAsk(seedName);
  }

  @Override
  public OptionalInt urgency(String host) {
    return all.urgency(host);
  }
}
