package dev.sluice.testweb.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Something impolite that a client did.
 *
 * @param urls the URLs concerned, in the order of their requests
 * @param at when the offending request arrived
 * @param measured the wait that the server saw; negative when two requests overlapped
 * @param required the wait that was asked for
 */
public record Violation(
    Kind kind, String site, List<String> urls, Instant at, Duration measured, Duration required) {
  /** What rule was broken. */
  public enum Kind {
    /** The next request came too early after the end of the previous answer. */
    GAP,
    /** The next request came before the end of the previous answer. */
    OVERLAP,
    /** The same as a gap that is too short, between two requests at the same IP address. */
    ADDRESS_GAP,
    /** The same as an overlap, of two requests at the same IP address. */
    ADDRESS_OVERLAP,
    /** The path is forbidden by the robots.txt of the site. */
    DISALLOWED,
    /** A page was asked for before robots.txt had been answered. */
    BEFORE_ROBOTS,
    /** The wait of a Retry-After was not kept. */
    RETRY_AFTER
  }

  public Violation {
    urls = List.copyOf(urls);
  }

  /** One line for a person: the rule, the site, the URLs, the times. */
  public String message() {
    String what = "%s at %s on site %s: %s".formatted(kind, at, site, String.join(" then ", urls));
    if (kind == Kind.DISALLOWED || kind == Kind.BEFORE_ROBOTS) {
      return what;
    }
    return what
        + " (waited %.1f ms, required %.1f ms)".formatted(millis(measured), millis(required));
  }

  private static double millis(Duration duration) {
    // Not by nanoseconds: a Retry-After of a trillion seconds has too many.
    return duration.toSeconds() * 1e3 + duration.toNanosPart() / 1e6;
  }

  @Override
  public String toString() {
    return message();
  }
}
