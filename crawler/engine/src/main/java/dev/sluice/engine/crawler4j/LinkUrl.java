package dev.sluice.engine.crawler4j;

import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.pages.model.PageUrl;
import edu.uci.ics.crawler4j.url.AbstractWebURL;
import org.jspecify.annotations.Nullable;

/** A link of a page on its way through crawler4j's loop. */
final class LinkUrl extends AbstractWebURL {

  private static final long serialVersionUID = 1;

  private final transient LeasedUrl page;
  private final transient PageUrl target;
  private transient @Nullable CrawlUrl accepted;

  LinkUrl(LeasedUrl page, PageUrl target) {
    this.page = page;
    this.target = target;
    setURL(target.toString());
  }

  /** The page that it stands on. */
  LeasedUrl page() {
    return page;
  }

  PageUrl target() {
    return target;
  }

  /** Remembers what the scope made of it. */
  void accept(CrawlUrl url) {
    accepted = url;
  }

  /** Hands it to its page, to be committed with it. */
  void schedule() {
    if (accepted != null) {
      page.addLink(accepted);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LinkUrl link && link.target.equals(target);
  }

  @Override
  public int hashCode() {
    return target.hashCode();
  }
}
