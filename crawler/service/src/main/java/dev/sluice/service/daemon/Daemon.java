package dev.sluice.service.daemon;

import dev.sluice.engine.CrawlProgress;
import dev.sluice.engine.model.Seed;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The long-running service: crawls and visits pages again without end, and takes changes of the
 * seed files over while it runs.
 *
 * <p>A full disk does not end it. RocksDB writes nothing more once a write has failed, so the crawl
 * is ended and the store closed, with all that was committed; when there is room again the store is
 * opened anew and the crawl goes on, as it would in another process.
 */
public final class Daemon {

  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
  private static final Duration BETWEEN_LOOKS_FOR_ROOM = Duration.ofSeconds(2);
  private static final Duration TICK = Duration.ofMillis(200);

  private final SeedUpdates seeds;
  private final Function<List<Seed>, CrawlRun> crawls;
  private final DiskRoom room;
  private final Exports exports;
  private final InstantSource clock;
  private volatile boolean endAsked;
  private volatile @Nullable CrawlRun current;

  /**
   * @param crawls opens the store and sets a crawl of these seeds up
   * @param exports begin when the store is open, and end with the daemon
   */
  Daemon(
      SeedUpdates seeds,
      Function<List<Seed>, CrawlRun> crawls,
      DiskRoom room,
      Exports exports,
      InstantSource clock) {
    this.seeds = seeds;
    this.crawls = crawls;
    this.room = room;
    this.exports = exports;
    this.clock = clock;
  }

  /**
   * Crawls until somebody asks it to end.
   *
   * @param onTick is shown how the crawl stands, about five times a second
   * @return how the crawl stood at its end; nothing if there was no room for one then
   * @throws StoreException if the store broke, but for a full disk; what was committed is kept
   */
  public Optional<CrawlRun.Report> run(Consumer<CrawlProgress> onTick) {
    try (exports) {
      return crawlOn(onTick);
    }
  }

  private Optional<CrawlRun.Report> crawlOn(Consumer<CrawlProgress> onTick) {
    Optional<CrawlRun.Report> report = Optional.empty();
    while (!endAsked) {
      try {
        report = Optional.of(crawl(onTick));
      } catch (StoreException failure) {
        if (!isForWantOfRoom(failure)) {
          throw failure;
        }
        report = Optional.empty();
        awaitRoom();
      }
    }
    return report;
  }

  private CrawlRun.Report crawl(Consumer<CrawlProgress> onTick) {
    CrawlRun run = crawls.apply(seeds.current());
    exports.start();
    current = run;
    if (endAsked) {
      run.askToEnd();
    }
    return run.run(
        progress -> {
          seeds.carryOver(run);
          onTick.accept(progress);
        });
  }

  /** Where nothing can be written, it is not always RocksDB that notices. */
  private boolean isForWantOfRoom(StoreException failure) {
    return failure.problem() == Problem.DISK_FULL
        || (failure.problem() == Problem.INACCESSIBLE && !room.isEnough());
  }

  private void awaitRoom() {
    LOG.warn(
        "The disk of {} is full: nothing is fetched until {} MB are free; nothing is lost",
        room.folder(),
        DiskRoom.LEAST_BYTES >> 20);
    while (!endAsked) {
      pause(BETWEEN_LOOKS_FOR_ROOM);
      if (!endAsked && room.isEnough()) {
        LOG.info("There is room again: the crawl goes on");
        return;
      }
    }
  }

  /** Sleeps, but not beyond the moment at which it is asked to end. */
  private void pause(Duration time) {
    long ticks = time.dividedBy(TICK);
    for (long tick = 0; tick < ticks && !endAsked; tick++) {
      try {
        Thread.sleep(TICK.toMillis());
      } catch (InterruptedException asked) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** The exports that are made beside the crawl. */
  public Exports exports() {
    return exports;
  }

  /** The clock that it goes by. */
  public InstantSource clock() {
    return clock;
  }

  /** Asks it to end; {@link #run} then returns within seconds. */
  public void askToEnd() {
    endAsked = true;
    exports.askToEnd();
    CrawlRun run = current;
    if (run != null) {
      run.askToEnd();
    }
  }
}
