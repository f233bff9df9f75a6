package dev.sluice.engine.crawler4j;

import dev.sluice.engine.frontier.Lease;
import dev.sluice.engine.frontier.Lease.LookupLease;
import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.Lease.RobotsLease;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.StoreException;
import edu.uci.ics.crawler4j.frontier.Frontier;
import edu.uci.ics.crawler4j.url.WebURL;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Our frontier in the form in which crawler4j asks for it. */
final class FrontierBinding implements Frontier {

  private final dev.sluice.engine.frontier.Frontier frontier;
  private final CrawlCounts counts;
  private final ProcessorTurns turns;
  private final InstantSource clock;
  private final Consumer<StoreException> onStoreFailure;
  private final CountDownLatch finished = new CountDownLatch(1);

  FrontierBinding(
      dev.sluice.engine.frontier.Frontier frontier,
      CrawlCounts counts,
      ProcessorTurns turns,
      InstantSource clock,
      Consumer<StoreException> onStoreFailure) {
    this.frontier = frontier;
    this.counts = counts;
    this.turns = turns;
    this.clock = clock;
    this.onStoreFailure = onStoreFailure;
  }

  /** Blocks until there is a URL, or until the controller says that all is done. */
  @Override
  public void getNextURLs(int max, List<WebURL> result) {
    try {
      frontier.take().map(FrontierBinding::leased).ifPresentOrElse(result::add, this::awaitFinish);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (StoreException failure) {
      onStoreFailure.accept(failure);
      throw failure;
    }
  }

  private static WebURL leased(Lease lease) {
    return new LeasedUrl(lease, url(lease).toString());
  }

  private static PageUrl url(Lease lease) {
    if (lease instanceof PageLease page) {
      return page.url().url();
    }
    return lease instanceof RobotsLease robots
        ? robots.url()
        : ((LookupLease) lease).errand().fetch().url();
  }

  private void awaitFinish() {
    try {
      finished.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** The links of a page are committed with it, and not handed on by the loop. */
  @Override
  public void scheduleAll(List<WebURL> urls) {
    // there are none
  }

  @Override
  public void schedule(WebURL url) {
    // there are none
  }

  /** Commits what came of a page, in a turn at the processors. */
  @Override
  public void setProcessed(WebURL url) {
    LeasedUrl leased = (LeasedUrl) url;
    FetchResult result = leased.result().orElseGet(this::lost);
    try {
      PageLease lease = (PageLease) leased.lease();
      turns.take(() -> frontier.finish(lease, result, leased.findings()));
      counts.count(lease.url().kind(), result);
    } catch (StoreException failure) {
      onStoreFailure.accept(failure);
      throw failure;
    }
  }

  /** Something in the loop failed before there was a result; crawler4j has logged it. */
  private FetchResult lost() {
    return new Failure(FetchFailure.INTERNAL, "an error of the crawler", clock.instant());
  }

  /** More than zero while there may be something to do: the controller ends the crawl at zero. */
  @Override
  public long getQueueLength() {
    return frontier.isFinished() ? 0 : 1;
  }

  @Override
  public long getNumberOfAssignedPages() {
    return frontier.progress().inFlight();
  }

  @Override
  public long getNumberOfProcessedPages() {
    return counts.answers();
  }

  @Override
  public long getNumberOfScheduledPages() {
    return frontier.progress().queued();
  }

  @Override
  public boolean isFinished() {
    return finished.getCount() == 0;
  }

  @Override
  public void finish() {
    frontier.stop();
    finished.countDown();
  }

  @Override
  public void close() {
    // The data folder is its owner's to close.
  }
}
