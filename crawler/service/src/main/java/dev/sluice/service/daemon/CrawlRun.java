package dev.sluice.service.daemon;

import dev.sluice.engine.Crawl;
import dev.sluice.engine.model.CrawlProgress;
import dev.sluice.engine.model.CrawlSettings;
import dev.sluice.engine.model.HostListing;
import dev.sluice.engine.model.HostQuery;
import dev.sluice.engine.model.PurgeProgress;
import dev.sluice.engine.model.PurgeTarget;
import dev.sluice.engine.model.Purged;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedLogEntry;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A crawl from its start to its end: watches its limits, forces its commits to the disk, and ends
 * it cleanly when it is done, when somebody asks, or when the store breaks.
 */
public final class CrawlRun {

  private static final Logger LOG = LoggerFactory.getLogger(CrawlRun.class);
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration BETWEEN_SYNCS = Duration.ofSeconds(1);

  /** How long requests under way may take when the crawl is asked to end. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final Duration LONGEST_END = Duration.ofSeconds(30);

  private final DataFolder data;
  private final Crawl crawl;
  private final CrawlSettings settings;
  private final InstantSource clock;
  private volatile boolean endAsked;

  CrawlRun(DataFolder data, Crawl crawl, CrawlSettings settings, InstantSource clock) {
    this.data = data;
    this.crawl = crawl;
    this.settings = settings;
    this.clock = clock;
  }

  /** Why a crawl ended. */
  public enum End {
    /** Everything that can be reached is fetched. */
    DONE,
    /** As many pages as were asked for are fetched. */
    PAGE_LIMIT,
    /** The time is up. */
    TIME_LIMIT,
    /** Somebody asked, by a signal. */
    ASKED
  }

  /**
   * How a crawl ended.
   *
   * @param end why
   * @param progress how it stood then
   * @param took from its start
   */
  public record Report(End end, CrawlProgress progress, Duration took) {}

  /**
   * Runs the crawl to its end and closes its data folder.
   *
   * @param onTick is shown how it stands, about five times a second
   * @throws StoreException if the store broke; what was committed is kept
   */
  public Report run(Consumer<CrawlProgress> onTick) {
    try (data;
        crawl) {
      Instant startedAt = clock.instant();
      crawl.start();
      End end;
      try {
        end = watch(startedAt, onTick);
      } catch (StoreException later) {
        endThreads();
        throw first(later);
      }
      Duration took = Duration.between(startedAt, clock.instant());
      endThreads();
      try {
        data.sync();
      } catch (StoreException later) {
        throw first(later);
      }
      Optional<StoreException> failure = crawl.storeFailure();
      if (failure.isPresent()) {
        throw failure.get();
      }
      return new Report(end, crawl.progress(), took);
    }
  }

  /**
   * Once a store has broken, it says nothing but that: what broke it is what a thread saw first.
   */
  private StoreException first(StoreException later) {
    return crawl.storeFailure().orElse(later);
  }

  private End watch(Instant startedAt, Consumer<CrawlProgress> onTick) {
    Instant syncedAt = startedAt;
    while (!crawl.hasEnded() && crawl.storeFailure().isEmpty()) {
      pause();
      Instant now = clock.instant();
      if (endAsked) {
        return End.ASKED;
      }
      if (isTimeUp(startedAt, now)) {
        return End.TIME_LIMIT;
      }
      if (Duration.between(syncedAt, now).compareTo(BETWEEN_SYNCS) >= 0) {
        data.sync();
        heedTakedowns();
        syncedAt = now;
      }
      onTick.accept(crawl.progress());
    }
    return isPageLimitReached() ? End.PAGE_LIMIT : End.DONE;
  }

  /** A file that cannot be read is told once for each time that it changes. */
  private void heedTakedowns() {
    try {
      crawl.heedTakedowns();
    } catch (StoreException unreadable) {
      LOG.warn("{} The crawl goes by the demands that it knew before", unreadable.getMessage());
    }
  }

  private boolean isTimeUp(Instant startedAt, Instant now) {
    return settings.maxTime().filter(most -> !now.isBefore(startedAt.plus(most))).isPresent();
  }

  private boolean isPageLimitReached() {
    return settings.maxPages().isPresent()
        && crawl.progress().pages() >= settings.maxPages().getAsLong();
  }

  private void endThreads() {
    crawl.stop();
    Instant stoppedAt = clock.instant();
    while (!crawl.hasEnded()) {
      Duration waited = Duration.between(stoppedAt, clock.instant());
      if (waited.compareTo(GRACE) > 0) {
        crawl.abandonRequests();
      }
      if (waited.compareTo(LONGEST_END) > 0) {
        return; // a thread hangs; nothing of it is committed, and its URL stays queued
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(TICK.toMillis());
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }

  /** The folder that it crawls into, which is closed at its end. */
  DataFolder data() {
    return data;
  }

  /** The clock that the crawl goes by. */
  public InstantSource clock() {
    return clock;
  }

  /** Some of the hosts, and what they wait for; see {@link Crawl#hosts}. */
  HostListing hosts(HostQuery query) {
    return crawl.hosts(query);
  }

  /** Removes what is stored of some URLs; see {@link Crawl#purge}. */
  Purged purge(List<PurgeTarget> targets, Consumer<PurgeProgress> onProgress)
      throws InterruptedException {
    return crawl.purge(targets, onProgress);
  }

  /** Goes on with other seeds; see {@link Crawl#change}. */
  void change(List<Seed> seeds) {
    crawl.change(seeds);
  }

  /** Commits what became of a change of the seed files. */
  void log(SeedLogEntry entry) {
    crawl.log(entry);
  }

  /** Asks the crawl to end; {@link #run} then returns within seconds. */
  public void askToEnd() {
    endAsked = true;
  }
}
