package dev.sluice.bench.daemon;

import dev.sluice.bench.command.Place;
import dev.sluice.bench.process.ProcFiles;
import dev.sluice.bench.process.ProcFiles.ThreadTime;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * What a browser does that shows the dashboard's first page: it listens to the events, and asks for
 * hosts now and then.
 *
 * <p>What that costs is what the daemon's threads take that serve and that look how it stands: as
 * the crawl takes all of the processors, the daemon as a whole takes the same with and without it.
 */
final class OpenDashboard {

  private static final Duration LOOK = Duration.ofMillis(100);

  private final DaemonProcess daemon;
  private final Place place;
  private final Duration poll;
  private final String hostsPath;

  /**
   * A dashboard that is not open yet.
   *
   * @param poll between two looks at hosts
   */
  OpenDashboard(DaemonProcess daemon, Place place, Duration poll, String hostsPath) {
    this.daemon = daemon;
    this.place = place;
    this.poll = poll;
    this.hostsPath = hostsPath;
  }

  /** What the serving threads took, in percent of one processor. */
  record Cost(double closedPercent, double openPercent) {

    double addedPercent() {
      return openPercent - closedPercent;
    }
  }

  /** Some time without it and some with it; which comes first differs from round to round. */
  Cost round(int number, Duration time) throws IOException, InterruptedException {
    if (number % 2 == 1) {
      double closed = closed(time);
      return new Cost(closed, open(time));
    }
    double open = open(time);
    return new Cost(closed(time), open);
  }

  private double closed(Duration time) {
    Map<Long, ThreadTime> before = ProcFiles.threads(daemon.pid());
    Instant begun = place.clock().instant();
    while (place.clock().instant().isBefore(begun.plus(time))) {
      place.pause(LOOK);
    }
    return percent(before, begun);
  }

  private double open(Duration time) throws IOException, InterruptedException {
    HttpClient browser = HttpClient.newHttpClient();
    CompletableFuture<Void> events =
        browser
            .sendAsync(
                HttpRequest.newBuilder(daemon.uri("/api/v1/events")).build(),
                BodyHandlers.ofLines())
            .thenAccept(answer -> heed(answer.body()));
    try {
      daemon.get("/api/v1/history");
      Map<Long, ThreadTime> before = ProcFiles.threads(daemon.pid());
      Instant begun = place.clock().instant();
      Instant nextPoll = begun;
      while (place.clock().instant().isBefore(begun.plus(time))) {
        if (!place.clock().instant().isBefore(nextPoll)) {
          nextPoll = nextPoll.plus(poll);
          daemon.get(hostsPath);
        }
        place.pause(LOOK);
      }
      return percent(before, begun);
    } finally {
      events.cancel(true);
    }
  }

  /** Reads the events, as long as there are any. */
  private static void heed(Stream<String> lines) {
    lines.forEach(line -> {});
  }

  private double percent(Map<Long, ThreadTime> before, Instant begun) {
    Map<Long, ThreadTime> after = ProcFiles.threads(daemon.pid());
    double seconds = Duration.between(begun, place.clock().instant()).toNanos() / 1e9;
    double cpu =
        after.entrySet().stream()
            .filter(thread -> serves(thread.getValue()))
            .mapToDouble(
                thread -> {
                  ThreadTime was = before.get(thread.getKey());
                  return thread.getValue().cpuSeconds() - (was == null ? 0 : was.cpuSeconds());
                })
            .sum();
    return 100 * cpu / seconds;
  }

  private static boolean serves(ThreadTime thread) {
    return thread.name().startsWith("http") || thread.name().equals("pulse");
  }
}
