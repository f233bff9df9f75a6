package dev.sluice.corpus.model;

import java.util.Collection;
import java.util.List;

/**
 * One look of one rule at one page: what it measured, what it allows, and whether that is enough.
 *
 * @param rule published name of the rule, {@code step/what}, such as {@code
 *     gopher-quality/word-count}
 * @param measured the value found
 * @param limit what is allowed, as text: {@code 50 .. 100000}, {@code <= 0.1}, {@code >= 2}
 * @param passed whether the value is allowed
 */
public record Measurement(String rule, Measured measured, String limit, boolean passed) {

  private static final String BEYOND = Measured.plain(Parameter.MOST);

  /** Limits that every value passes; no rule measures less than 0. */
  private static final List<String> PASSED_BY_ALL =
      List.of("any", "only told", ">= 0", "<= " + BEYOND, "0 .. " + BEYOND);

  /** A number that must lie between two bounds, both inclusive. */
  public static Measurement within(String rule, double value, double least, double most) {
    String limit = Measured.plain(least) + " .. " + Measured.plain(most);
    return quantity(rule, value, limit, value >= least && value <= most);
  }

  /** A number with an upper bound, inclusive. */
  public static Measurement atMost(String rule, double value, double most) {
    return quantity(rule, value, "<= " + Measured.plain(most), value <= most);
  }

  /** A number with a lower bound, inclusive. */
  public static Measurement atLeast(String rule, double value, double least) {
    return quantity(rule, value, ">= " + Measured.plain(least), value >= least);
  }

  /** A text that must be one of several; an empty list allows all. */
  public static Measurement oneOf(String rule, String value, Collection<String> allowed) {
    String limit = allowed.isEmpty() ? "any" : "one of " + String.join(", ", allowed);
    boolean passed = allowed.isEmpty() || allowed.contains(value);
    return new Measurement(rule, new Measured.Fact(value), limit, passed);
  }

  /**
   * Whether a page could have been dropped for this, as far as the limit says. What stands behind a
   * limit tells which override it is from, and whether the step only measures.
   */
  public boolean judges() {
    return !passed || !(allPass() || limit.endsWith("only measured"));
  }

  private boolean allPass() {
    for (String open : PASSED_BY_ALL) {
      int end = open.length();
      if (limit.startsWith(open) && (limit.length() == end || limit.charAt(end) == ' ')) {
        return true;
      }
    }
    return false;
  }

  /** A number that a rule has judged by itself. */
  public static Measurement quantity(String rule, double value, String limit, boolean passed) {
    return new Measurement(rule, new Measured.Quantity(value), limit, passed);
  }
}
