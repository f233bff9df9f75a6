package dev.sluice.engine.crawler4j;

import crawlercommons.filters.basic.BasicURLNormalizer;
import dev.sluice.engine.fetch.Fetcher;
import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.CrawlUrl.Kind;
import dev.sluice.engine.model.FetchRequest;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.PriorVisit;
import dev.sluice.engine.model.Validators;
import dev.sluice.engine.parse.PageParser;
import dev.sluice.engine.robots.SitemapParser;
import dev.sluice.pages.model.PageUrl;
import edu.uci.ics.crawler4j.PolitenessServer;
import edu.uci.ics.crawler4j.crawler.CrawlConfig;
import edu.uci.ics.crawler4j.crawler.Page;
import edu.uci.ics.crawler4j.fetcher.PageFetchResult;
import edu.uci.ics.crawler4j.fetcher.PageFetcher;
import edu.uci.ics.crawler4j.url.WebURL;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** Our fetcher in the form in which crawler4j asks for it. */
final class FetcherBinding extends PageFetcher {

  /** crawler4j has no words for those above, and fails where it looks for them. */
  private static final int HIGHEST_STATUS = 599;

  private final Fetcher fetcher;
  private final int maxBodyBytes;

  FetcherBinding(
      CrawlConfig config, BasicURLNormalizer normalizer, Fetcher fetcher, int maxBodyBytes)
      throws GeneralSecurityException {
    super(config, normalizer, url -> PolitenessServer.NO_POLITENESS_APPLIED);
    this.fetcher = fetcher;
    this.maxBodyBytes = maxBodyBytes;
  }

  /** There was no answer; the {@link LeasedUrl} knows why. */
  static final class UnansweredException extends IOException {
    private static final long serialVersionUID = 1;

    UnansweredException(Failure failure) {
      super(failure.kind() + ": " + failure.detail());
    }
  }

  @Override
  public PageFetchResult fetchPage(WebURL url) throws IOException {
    LeasedUrl leased = (LeasedUrl) url;
    PageLease lease = (PageLease) leased.lease();
    FetchResult result = fetcher.fetch(request(lease));
    leased.setResult(result);
    if (result instanceof Failure failure) {
      throw new UnansweredException(failure);
    }
    return answered(lease.url().url(), (Answer) result);
  }

  private FetchRequest request(PageLease lease) {
    CrawlUrl url = lease.url();
    FetchRequest request =
        url.kind() == Kind.SITEMAP
            ? FetchRequest.of(url.url(), SitemapParser.MAX_BYTES)
            : FetchRequest.of(url.url(), maxBodyBytes).withWanted(PageParser::holdsText);
    return request
        .withValidators(lease.prior().map(PriorVisit::validators).orElse(Validators.NONE))
        .withAllowUnverified(lease.policy().tlsUnverified());
  }

  private static PageFetchResult answered(PageUrl page, Answer answer) {
    PageFetchResult fetched = new FetchedInFull();
    fetched.setStatusCode(Math.min(answer.status(), HIGHEST_STATUS));
    fetched.setFetchedUrl(page.toString());
    answer.headers().first("location").ifPresent(fetched::setMovedToUrl); // null is no redirect
    return fetched;
  }

  /** A result whose body was read before crawler4j saw it. */
  private static final class FetchedInFull extends PageFetchResult {

    FetchedInFull() {
      super(false);
    }

    @Override
    public boolean fetchContent(Page page, int maxBytes) {
      return true;
    }
  }
}
