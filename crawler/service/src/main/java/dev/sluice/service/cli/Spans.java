package dev.sluice.service.cli;

import java.time.Duration;

/** Spans of time as people read them. */
final class Spans {

  private Spans() {}

  /** In the largest unit of which there are two or more, rounded down, such as "30 d" or "90 s". */
  static String text(Duration span) {
    if (span.toDays() >= 2) {
      return span.toDays() + " d";
    }
    if (span.toHours() >= 2) {
      return span.toHours() + " h";
    }
    return span.toMinutes() >= 2 ? span.toMinutes() + " min" : span.toSeconds() + " s";
  }
}
