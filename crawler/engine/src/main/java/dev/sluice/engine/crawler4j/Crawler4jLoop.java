package dev.sluice.engine.crawler4j;

import crawlercommons.filters.basic.BasicURLNormalizer;
import dev.sluice.engine.fetch.AddressBook;
import dev.sluice.engine.fetch.Fetcher;
import dev.sluice.engine.frontier.Frontier;
import dev.sluice.engine.frontier.Lease;
import dev.sluice.engine.frontier.Lease.LookupLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchRequest;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.Lookup;
import dev.sluice.engine.model.Lookup.NotFound;
import dev.sluice.engine.model.Scope;
import dev.sluice.engine.parse.PageParser;
import dev.sluice.engine.parse.UrlNormalizer;
import dev.sluice.engine.robots.RobotsRules;
import dev.sluice.engine.robots.SitemapParser;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.StoreException;
import edu.uci.ics.crawler4j.crawler.CrawlConfig;
import edu.uci.ics.crawler4j.crawler.CrawlController;
import edu.uci.ics.crawler4j.frontier.DocIDServer;
import edu.uci.ics.crawler4j.frontier.FrontierConfiguration;
import edu.uci.ics.crawler4j.robotstxt.RobotstxtConfig;
import edu.uci.ics.crawler4j.robotstxt.RobotstxtServer;
import edu.uci.ics.crawler4j.url.TLDList;
import edu.uci.ics.crawler4j.url.WebURL;
import edu.uci.ics.crawler4j.url.WebURLFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A crawl's threads: crawler4j's controller with our parts bound to it. */
public final class Crawler4jLoop {

  private static final Logger LOG = LoggerFactory.getLogger(Crawler4jLoop.class);

  /** How often the controller looks whether all is done: the least that it can be told. */
  private static final int MONITORING_SECONDS = 1;

  private final Frontier frontier;
  private final Fetcher fetcher;
  private final int maxBodyBytes;
  private final AddressBook addresses;
  private final Scope scope;
  private final AnswerReader reader;
  private final int threads;
  private final InstantSource clock;
  private final CrawlCounts counts = new CrawlCounts();
  private final ProcessorTurns turns = new ProcessorTurns();
  private final AtomicReference<StoreException> storeFailure = new AtomicReference<>();
  private final CrawlController controller;

  /**
   * @param folder an existing folder; crawler4j wants to know one, but nothing is written there
   */
  public Crawler4jLoop(
      Frontier frontier,
      Fetcher fetcher,
      AddressBook addresses,
      UrlNormalizer normalizer,
      Scope scope,
      int threads,
      int maxBodyBytes,
      Path folder,
      InstantSource clock) {
    this.frontier = frontier;
    this.fetcher = fetcher;
    this.maxBodyBytes = maxBodyBytes;
    this.addresses = addresses;
    this.scope = scope;
    PageParser parser = new PageParser(normalizer, RobotsRules.PRODUCT_TOKEN);
    this.reader = new AnswerReader(parser, new SitemapParser(normalizer), turns);
    this.threads = threads;
    this.clock = clock;
    this.controller = controller(config(folder), clock);
  }

  private static CrawlConfig config(Path folder) {
    CrawlConfig config = new CrawlConfig();
    config.setCrawlStorageFolder(folder.toString());
    config.setBatchReadSize(1);
    config.setThreadMonitoringDelaySeconds(MONITORING_SECONDS);
    config.setThreadShutdownDelaySeconds(0);
    config.setCleanupDelaySeconds(0);
    config.setPolitenessDelay(0);
    config.setFollowRedirects(false);
    config.setRespectNoFollow(false);
    config.setRespectNoIndex(false);
    config.setIncludeHttpsPages(false); // or it would build a TLS client that trusts everyone
    return config;
  }

  private CrawlController controller(CrawlConfig config, InstantSource clock) {
    BasicURLNormalizer unused = new BasicURLNormalizer();
    WebURLFactory urls =
        () -> {
          throw new IllegalStateException("all URLs of the loop are made by its bindings");
        };
    FrontierBinding binding =
        new FrontierBinding(frontier, counts, turns, clock, this::onStoreFailure);
    try {
      FetcherBinding pages = new FetcherBinding(config, unused, fetcher, maxBodyBytes);
      return new CrawlController(
          config,
          unused,
          pages,
          new ParserBinding(config, unused, urls, reader),
          new EverythingAllowed(pages, urls),
          new TLDList(config),
          new Configuration(binding, urls));
    } catch (Exception unexpected) { // the constructor declares nothing narrower
      throw new IllegalStateException("crawler4j cannot be set up", unexpected);
    }
  }

  private void onStoreFailure(StoreException failure) {
    storeFailure.compareAndSet(null, failure);
    stop();
  }

  /** Starts the threads. */
  public void start() {
    controller.startNonBlocking(() -> new SluiceCrawler(reader, this::doErrand), threads);
  }

  private void doErrand(Lease lease) {
    try {
      if (lease instanceof LookupLease lookup) {
        Lookup address = addresses.look(lookup.hostName());
        if (address instanceof NotFound none) {
          counts.countErrand(none.kind());
        }
        frontier.finish(lookup, address);
      } else {
        fetchRobots((RobotsLease) lease);
      }
    } catch (StoreException failure) {
      onStoreFailure(failure);
      throw failure;
    }
  }

  private void fetchRobots(RobotsLease lease) {
    FetchResult result = askForRobots(lease);
    if (result instanceof Failure failure) {
      counts.countErrand(failure.kind());
    }
    Optional<PageUrl> target =
        result instanceof Answer answer
            ? reader.redirectTarget(lease.url(), answer)
            : Optional.empty();
    frontier.finish(lease, result, target);
  }

  /** A defect here must end the lease too: it would be handed out again and again, for ever. */
  private FetchResult askForRobots(RobotsLease lease) {
    boolean unverified = scope.policy(lease.errand().seed()).tlsUnverified();
    try {
      return fetcher.fetch(
          FetchRequest.of(lease.url(), RobotsRules.MAX_BYTES).withAllowUnverified(unverified));
    } catch (RuntimeException defect) {
      LOG.error("An error of the crawler with {}", lease.url(), defect);
      return new Failure(FetchFailure.INTERNAL, "an error of the crawler", clock.instant());
    }
  }

  /** Hands out nothing more; what is under way is finished. */
  public void stop() {
    frontier.stop();
    controller.shutdown();
  }

  /** Whether all threads have ended. */
  public boolean hasEnded() {
    return controller.isFinished();
  }

  /** What broke the store, if something did. */
  public Optional<StoreException> storeFailure() {
    return Optional.ofNullable(storeFailure.get());
  }

  /** What came of the requests so far. */
  public CrawlCounts counts() {
    return counts;
  }

  /** Robots are checked when a URL is handed out, by the frontier. */
  private static final class EverythingAllowed extends RobotstxtServer {

    EverythingAllowed(FetcherBinding fetcher, WebURLFactory urls) {
      super(new RobotstxtConfig(), fetcher, urls);
    }

    @Override
    public boolean allows(WebURL url) {
      return true;
    }

    @Override
    public boolean allows(WebURL url, boolean isSeed) {
      return true;
    }
  }

  /** What crawler4j takes its frontier and its numbering of documents from. */
  private record Configuration(FrontierBinding frontier, WebURLFactory urls)
      implements FrontierConfiguration {

    @Override
    public FrontierBinding getFrontier() {
      return frontier;
    }

    @Override
    public DocIDServer getDocIDServer() {
      return new NoDocIds();
    }

    @Override
    public WebURLFactory getWebURLFactory() {
      return urls;
    }

    @Override
    public void close() {
      // nothing is open here
    }
  }

  /** Every link is new to crawler4j: which ones really are, the frontier finds out in one look. */
  private static final class NoDocIds implements DocIDServer {

    private static final int NEVER_SEEN = -1;
    private static final int ANY = 1;

    @Override
    public int getDocId(String url) {
      return NEVER_SEEN;
    }

    @Override
    public int getNewDocID(String url) {
      return ANY;
    }

    @Override
    public void addUrlAndDocId(String url, int docId) {
      // not kept
    }

    @Override
    public boolean isSeenBefore(String url) {
      return false;
    }

    @Override
    public int getDocCount() {
      return 0;
    }

    @Override
    public void close() {
      // nothing is open here
    }
  }
}
