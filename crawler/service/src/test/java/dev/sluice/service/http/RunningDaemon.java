package dev.sluice.service.http;

import dev.sluice.engine.model.AddressRange;
import dev.sluice.engine.model.CrawlSettings;
import dev.sluice.engine.model.CrawlSettings.DelaySettings;
import dev.sluice.engine.model.CrawlSettings.FetchLimits;
import dev.sluice.engine.model.CrawlSettings.Reach;
import dev.sluice.engine.model.CrawlSettings.RetrySettings;
import dev.sluice.service.daemon.Daemon;
import dev.sluice.service.daemon.Pulse;
import dev.sluice.service.daemon.SnapshotDesk;
import dev.sluice.service.daemon.Wiring;
import dev.sluice.service.facts.LiveFacts;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A daemon with its API in this process, and somebody who asks it. */
final class RunningDaemon implements AutoCloseable {

  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

  final Path data;
  final Path seeds;
  final Daemon daemon;
  private final Pulse pulse;
  private final DaemonApi api;
  private final Thread thread;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(LONGEST_ANSWER).build();

  private RunningDaemon(Path work, List<String> seedLines, Optional<Token> token)
      throws IOException {
    this.data = work.resolve("data");
    this.seeds = Files.createDirectories(work.resolve("seeds"));
    Files.write(seeds.resolve("all.txt"), seedLines);
    Wiring wiring = new Wiring();
    this.daemon = wiring.daemon(data, seeds, settings(), usable -> Optional.empty());
    this.pulse = wiring.pulse(daemon);
    SnapshotDesk desk = wiring.snapshotDesk(data, daemon, "test");
    this.api =
        DaemonApi.start(
            new ApiSettings(ListenAddress.parse("127.0.0.1:0"), List.of("crawler.test"), token),
            new LiveFacts("test", data, seeds, daemon),
            pulse,
            desk);
    pulse.start();
    this.thread = new Thread(() -> daemon.run(progress -> {}), "daemon");
    thread.start();
  }

  /** Starts one on the seeds that these lines of a seed file name, and waits until it crawls. */
  static RunningDaemon start(Path work, List<String> seedLines) throws Exception {
    return start(work, seedLines, Optional.empty());
  }

  /** The same, and whoever asks must know a token. */
  static RunningDaemon start(Path work, List<String> seedLines, Optional<Token> token)
      throws Exception {
    RunningDaemon started = new RunningDaemon(work, seedLines, token);
    until("it crawls", () -> started.daemon.state() == Daemon.State.CRAWLING);
    return started;
  }

  private static CrawlSettings settings() {
    Duration delay = Duration.ofMillis(20);
    return new CrawlSettings(
        "Sluice/test",
        new Reach(false, List.of(AddressRange.parse("127.0.0.0/8"))),
        4,
        DelaySettings.of(delay),
        OptionalLong.empty(),
        Optional.empty(),
        FetchLimits.DEFAULT,
        new RetrySettings(2, delay, delay, delay, 0, Duration.ofMinutes(30)));
  }

  String url() {
    return api.url();
  }

  /** All that can be asked. */
  List<Route> routes() {
    return api.routes();
  }

  /** Asks for something. */
  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send("GET", path, null, headers);
  }

  /** Asks for something, which must be there, and in JSON. */
  JsonNode facts(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JsonMapper.shared().readTree(answer.body());
  }

  /** Sends JSON. */
  HttpResponse<String> send(String verb, String path, String json, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path)).timeout(LONGEST_ANSWER);
    if (json == null) {
      request.method(verb, BodyPublishers.noBody());
    } else {
      request.method(verb, BodyPublishers.ofString(json));
      request.header("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** A path that asks for a page. */
  static String page(String path, String url) {
    return path + "?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8);
  }

  /** Waits until something holds. */
  static void until(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain until " + what);
      }
      Thread.sleep(10);
    }
  }

  @Override
  public void close() throws InterruptedException {
    daemon.askToEnd();
    thread.join(TimeUnit.SECONDS.toMillis(60));
    api.close();
    pulse.close();
  }
}
