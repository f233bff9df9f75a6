package dev.sluice.corpus;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed number of threads that work on tasks; results come back in the order of the tasks.
 *
 * <p>At most two tasks a thread wait or run at a time, so memory stays bounded however many there
 * are. The first failure stops all others and is what the caller gets. Workers are never
 * interrupted, since that would close the files that they write to; they stop at the next page.
 *
 * @param <T> what a task gives
 */
final class Crew<T> implements AutoCloseable {

  private final ExecutorService threads;
  private final int mostWaiting;
  private final Meter meter;
  private final Consumer<T> results;
  private final Queue<Future<T>> waiting = new ArrayDeque<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  Crew(int size, Meter meter, Consumer<T> results) {
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            size, task -> new Thread(task, "export-" + number.incrementAndGet()));
    this.mostWaiting = 2 * size;
    this.meter = meter;
    this.results = results;
  }

  /** Adds a task; waits while too many are under way. */
  void add(Callable<T> task) {
    if (waiting.size() >= mostWaiting) {
      collect();
    }
    waiting.add(threads.submit(() -> run(task)));
  }

  private T run(Callable<T> task) throws Exception {
    try {
      return task.call();
    } catch (Throwable broken) {
      failure.compareAndSet(null, broken);
      meter.abandon();
      throw broken;
    }
  }

  /** Waits for all tasks. */
  void finish() {
    while (!waiting.isEmpty()) {
      collect();
    }
  }

  private void collect() {
    try {
      results.accept(waiting.remove().get());
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw Meter.stopped();
    } catch (ExecutionException failed) {
      throw cause(failed);
    }
  }

  private RuntimeException cause(ExecutionException failed) {
    Throwable first = failure.get();
    if (first instanceof RuntimeException exception) {
      return exception;
    }
    if (first instanceof Error error) {
      throw error;
    }
    return new IllegalStateException(failed);
  }

  /** Stops what is still under way and waits for the threads to end. */
  @Override
  public void close() {
    if (!waiting.isEmpty()) {
      meter.abandon();
    }
    waiting.forEach(task -> task.cancel(false));
    threads.shutdown();
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
