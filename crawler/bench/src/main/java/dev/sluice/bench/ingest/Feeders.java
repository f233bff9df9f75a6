package dev.sluice.bench.ingest;

import dev.sluice.pages.model.PageUrl;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Threads that put a stream of URLs into a sink, each a batch at a time. */
final class Feeders implements AutoCloseable {

  private final UrlStream stream;
  private final DiscoverySink sink;
  private final Rates rates;
  private final int batch;
  private final AtomicLong next = new AtomicLong();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> running = new ArrayList<>();

  Feeders(UrlStream stream, DiscoverySink sink, Rates rates, int batch) {
    this.stream = stream;
    this.sink = sink;
    this.rates = rates;
    this.batch = batch;
  }

  void start(int count) {
    for (int i = 0; i < count; i++) {
      running.add(threads.submit(this::feed));
    }
    threads.shutdown();
  }

  private void feed() {
    for (long from = next.getAndAdd(batch); from < rates.urls(); from = next.getAndAdd(batch)) {
      long to = Math.min(rates.urls(), from + batch);
      List<PageUrl> links = LongStream.range(from, to).mapToObj(stream::url).toList();
      sink.discover(links);
      rates.add(links.size());
    }
  }

  /**
   * Waits at most so long; says whether all URLs are in.
   *
   * @throws IOException if a thread failed
   */
  boolean await(Duration most) throws IOException, InterruptedException {
    boolean ended = threads.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS);
    for (Future<?> thread : running) {
      if (thread.isDone()) {
        try {
          thread.get();
        } catch (ExecutionException failure) {
          throw new IOException("the frontier failed: " + failure.getCause(), failure);
        }
      }
    }
    return ended;
  }

  /** Ends the threads, whether they are done or not. */
  @Override
  public void close() {
    next.set(rates.urls());
    threads.shutdownNow();
  }
}
