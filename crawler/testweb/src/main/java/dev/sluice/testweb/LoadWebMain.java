package dev.sluice.testweb;

import dev.sluice.testweb.model.LoadPlan;
import dev.sluice.testweb.model.LoadPlan.Manners;
import dev.sluice.testweb.model.LoadPlan.Serving;
import dev.sluice.testweb.model.LoadPlan.Shape;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * A web for load in a process of its own: prints its ports, serves until it is killed, and prints
 * the referee's report as one line of JSON at its end.
 */
final class LoadWebMain {
  private static final String USAGE =
      """
      usage: LoadWebMain [--sites 1000] [--pages 100] [--links 60] [--median-bytes 25000]
          [--latency-ms 0] [--delay-ms 0] [--address-delay-ms 0] [--crawl-delay-ms N]
          [--port 0] [--control-port 0] [--first-address 127.100.0.1] [--sites-per-address 1]
          [--threads 1] [--seed 2026] [--seeds FILE]
      """;

  private static final Set<String> OPTIONS =
      Set.of(
          "sites",
          "pages",
          "links",
          "median-bytes",
          "latency-ms",
          "delay-ms",
          "address-delay-ms",
          "crawl-delay-ms",
          "port",
          "control-port",
          "first-address",
          "sites-per-address",
          "threads",
          "seed",
          "seeds");

  private final Map<String, String> options;

  private LoadWebMain(Map<String, String> options) {
    this.options = options;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    // A harness reads the ports here; that is this program's whole conversation.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    LoadWebMain program = new LoadWebMain(options(args));
    LoadWeb web = LoadWeb.start(program.plan());
    if (program.options.containsKey("seeds")) {
      Files.write(Path.of(program.text("seeds", "")), web.seeds());
    }
    out.println("port=" + web.port());
    out.println("control=" + web.controlPort());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> out.println(web.reportJson())));
    new CountDownLatch(1).await();
  }

  /** The plan that command line options describe. */
  static LoadPlan plan(String... args) {
    return new LoadWebMain(options(args)).plan();
  }

  private LoadPlan plan() {
    return new LoadPlan(
        new Shape(
            number("sites", 1000),
            number("pages", 100),
            number("links", 60),
            number("median-bytes", 25_000),
            number("seed", 2026)),
        new Manners(
            millis("delay-ms"),
            millis("address-delay-ms"),
            options.containsKey("crawl-delay-ms")
                ? Optional.of(millis("crawl-delay-ms"))
                : Optional.empty()),
        new Serving(
            number("port", 0),
            number("control-port", 0),
            text("first-address", "127.100.0.1"),
            number("sites-per-address", 1),
            millis("latency-ms"),
            number("threads", 1)));
  }

  private static Map<String, String> options(String[] args) {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      String name = args[i].replaceFirst("^--", "");
      if (!OPTIONS.contains(name) || i + 1 == args.length) {
        throw new IllegalArgumentException("unknown or without a value: " + args[i] + "\n" + USAGE);
      }
      options.put(name, args[i + 1]);
    }
    return options;
  }

  private String text(String name, String otherwise) {
    return options.getOrDefault(name, otherwise);
  }

  private int number(String name, int otherwise) {
    String value = text(name, String.valueOf(otherwise));
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--%s is no number: %s".formatted(name, value), e);
    }
  }

  private Duration millis(String name) {
    return Duration.ofMillis(number(name, 0));
  }
}
