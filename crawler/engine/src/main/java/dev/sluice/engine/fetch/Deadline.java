package dev.sluice.engine.fetch;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends exchanges that take too long: as a whole, however busy they look, or because the server has
 * fallen silent.
 *
 * <p>One thread looks at all exchanges ten times a second and closes what the late ones wait for.
 * That costs an exchange two writes; timers and timeouts on the socket would cost it a lock on a
 * queue and several system calls for each read. The price is precision: an exchange ends up to two
 * periods late. Time is counted in looks, so a process that was suspended does not find all of its
 * exchanges late when it goes on.
 */
final class Deadline implements AutoCloseable {

  static final Duration PERIOD = Duration.ofMillis(100);

  private final long most;
  private final Set<Watch> running = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor timer;
  private volatile long looks;
  private volatile boolean allCancelled;

  /**
   * @param most the longest that an exchange may take
   * @param eachLook called each time that the exchanges have been looked at
   */
  Deadline(Duration most, Runnable eachLook) {
    this.most = looks(most);
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "fetch-deadline");
              thread.setDaemon(true);
              return thread;
            });
    timer.scheduleWithFixedDelay(
        () -> {
          look();
          eachLook.run();
        },
        PERIOD.toMillis(),
        PERIOD.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** How an exchange stands. */
  enum Verdict {
    /** It may go on. */
    GOING,
    /** It was ended because the server had fallen silent. */
    SILENT,
    /** It was ended because it took too long as a whole. */
    EXPIRED,
    /** It was ended because all were. */
    CANCELLED
  }

  /** So many looks are never less than this time; none at all if there is no time. */
  private static long looks(Duration time) {
    return time.isZero() ? 0 : (time.toMillis() + PERIOD.toMillis() - 1) / PERIOD.toMillis() + 1;
  }

  private void look() {
    looks++;
    long now = looks;
    for (Watch watch : running) {
      watch.judge(now);
    }
  }

  /** Begins to watch an exchange; closing the watch says that it is over. */
  Watch watch() {
    Watch watch = new Watch();
    running.add(watch);
    if (allCancelled) {
      watch.end(Verdict.CANCELLED);
    }
    watch.judge(looks); // without any time it is over now
    return watch;
  }

  /** Ends all exchanges, also those that are about to begin. */
  void cancelAll() {
    allCancelled = true;
    running.forEach(watch -> watch.end(Verdict.CANCELLED));
  }

  /** An exchange under watch. */
  final class Watch implements AutoCloseable {

    private final long start = looks;
    private volatile long heard = start;
    private volatile long patience = most;
    private volatile Verdict verdict = Verdict.GOING;
    private @Nullable Closeable awaited;

    /** The exchange waits for the server from now on, and no longer than this for each answer. */
    void await(Duration longestSilence) {
      heard = looks;
      patience = looks(longestSilence);
    }

    /** The server has been heard of. */
    void heard() {
      heard = looks;
    }

    /** What to close to end the exchange; it is closed at once if that has been decided. */
    synchronized void guard(Closeable resource) {
      awaited = resource;
      if (verdict != Verdict.GOING) {
        closeAwaited();
      }
    }

    /**
     * Takes back what was to be closed, so that others can use it.
     *
     * @return false if it was closed before
     */
    synchronized boolean release() {
      awaited = null;
      return verdict == Verdict.GOING;
    }

    Verdict verdict() {
      return verdict;
    }

    private void judge(long now) {
      if (now - start >= most) {
        end(Verdict.EXPIRED);
      } else if (now - heard >= patience) {
        end(Verdict.SILENT);
      }
    }

    private synchronized void end(Verdict why) {
      if (verdict == Verdict.GOING) {
        verdict = why;
        closeAwaited();
      }
    }

    private void closeAwaited() {
      if (awaited == null) {
        return;
      }
      try {
        awaited.close();
      } catch (IOException closedAnyway) {
        // Who waits for it is woken.
      }
    }

    @Override
    public void close() {
      running.remove(this);
      release();
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
