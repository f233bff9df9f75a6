package dev.sluice.bench.kill;

import dev.sluice.bench.command.Place;
import dev.sluice.bench.contest.SluiceContestant;
import dev.sluice.bench.contest.Task;
import dev.sluice.bench.kill.Kill.Counts;
import dev.sluice.bench.kill.Moments.Moment;
import dev.sluice.bench.web.ServedWeb;
import dev.sluice.testweb.model.LoadReport.Traffic;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A crawl that is started again and again. */
final class KilledCrawl {

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration LONGEST_WAIT_FOR_REQUEST = Duration.ofSeconds(120);

  private final Place place;
  private final ServedWeb web;
  private final Task task;
  private final Path log;
  private long repeatedBefore;

  KilledCrawl(Place place, ServedWeb web, Task task) throws IOException {
    this.place = place;
    this.web = web;
    this.task = task;
    this.log = place.work().resolve("kill.log");
    Files.deleteIfExists(log);
  }

  private Process start() throws IOException {
    SluiceContestant sluice = new SluiceContestant("");
    ProcessBuilder builder = new ProcessBuilder(sluice.command(place, task));
    builder.environment().putAll(sluice.environment());
    return builder
        .redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Starts it, kills it at a moment, and says what that hit. */
  Counts runAndKill(Moment moment) throws IOException, InterruptedException {
    long before = web.report().traffic().requests();
    Process process = start();
    try {
      if (moment.atWork()) {
        awaitRequest(process, before);
      }
      boolean ended = process.waitFor(moment.after().toMillis(), TimeUnit.MILLISECONDS);
      // The launcher has become Java by then, or dies as Java would.
      process.destroyForcibly().waitFor();
      boolean atWork = !ended && web.report().traffic().requests() > before;
      return new Counts(ended ? 0 : 1, atWork ? 1 : 0, ended ? 1 : 0, previousHit());
    } finally {
      process.destroyForcibly();
    }
  }

  /** 1 if pages were asked for again in this run: then the kill before it hit their fetches. */
  private int previousHit() throws IOException, InterruptedException {
    Traffic traffic = web.report().traffic();
    long repeated = traffic.pages() - traffic.distinctPages();
    boolean hit = repeated > repeatedBefore;
    repeatedBefore = repeated;
    return hit ? 1 : 0;
  }

  private void awaitRequest(Process process, long before) throws IOException, InterruptedException {
    Instant end = place.clock().instant().plus(LONGEST_WAIT_FOR_REQUEST);
    while (web.report().traffic().requests() == before) {
      if (process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        return; // it had nothing left to ask for
      }
      if (place.clock().instant().isAfter(end)) {
        throw new IOException("the crawl makes no request; kill.log says what it does");
      }
    }
  }

  /** Starts it for the last time, and says what the last kill hit. */
  Counts runToEnd(Duration limit) throws IOException, InterruptedException {
    Process process = start();
    try {
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException("the last run did not come to its end; kill.log says why");
      }
      return new Counts(0, 0, 0, previousHit());
    } finally {
      process.destroyForcibly();
    }
  }
}
