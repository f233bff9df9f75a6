package dev.sluice.testweb.model;

import java.util.Set;

/**
 * One evil of a hostile web, and what a good crawler makes of it.
 *
 * @param site the site that has it, and no other evil
 * @param url where the evil is; what the expectation speaks of
 */
public record Evil(
    String site, String url, Kind kind, String description, Expectation expectation) {

  /** Where the evil lies. */
  public enum Kind {
    TRANSPORT,
    REDIRECT,
    TRAP,
    CHARSET,
    TYPE,
    ROBOTS,
    HEADER,
    SIZE
  }

  /**
   * What must come of it, for a crawler that tries a URL at most three times and cuts bodies at a
   * limit of a few megabytes.
   *
   * @param outcomes what may become of the URL: a status such as {@code 200} when an answer was
   *     stored whole, {@link #TRUNCATED}, {@link #NOT_ASKED}, or the name of a failure
   * @param maxRequests most requests that the site may see in the whole crawl, of any kind
   */
  public record Expectation(Set<String> outcomes, int maxRequests) {
    /** An answer was stored, cut at the limit. */
    public static final String TRUNCATED = "TRUNCATED";

    /** The URL was not asked for. */
    public static final String NOT_ASKED = "NOT_ASKED";

    /** No answer in time. */
    public static final String TIMEOUT = "TIMEOUT";

    /** The connection broke before the answer was complete. */
    public static final String BROKEN = "BROKEN";

    /** The answer was not HTTP, or its coding was damaged. */
    public static final String MALFORMED = "MALFORMED";

    public Expectation {
      outcomes = Set.copyOf(outcomes);
    }

    /** Whether the outcome is one of those that may be. */
    public boolean allows(String outcome) {
      return outcomes.contains(outcome);
    }
  }
}
