package dev.sluice.service.extract;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportException.Problem;
import dev.sluice.corpus.model.PageFunctions;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * One extraction, from its inputs to its output, which has a line for each page in the order of the
 * input.
 *
 * <p>One thread finds pages and writes lines; others read, extract and make the lines. Those that
 * wait to be written are limited in number and size, so memory does not grow with the input.
 */
public final class ExtractRun {

  /** Pages under way, for each thread: enough that none waits behind a large one for long. */
  private static final int PAGES_PER_THREAD = 16;

  private static final long MOST_BYTES_UNDER_WAY = 64 << 20;

  private record UnderWay(long bytes, Future<ExtractedLine> line) {}

  private final ExtractRequest request;
  private final PageWorker worker;
  private final ExtractWatch watch;
  private final ExecutorService threads;
  private final Queue<UnderWay> underWay = new ArrayDeque<>();
  private long bytesUnderWay;
  private long withText;
  private long withoutText;
  private long failed;
  private long troubles;
  private long textCharacters;

  private ExtractRun(ExtractRequest request, PageFunctions functions, ExtractWatch watch) {
    this.request = request;
    this.worker = new PageWorker(functions, request.url(), request.settings(), request.allFields());
    this.watch = watch;
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            request.threads(), task -> daemon(task, "extract-" + number.incrementAndGet()));
  }

  /** A thread that keeps no process alive whose work has been given up. */
  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Extracts all pages.
   *
   * @param functions makes the functions, once it is known that there is something to do
   * @param in the standard input
   * @param out the standard output
   * @throws dev.sluice.pages.settings.SettingsException if an input is not there, or the output is
   * @throws ExportException if the output cannot be written, or somebody asked to stop
   */
  public static ExtractCounts run(
      ExtractRequest request,
      Supplier<PageFunctions> functions,
      ExtractWatch watch,
      InputStream in,
      OutputStream out) {
    PageInputs.check(request.inputs());
    try (OutputFile file = OutputFile.open(request, out)) {
      ExtractRun run = new ExtractRun(request, functions.get(), watch);
      try {
        run.extract(in, file);
      } finally {
        run.threads.shutdownNow();
      }
      file.finish();
      return run.counts();
    }
  }

  private void extract(InputStream in, OutputFile file) {
    PageInputs inputs =
        new PageInputs(in, request.facts(), page -> submit(page, file), this::trouble);
    request.inputs().forEach(inputs::add);
    while (!underWay.isEmpty()) {
      writeFirst(file);
    }
  }

  private void submit(PageSource page, OutputFile file) {
    int most = PAGES_PER_THREAD * request.threads();
    while (!underWay.isEmpty()
        && (underWay.size() >= most || bytesUnderWay + page.bytes() > MOST_BYTES_UNDER_WAY)) {
      writeFirst(file);
    }
    bytesUnderWay += page.bytes();
    underWay.add(new UnderWay(page.bytes(), threads.submit(() -> worker.line(page))));
  }

  private void writeFirst(OutputFile file) {
    if (watch.stopped()) {
      throw stopped();
    }
    UnderWay first = underWay.remove();
    bytesUnderWay -= first.bytes();
    ExtractedLine line = line(first);
    file.write(line.json());
    count(line);
    watch.progress(withText + withoutText + failed);
  }

  private static ExtractedLine line(UnderWay page) {
    try {
      return page.line().get();
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw stopped();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(failed);
    }
  }

  private void count(ExtractedLine line) {
    textCharacters += line.characters();
    if (!line.error().isEmpty()) {
      failed++;
      watch.trouble(line.error());
    } else if (line.characters() > 0) {
      withText++;
    } else {
      withoutText++;
    }
  }

  private void trouble(String message) {
    troubles++;
    watch.trouble(message);
  }

  private ExtractCounts counts() {
    return new ExtractCounts(withText, withoutText, failed, troubles, textCharacters);
  }

  private static ExportException stopped() {
    return new ExportException(
        Problem.STOPPED, "the extraction was stopped; nothing was written to the output's file");
  }
}
