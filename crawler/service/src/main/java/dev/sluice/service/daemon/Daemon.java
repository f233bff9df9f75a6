package dev.sluice.service.daemon;

import dev.sluice.engine.model.CrawlProgress;
import dev.sluice.engine.model.HostListing;
import dev.sluice.engine.model.HostQuery;
import dev.sluice.engine.model.PurgeProgress;
import dev.sluice.engine.model.PurgeTarget;
import dev.sluice.engine.model.Purged;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedFinding;
import dev.sluice.engine.model.SeedLogEntry;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
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
 *
 * <p>While one thread runs it, any others may ask how it stands, and read its store.
 */
public final class Daemon {

  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
  private static final Duration BETWEEN_LOOKS_FOR_ROOM = Duration.ofSeconds(2);
  private static final Duration TICK = Duration.ofMillis(200);

  private final SeedUpdates seeds;
  private final SeedDesk seedDesk;
  private final SeedProbe seedProbe;
  private final Function<List<Seed>, CrawlRun> crawls;
  private final DiskRoom room;
  private final Exports exports;
  private final InstantSource clock;
  private final Instant startedAt;
  private volatile boolean endAsked;
  private volatile @Nullable CrawlRun current;
  private volatile Runnable onOpen = () -> {};
  private volatile State state = State.STARTING;

  /** Of all runs together, so that no count goes back when the store is opened anew. */
  private volatile CrawlProgress progress = CrawlProgress.NONE;

  /** What a daemon is doing. */
  public enum State {
    /** It opens its store. */
    STARTING,
    /** It crawls, or waits for something to crawl. */
    CRAWLING,
    /** It waits for room on the disk; the store is closed. */
    DISK_FULL,
    /** It was asked to end. */
    ENDING
  }

  /**
   * @param seedDesk of the files that the seeds come from
   * @param seedProbe asks the hosts of seeds that are not crawled yet
   * @param crawls opens the store and sets a crawl of these seeds up
   * @param exports begin when the store is open, and end with the daemon
   */
  Daemon(
      SeedUpdates seeds,
      SeedDesk seedDesk,
      SeedProbe seedProbe,
      Function<List<Seed>, CrawlRun> crawls,
      DiskRoom room,
      Exports exports,
      InstantSource clock) {
    this.seeds = seeds;
    this.seedDesk = seedDesk;
    this.seedProbe = seedProbe;
    this.crawls = crawls;
    this.room = room;
    this.exports = exports;
    this.clock = clock;
    this.startedAt = clock.instant();
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
        current = null;
        progress = progress.atRest();
        awaitRoom();
      }
    }
    return report;
  }

  private CrawlRun.Report crawl(Consumer<CrawlProgress> onTick) {
    CrawlRun run = crawls.apply(seeds.current());
    CrawlProgress before = progress;
    exports.start();
    current = run;
    onOpen.run();
    if (endAsked) {
      run.askToEnd();
    }
    return run.run(
        now -> {
          progress = now.after(before);
          state = State.CRAWLING;
          seeds.carryOver(run);
          onTick.accept(now);
        });
  }

  /** Where nothing can be written, it is not always RocksDB that notices. */
  private boolean isForWantOfRoom(StoreException failure) {
    return failure.problem() == Problem.DISK_FULL
        || (failure.problem() == Problem.INACCESSIBLE && !room.isEnough());
  }

  private void awaitRoom() {
    state = State.DISK_FULL;
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

  /** Has something done each time that the store has been opened; before {@link #run}. */
  public void whenOpen(Runnable action) {
    onOpen = action;
  }

  /** Has somebody told of each change of the seeds, applied or refused; before {@link #run}. */
  public void whenSeedsChange(Consumer<SeedLogEntry> listener) {
    seeds.tell(listener);
  }

  /** What it is doing. */
  public State state() {
    return endAsked ? State.ENDING : state;
  }

  /**
   * How the crawl stood a fifth of a second ago at most; counts are of all runs since the start.
   */
  public CrawlProgress progress() {
    return progress;
  }

  /** The seeds that hold. */
  public List<Seed> seeds() {
    return seeds.current();
  }

  /** Where the files that the seeds come from can be changed. */
  public SeedDesk seedDesk() {
    return seedDesk;
  }

  /** What a crawl would meet at seeds; nothing is asked of the hosts that are crawled now. */
  public List<SeedFinding> probe(List<Seed> asked) {
    return seedProbe.find(asked, seeds.current());
  }

  /** What is wrong with the seed files as they are; nothing if they hold. */
  public List<String> seedMistakes() {
    return seeds.mistakes();
  }

  /**
   * Reads or changes the store, as far as it may be while the crawl goes on. It can be closed
   * meanwhile, which fails the next call to it.
   *
   * @throws StoreException if it is not open (Problem CLOSED), which says why
   */
  public <T> T withStore(Function<DataFolder, T> use) {
    return use.apply(openRun().data());
  }

  /**
   * Some of the hosts, and what they wait for at this moment.
   *
   * @throws StoreException if the store is not open (Problem CLOSED), which says why
   */
  public HostListing hosts(HostQuery query) {
    return openRun().hosts(query);
  }

  /**
   * Removes what is stored of some URLs while the crawl goes on; see {@code Crawl.purge}.
   *
   * @throws StoreException if the store is not open (Problem CLOSED), which says why, or is closed
   *     meanwhile; then the same purge goes on when it is open again
   * @throws IllegalStateException if another purge is under way
   * @throws InterruptedException if this thread was interrupted; the same purge goes on
   */
  public Purged purge(List<PurgeTarget> targets, Consumer<PurgeProgress> onProgress)
      throws InterruptedException {
    return openRun().purge(targets, onProgress);
  }

  /**
   * Waits until the crawl goes by none of these seeds any more.
   *
   * @param names of seeds
   * @return whether that has come in time
   * @throws StoreException if the store is not open (Problem CLOSED), which says why
   * @throws InterruptedException if this thread was interrupted
   */
  public boolean awaitRemoved(Collection<String> names, Duration most) throws InterruptedException {
    long ticks = most.dividedBy(TICK);
    for (long tick = 0; tick < ticks && isCrawled(names); tick++) {
      Thread.sleep(TICK.toMillis());
    }
    return !isCrawled(names);
  }

  private boolean isCrawled(Collection<String> names) {
    openRun();
    return seeds.crawled().stream().map(Seed::name).anyMatch(names::contains);
  }

  private CrawlRun openRun() {
    CrawlRun run = current;
    if (run == null || endAsked) {
      throw new StoreException(Problem.CLOSED, "the store is not open: " + whyClosed());
    }
    return run;
  }

  private String whyClosed() {
    return switch (state()) {
      case STARTING, CRAWLING -> "the daemon is starting; try again in a moment";
      case DISK_FULL ->
          "the disk of "
              + room.folder()
              + " is full, and the daemon waits until "
              + (DiskRoom.LEAST_BYTES >> 20)
              + " MB are free";
      case ENDING -> "the daemon is ending";
    };
  }

  /** The disk that it writes to. */
  public DiskRoom room() {
    return room;
  }

  /** When it was started. */
  public Instant startedAt() {
    return startedAt;
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
