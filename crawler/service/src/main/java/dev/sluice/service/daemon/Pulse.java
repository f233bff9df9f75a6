package dev.sluice.service.daemon;

import dev.sluice.engine.model.CrawlProgress;
import dev.sluice.pages.model.StoreException;
import dev.sluice.service.daemon.Sample.Rates;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second how a daemon stands, and remembers the last hour.
 *
 * <p>Whoever wants to know how it stands is served from here. So it costs the crawl the same
 * whether nobody looks or a hundred do, and no one who looks waits for a lock of the crawl.
 */
public final class Pulse implements AutoCloseable {

  /** Between two samples that are remembered for an hour. */
  public static final Duration BETWEEN_MEMORIES = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
  private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS_AT_STORE = Duration.ofSeconds(10);
  private static final int RATES_OVER = 10;
  private static final int MEMORIES = 720;

  private final Daemon daemon;
  private final InstantSource clock;
  private final List<Consumer<Sample>> listeners = new CopyOnWriteArrayList<>();
  private final Deque<Sample> recent = new ArrayDeque<>();
  private final Deque<Sample> hour = new ArrayDeque<>();
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, work -> new Thread(work, "pulse"));

  private StoreFigures store = StoreFigures.NONE;
  private Instant nextLookAtStore = Instant.EPOCH;
  private Instant nextMemory = Instant.EPOCH;
  private volatile Sample latest;

  Pulse(Daemon daemon, InstantSource clock) {
    this.daemon = daemon;
    this.clock = clock;
    this.latest = sample(clock.instant());
  }

  /** Has somebody shown each sample, in the thread of the pulse. */
  public void listen(Consumer<Sample> listener) {
    listeners.add(listener);
  }

  /** Begins to look. */
  @SuppressWarnings("FutureReturnValueIgnored") // it is never waited for
  public void start() {
    long nanos = BETWEEN_SAMPLES.toNanos();
    thread.scheduleAtFixedRate(this::beat, 0, nanos, TimeUnit.NANOSECONDS);
  }

  /** What must go on whatever becomes of one beat: a thrown exception would be the last one. */
  private void beat() {
    try {
      Sample now = sample(clock.instant());
      latest = now;
      remember(now);
      listeners.forEach(listener -> listener.accept(now));
    } catch (RuntimeException defect) {
      LOG.error("How the daemon stands cannot be told", defect);
    }
  }

  private Sample sample(Instant at) {
    Daemon.State state = daemon.state();
    CrawlProgress progress = daemon.progress();
    lookAtStore(at);
    Sample before = recent.peekFirst();
    return new Sample(
        at,
        state,
        progress,
        before == null ? Rates.NONE : Rates.between(before, at, progress),
        store,
        daemon.room().freeBytes(),
        ProcessFigures.read());
  }

  private void lookAtStore(Instant at) {
    if (at.isBefore(nextLookAtStore)) {
      return;
    }
    try {
      store = daemon.withStore(data -> StoreFigures.of(data, daemon.room().folder()));
      nextLookAtStore = at.plus(BETWEEN_LOOKS_AT_STORE);
    } catch (StoreException notOpen) {
      // What it held when it was open last still holds, and it may be open again in a second.
    }
  }

  private synchronized void remember(Sample now) {
    recent.add(now);
    if (recent.size() > RATES_OVER) {
      recent.remove();
    }
    if (now.at().isBefore(nextMemory)) {
      return;
    }
    nextMemory = now.at().plus(BETWEEN_MEMORIES);
    hour.add(now);
    if (hour.size() > MEMORIES) {
      hour.remove();
    }
  }

  /** How it stood a second ago at most. */
  public Sample latest() {
    return latest;
  }

  /** The last hour, the oldest first. */
  public synchronized List<Sample> hour() {
    return new ArrayList<>(hour);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
