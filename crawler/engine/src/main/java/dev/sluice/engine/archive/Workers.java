package dev.sluice.engine.archive;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Threads that read records, and no more of these at a time than fit into a share of the memory.
 */
final class Workers implements AutoCloseable {

  /** What the records in hand may take together. */
  private static final int MOST_KILOBYTES = 256 << 10;

  private static final long LONGEST_END_SECONDS = 60;

  private final ExecutorService threads;
  private final Semaphore kilobytes = new Semaphore(MOST_KILOBYTES);
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

  Workers(int count) {
    this.threads =
        Executors.newFixedThreadPool(
            count,
            work -> {
              Thread thread = new Thread(work, "import");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Has some work done when there is room for it, for which this waits.
   *
   * @param bytes what it takes in memory
   * @throws RuntimeException what earlier work failed with
   */
  void take(long bytes, Runnable work) {
    int cost = (int) Math.min(MOST_KILOBYTES, 1 + (bytes >> 10));
    kilobytes.acquireUninterruptibly(cost);
    threads.execute(
        () -> {
          try {
            if (failure.get() == null) {
              work.run();
            }
          } catch (RuntimeException broken) {
            failure.compareAndSet(null, broken);
          } finally {
            kilobytes.release(cost);
          }
        });
    complain();
  }

  /**
   * Waits until all work is done.
   *
   * @throws RuntimeException what it failed with
   */
  void await() {
    kilobytes.acquireUninterruptibly(MOST_KILOBYTES);
    kilobytes.release(MOST_KILOBYTES);
    complain();
  }

  private void complain() {
    RuntimeException broken = failure.get();
    if (broken != null) {
      throw broken;
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException hurried) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
