package dev.sluice.bench.daemon;

import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.daemon.DaemonProcess.Setup;
import dev.sluice.bench.web.ServedWeb;
import dev.sluice.testweb.model.LoadPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A daemon that crawls as quickly as the processors allow, a web that does not end, no delay. */
record BusyDaemon(ServedWeb web, DaemonProcess daemon) implements AutoCloseable {

  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration LONGEST_FILL = Duration.ofMinutes(30);

  /** How it is set up. */
  static final List<Option> OPTIONS =
      List.of(
          new Option("hosts", "200", "hosts of the web"),
          new Option("pages", "20000", "pages of each host; some must be left at the end"),
          new Option("threads", "16", "requests of the crawl at the same time"),
          new Option("fill", "30000", "pages that are fetched before anything is measured"));

  /** Starts it; returns when it has fetched enough for measuring. */
  static BusyDaemon start(Options given, Place place, String name)
      throws IOException, InterruptedException {
    Path data = place.fresh("data-" + name);
    Path log = place.work().resolve(name + ".log");
    Files.deleteIfExists(log);
    LoadPlan plan = LoadPlan.of(given.count("hosts"), given.count("pages"));
    ServedWeb web = ServedWeb.start(plan, place.work());
    try {
      Setup setup = new Setup(web.seeds(), data, Duration.ZERO, given.count("threads"));
      BusyDaemon busy = new BusyDaemon(web, DaemonProcess.start(place, setup, log));
      busy.fill(given.number("fill"), place);
      return busy;
    } catch (IOException failure) {
      web.close();
      throw failure;
    }
  }

  private void fill(long pages, Place place) throws IOException, InterruptedException {
    Instant latest = place.clock().instant().plus(LONGEST_FILL);
    while (pages() < pages) {
      if (!daemon.isAlive() || place.clock().instant().isAfter(latest)) {
        close();
        throw new IOException("the daemon does not fetch %d pages".formatted(pages));
      }
      place.pause(LOOK);
    }
    place.remarks().printf("%d pages are fetched: measuring begins%n", pages());
  }

  /** Pages that the web has answered with. */
  long pages() throws IOException, InterruptedException {
    return web.report().traffic().pages();
  }

  @Override
  public void close() {
    daemon.close();
    web.close();
  }
}
