package dev.sluice.service.cli;

import dev.sluice.engine.model.ImportCounts;
import dev.sluice.engine.model.ImportOutcome;
import dev.sluice.engine.model.ImportWatch;
import dev.sluice.service.facts.ImportFacts.Damage;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Shows how an import goes, tells what is damaged, and passes the wish to end it on. */
final class ImportScreen implements ImportWatch {

  /** More damages than this are told by their number. */
  private static final int MOST_TOLD = 20;

  /** More than this are not listed. */
  private static final int MOST_LISTED = 1000;

  private final InstantSource clock;
  private final PrintWriter err;
  private final OptionalLong bytes;
  private final Screen screen;
  private final Instant begin;
  private final List<Damage> damages = new ArrayList<>();
  private volatile boolean endAsked;
  private long damaged;

  /**
   * @param bytes what all archives have together, if that is known
   */
  ImportScreen(InstantSource clock, PrintWriter err, OptionalLong bytes) {
    this.clock = clock;
    this.err = err;
    this.bytes = bytes;
    this.screen = new Screen(clock);
    this.begin = clock.instant();
  }

  void askToEnd() {
    endAsked = true;
  }

  /** Takes the line of progress away. */
  void end() {
    screen.end();
    if (damaged > MOST_TOLD) {
      err.printf("sluice: and %s more%n", Counted.text(damaged - MOST_TOLD, "damaged place"));
    }
    err.flush();
  }

  /** The first damages. */
  List<Damage> damages() {
    return List.copyOf(damages);
  }

  /** How long it has taken so far. */
  Duration taken() {
    return Duration.between(begin, clock.instant());
  }

  @Override
  public boolean stopped() {
    return endAsked;
  }

  @Override
  public void progress(ImportCounts counts) {
    if (screen.due()) {
      screen.show(line(counts));
    }
  }

  private String line(ImportCounts counts) {
    double seconds = Math.max(0.001, taken().toMillis() / 1000.0);
    long stored = counts.of(ImportOutcome.STORED);
    String line =
        String.format(
            Locale.ROOT,
            "%s stored, %,.0f a second",
            Counted.text(stored, "page"),
            stored / seconds);
    if (bytes.isEmpty()) {
      return line + ", " + Sizes.text(counts.archiveBytes()) + " read";
    }
    double share = (double) counts.archiveBytes() / Math.max(1, bytes.getAsLong());
    Duration left = Duration.ofSeconds(Math.round(seconds / Math.max(share, 1e-6) * (1 - share)));
    return String.format(
        Locale.ROOT,
        "%s, %.0f %% of %s, %s left",
        line,
        100 * share,
        Sizes.text(bytes.getAsLong()),
        Spans.text(left));
  }

  @Override
  public synchronized void damage(String archive, long offset, String why) {
    damaged++;
    if (damages.size() < MOST_LISTED) {
      damages.add(new Damage(archive, offset, why));
    }
    if (damaged <= MOST_TOLD) {
      screen.end();
      err.printf(Locale.ROOT, "sluice: %s: damaged at byte %,d: %s%n", archive, offset, why);
      err.flush();
    }
  }
}
