package dev.sluice.bench.daemon;

import dev.sluice.bench.command.Place;
import dev.sluice.service.http.DaemonFile;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The daemon, as its launcher starts it, and what it answers; closing it kills it. */
final class DaemonProcess implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofSeconds(120);
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final int SECONDS_TO_END = 90;

  private final Process process;
  private final DaemonFile file;
  private final HttpClient client = HttpClient.newHttpClient();

  private DaemonProcess(Process process, DaemonFile file) {
    this.process = process;
    this.file = file;
  }

  /**
   * What a daemon is started with.
   *
   * @param seeds a file or folder
   * @param delay from the end of a host's answer to the next request to it
   * @param threads requests at the same time
   */
  record Setup(Path seeds, Path data, Duration delay, int threads) {}

  /**
   * Starts it; returns when its API answers.
   *
   * @param log gets what it prints, behind what is there
   */
  static DaemonProcess start(Place place, Setup setup, Path log) throws IOException {
    List<String> command =
        List.of(
            place.home().resolve("sluice").toString(),
            "daemon",
            "--seeds",
            setup.seeds().toString(),
            "--data",
            setup.data().toString(),
            "--allow-addresses",
            "127.0.0.0/8",
            "--delay",
            setup.delay().toMillis() + "ms",
            "--threads",
            Integer.toString(setup.threads()),
            "--listen",
            "127.0.0.1:0");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("SLUICE_NO_BUILD", "1");
    Process process =
        builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile())).start();
    return new DaemonProcess(process, awaitFile(place, setup.data(), process, log));
  }

  /** The launcher becomes Java, so the process keeps its number. */
  private static DaemonFile awaitFile(Place place, Path data, Process process, Path log)
      throws IOException {
    Instant latest = place.clock().instant().plus(LONGEST_START);
    while (process.isAlive() && place.clock().instant().isBefore(latest)) {
      Optional<DaemonFile> file =
          DaemonFile.read(data).filter(found -> found.pid() == process.pid());
      if (file.isPresent()) {
        return file.get();
      }
      place.pause(LOOK);
    }
    process.destroyForcibly();
    throw new IOException("the daemon did not start; " + log + " says why");
  }

  /** Its process number. */
  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The address of something that it answers. */
  URI uri(String path) {
    return URI.create(file.url() + path);
  }

  /** What it answers. */
  JsonNode get(String path) throws IOException, InterruptedException {
    return send(path, HttpRequest.newBuilder(uri(path)).GET());
  }

  /** What it answers when it is told to do something. */
  JsonNode post(String path, Map<String, String> fields) throws IOException, InterruptedException {
    String json = JsonMapper.shared().writeValueAsString(fields);
    return send(
        path,
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private JsonNode send(String path, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(request.timeout(LONGEST_ANSWER).build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    return JsonMapper.shared().readTree(answer.body());
  }

  /** Ends it by SIGTERM; gives its exit code, which is 0 if all went well. */
  int terminate() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
      throw new IOException("the daemon does not end");
    }
    return process.exitValue();
  }

  /** Ends it by SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
