package dev.sluice.engine.crawler4j;

import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.Scope;
import dev.sluice.engine.parse.UrlNormalizer;
import edu.uci.ics.crawler4j.crawler.Page;
import edu.uci.ics.crawler4j.crawler.WebCrawler;
import edu.uci.ics.crawler4j.url.WebURL;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a crawler4j thread does at its hooks. */
final class SluiceCrawler extends WebCrawler {

  private static final Logger LOG = LoggerFactory.getLogger(SluiceCrawler.class);

  private final Scope scope;
  private final UrlNormalizer normalizer;
  private final Consumer<RobotsLease> robotsFetch;

  SluiceCrawler(Scope scope, UrlNormalizer normalizer, Consumer<RobotsLease> robotsFetch) {
    this.scope = scope;
    this.normalizer = normalizer;
    this.robotsFetch = robotsFetch;
  }

  /** Does the requests for robots.txt, which are no pages; null says that there is none to do. */
  @Override
  protected @Nullable WebURL handleUrlBeforeProcess(WebURL url) {
    if (((LeasedUrl) url).lease() instanceof RobotsLease robots) {
      robotsFetch.accept(robots);
      return null;
    }
    return url;
  }

  @Override
  public boolean shouldVisit(@Nullable Page referringPage, WebURL url) {
    LinkUrl link = (LinkUrl) url;
    CrawlUrl page = ((PageLease) link.page().lease()).url();
    return scope
        .follow(page, link.target())
        .ours()
        .map(
            accepted -> {
              link.accept(accepted);
              return true;
            })
        .orElse(false);
  }

  /** The target of a redirect is a URL like any other, to be asked for in its turn. */
  @Override
  protected void onRedirectedStatusCode(Page page) {
    LeasedUrl leased = (LeasedUrl) page.getWebURL();
    CrawlUrl from = ((PageLease) leased.lease()).url();
    normalizer
        .normalize(page.getRedirectedToUrl())
        .flatMap(target -> scope.redirect(from, target).ours())
        .ifPresent(leased::addLink);
  }

  @Override
  protected void onRedirectedToInvalidUrl(Page page) {
    // The capture of the redirect is kept; there is nowhere to go.
  }

  @Override
  protected void onUnexpectedStatusCode(
      String url, int status, String contentType, String description) {
    // Every answer is kept, whatever its status; the frontier knows what it means.
  }

  @Override
  protected void onParseError(WebURL url, Exception failure) {
    LOG.warn("The links of {} cannot be read; the page is kept", url.getURL(), failure);
  }

  @Override
  protected void onUnhandledException(@Nullable Page page, Throwable failure) {
    if (!(failure instanceof FetcherBinding.UnansweredException)) {
      String url = page == null ? "a page" : page.getWebURL().getURL();
      LOG.error("An error of the crawler with {}", url, failure);
    }
  }
}
