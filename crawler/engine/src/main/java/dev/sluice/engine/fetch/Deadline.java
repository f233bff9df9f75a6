package dev.sluice.engine.fetch;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/** Ends exchanges that take too long as a whole, however busy they look. */
final class Deadline implements AutoCloseable {

  private final Duration most;
  private final ScheduledThreadPoolExecutor timer;
  private final Set<Watch> running = ConcurrentHashMap.newKeySet();
  private volatile boolean allCancelled;

  Deadline(Duration most) {
    this.most = most;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "fetch-deadline");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Begins to watch an exchange; closing the watch says that it is over. */
  Watch watch(Cancellable exchange) {
    Watch watch = new Watch(exchange);
    running.add(watch);
    watch.alarm = timer.schedule(watch::expire, most.toMillis(), TimeUnit.MILLISECONDS);
    if (allCancelled) {
      watch.cancel();
    }
    return watch;
  }

  /** Ends all exchanges, also those that are about to begin. */
  void cancelAll() {
    allCancelled = true;
    running.forEach(Watch::cancel);
  }

  /** An exchange under watch. */
  final class Watch implements AutoCloseable {

    private final Cancellable exchange;
    private volatile boolean expired;
    private volatile boolean cancelled;
    private @Nullable Future<?> alarm;

    private Watch(Cancellable exchange) {
      this.exchange = exchange;
    }

    private void expire() {
      expired = true;
      exchange.cancel();
    }

    private void cancel() {
      cancelled = true;
      exchange.cancel();
    }

    boolean expired() {
      return expired;
    }

    boolean cancelled() {
      return cancelled;
    }

    @Override
    public void close() {
      running.remove(this);
      if (alarm != null) {
        alarm.cancel(false);
      }
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
