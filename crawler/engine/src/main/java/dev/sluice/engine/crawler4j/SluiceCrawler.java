package dev.sluice.engine.crawler4j;

import dev.sluice.engine.frontier.Lease;
import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.model.FetchResult.Answer;
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

  private final AnswerReader reader;
  private final Consumer<Lease> errands;

  /**
   * @param errands does what is needed before pages can be asked for
   */
  SluiceCrawler(AnswerReader reader, Consumer<Lease> errands) {
    this.reader = reader;
    this.errands = errands;
  }

  /**
   * Whoever asks how the crawl stands goes before the crawl, where the system heeds it: the daemon
   * is started so that this thread then has a lower claim on the processors than those that serve.
   */
  @Override
  public void onStart() {
    Thread.currentThread().setPriority(Thread.MIN_PRIORITY);
  }

  /** Does the errands, which fetch no pages; null says that there is none to fetch. */
  @Override
  protected @Nullable WebURL handleUrlBeforeProcess(WebURL url) {
    Lease lease = ((LeasedUrl) url).lease();
    if (lease instanceof PageLease) {
      return url;
    }
    errands.accept(lease);
    return null;
  }

  @Override
  protected void onRedirectedStatusCode(Page page) {
    LeasedUrl leased = (LeasedUrl) page.getWebURL();
    if (leased.result().orElse(null) instanceof Answer answer) {
      leased.setFindings(reader.redirect((PageLease) leased.lease(), answer));
    }
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
