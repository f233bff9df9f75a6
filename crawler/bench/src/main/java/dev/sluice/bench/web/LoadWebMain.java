package dev.sluice.bench.web;

import dev.sluice.bench.report.JsonLines;
import dev.sluice.testweb.Faults;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.TestWebBuilder;
import dev.sluice.testweb.model.Exchange;
import dev.sluice.testweb.model.PageMix;
import dev.sluice.testweb.model.Referee;
import dev.sluice.testweb.model.Violation;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The process that serves the web: takes a line of standard input for a command, and answers with a
 * line. It ends with its input, so it never outlives whoever started it.
 */
public final class LoadWebMain {

  /** Between the end of an answer, as the server sees it, and what a client makes of it. */
  private static final Duration TOLERANCE = Duration.ofMillis(2);

  private static final long MOST_RECORDS = 5_000_000;
  private static final int MOST_CONNECTIONS = 2_000;

  private final TestWeb web;
  private final Duration delay;

  private LoadWebMain(TestWeb web, Duration delay) {
    this.web = web;
    this.delay = delay;
  }

  /**
   * Serves until its input ends.
   *
   * @param words a {@link WebPlan} as JSON
   */
  public static void main(String[] words) throws IOException {
    WebPlan plan = JsonLines.read(words[0], WebPlan.class);
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (TestWeb web = describe(plan).start()) {
      out.println("ready");
      LoadWebMain server = new LoadWebMain(web, plan.delay());
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.println(server.answer(line));
      }
    }
  }

  private static TestWebBuilder describe(WebPlan plan) {
    TestWebBuilder web =
        TestWeb.builder().maxRecords(MOST_RECORDS).maxConnections(MOST_CONNECTIONS);
    for (int host = 1; host <= plan.hosts(); host++) {
      web.site(
          "s" + host,
          site -> {
            site.generated(PageMix.english(plan.pages(), plan.seed()).clean().uncompressed());
            if (!plan.latency().isZero()) {
              site.faultEverywhere(Faults.slowFirstByte(plan.latency()));
            }
          });
    }
    return web;
  }

  private String answer(String command) throws IOException {
    if (command.startsWith("seeds ")) {
      Files.write(Path.of(command.substring("seeds ".length())), web.seeds());
      return "written";
    }
    return switch (command) {
      case "requests" -> Long.toString(web.referee().requestCount());
      case "report" -> JsonLines.write(report());
      case "reset" -> {
        web.referee().clear();
        yield "reset";
      }
      default -> throw new IllegalArgumentException("no such command: " + command);
    };
  }

  private WebReport report() {
    Referee referee = web.referee();
    List<Exchange> exchanges = referee.requests();
    List<Exchange> pages =
        exchanges.stream().filter(exchange -> !exchange.target().equals("/robots.txt")).toList();
    Set<String> distinct = new HashSet<>();
    pages.forEach(exchange -> distinct.add(exchange.url()));
    List<Violation> violations = referee.violations(delay, TOLERANCE);
    return new WebReport(
        exchanges.size(),
        pages.size(),
        distinct.size(),
        seconds(exchanges),
        violations.stream().filter(found -> found.kind() == Violation.Kind.OVERLAP).count(),
        violations.size(),
        referee.maxConcurrency());
  }

  private static double seconds(List<Exchange> exchanges) {
    Optional<Instant> first =
        exchanges.stream().map(Exchange::arrival).min(Comparator.naturalOrder());
    Optional<Instant> last =
        exchanges.stream()
            .map(exchange -> exchange.end().orElse(exchange.arrival()))
            .max(Comparator.naturalOrder());
    return first.isEmpty() || last.isEmpty()
        ? 0
        : Duration.between(first.get(), last.get()).toNanos() / 1e9;
  }
}
