package dev.sluice.service.cli;

import dev.sluice.service.extract.ExtractWatch;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Shows how an extraction goes, tells its troubles, and passes the wish to end it on. */
final class ExtractScreen implements ExtractWatch {

  /** More troubles than this are told by their number, and by the lines of their pages. */
  private static final int MOST_TROUBLES = 20;

  private final InstantSource clock;
  private final PrintWriter err;
  private final Screen screen;
  private final Instant begin;
  private volatile boolean endAsked;
  private int troubles;

  ExtractScreen(InstantSource clock, PrintWriter err) {
    this.clock = clock;
    this.err = err;
    this.screen = new Screen(clock);
    this.begin = clock.instant();
  }

  void askToEnd() {
    endAsked = true;
  }

  /** Takes the line of progress away. */
  void end() {
    screen.end();
    if (troubles > MOST_TROUBLES) {
      err.printf(
          "sluice: and %s more; each page's line of the output has its own as 'error'%n",
          Counted.text(troubles - MOST_TROUBLES, "problem"));
    }
    err.flush();
  }

  /** How long it has taken so far. */
  double seconds() {
    return Duration.between(begin, clock.instant()).toMillis() / 1000.0;
  }

  @Override
  public boolean stopped() {
    return endAsked;
  }

  @Override
  public void progress(long pages) {
    if (screen.due()) {
      screen.show(
          String.format(
              Locale.ROOT,
              "%s, %,.0f a second",
              Counted.text(pages, "page"),
              pages / Math.max(0.001, seconds())));
    }
  }

  @Override
  public void trouble(String message) {
    troubles++;
    if (troubles <= MOST_TROUBLES) {
      screen.end();
      err.println("sluice: " + message);
    }
  }
}
