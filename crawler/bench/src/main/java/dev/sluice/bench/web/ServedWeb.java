package dev.sluice.bench.web;

import dev.sluice.bench.report.JsonLines;
import dev.sluice.testweb.model.LoadPlan;
import dev.sluice.testweb.model.LoadReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A web that a process of its own serves, as {@code dev.sluice.testweb.LoadWebMain} does. */
public final class ServedWeb implements AutoCloseable {

  private static final String MAIN = "dev.sluice.testweb.LoadWebMain";
  private static final int SECONDS_TO_END = 20;
  private static final int WARMING_REQUESTS = 20_000;
  private static final int WARMING_AT_ONCE = 200;

  private final Process process;
  private final Path seeds;
  private final URI control;
  private final HttpClient client = HttpClient.newHttpClient();

  private ServedWeb(Process process, Path seeds, int controlPort) {
    this.process = process;
    this.seeds = seeds;
    this.control = URI.create("http://127.0.0.1:" + controlPort + "/");
  }

  /**
   * Starts a server; returns when it serves.
   *
   * @param folder for a file of the front pages' URLs, and for what the server says when it goes
   *     wrong
   */
  public static ServedWeb start(LoadPlan plan, Path folder) throws IOException {
    Path seeds = folder.resolve("seeds.txt");
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN,
                "--seeds",
                seeds.toString()));
    words.addAll(options(plan));
    Process process =
        new ProcessBuilder(words).redirectError(folder.resolve("web.log").toFile()).start();
    BufferedReader says =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    port(says, "port=");
    return new ServedWeb(process, seeds, port(says, "control="));
  }

  static List<String> options(LoadPlan plan) {
    return List.of(
        "--sites",
        Integer.toString(plan.shape().sites()),
        "--pages",
        Integer.toString(plan.shape().pages()),
        "--links",
        Integer.toString(plan.shape().links()),
        "--median-bytes",
        Integer.toString(plan.shape().medianBytes()),
        "--seed",
        Long.toString(plan.shape().seed()),
        "--delay-ms",
        Long.toString(plan.manners().delay().toMillis()),
        "--latency-ms",
        Long.toString(plan.serving().latency().toMillis()));
  }

  private static int port(BufferedReader says, String name) throws IOException {
    String line = says.readLine();
    if (line == null || !line.startsWith(name)) {
      throw new IOException("the web's server did not start; web.log says why");
    }
    return Integer.parseInt(line.substring(name.length()));
  }

  /** A file with the URLs of all front pages, one a line. */
  public Path seeds() {
    return seeds;
  }

  /**
   * Asks for front pages until the server runs as one does that has run for long, so that its own
   * warm-up takes no processor time from whoever is measured first; then forgets that.
   */
  public void warmUp() throws IOException, InterruptedException {
    List<URI> fronts = Files.readAllLines(seeds).stream().map(URI::create).toList();
    Semaphore free = new Semaphore(WARMING_AT_ONCE);
    for (int i = 0; i < WARMING_REQUESTS; i++) {
      free.acquire();
      HttpRequest request = HttpRequest.newBuilder(fronts.get(i % fronts.size())).build();
      client
          .sendAsync(request, BodyHandlers.discarding())
          .whenComplete((answer, failure) -> free.release());
    }
    free.acquire(WARMING_AT_ONCE);
    reset();
  }

  /** What was seen since the start or the last reset. */
  public LoadReport report() throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(control.resolve("/__report")).GET());
  }

  /** Forgets what was seen, and says what that was. */
  public LoadReport reset() throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(control.resolve("/__reset")).POST(BodyPublishers.noBody()));
  }

  private LoadReport send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
    return JsonLines.read(answer.body(), LoadReport.class);
  }

  /** Ends the server. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
