package dev.sluice.corpus.preview;

import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers in a limit, as {@link Measurement} writes them: {@code 50 .. 100000}, {@code <= 0.1},
 * {@code >= 2}. Both are inclusive; a limit of words has none.
 *
 * @param least the smallest value that passes
 * @param most the largest
 */
record Bounds(OptionalDouble least, OptionalDouble most) {

  private static final String NUMBER = "(-?\\d+(?:\\.\\d+)?)";
  private static final Pattern WITHIN = Pattern.compile("^" + NUMBER + " \\.\\. " + NUMBER);
  private static final Pattern ONE = Pattern.compile("^(<=|>=) " + NUMBER);

  /** The bounds of a limit. */
  static Bounds of(String limit) {
    Matcher within = WITHIN.matcher(limit);
    if (within.find()) {
      return new Bounds(number(within.group(1)), number(within.group(2)));
    }
    Matcher one = ONE.matcher(limit);
    if (!one.find()) {
      return new Bounds(OptionalDouble.empty(), OptionalDouble.empty());
    }
    OptionalDouble bound = number(one.group(2));
    return one.group(1).equals(">=")
        ? new Bounds(bound, OptionalDouble.empty())
        : new Bounds(OptionalDouble.empty(), bound);
  }

  private static OptionalDouble number(String digits) {
    return OptionalDouble.of(Double.parseDouble(digits));
  }

  /** How far a measurement lies from the nearest limit; NaN if it is no number or has none. */
  static double distance(Measurement measurement) {
    if (!(measurement.measured() instanceof Measured.Quantity quantity)) {
      return Double.NaN;
    }
    Bounds bounds = of(measurement.limit());
    double toLeast = distance(quantity.number(), bounds.least);
    double toMost = distance(quantity.number(), bounds.most);
    double nearest = Math.min(toLeast, toMost);
    return nearest == Double.POSITIVE_INFINITY ? Double.NaN : nearest;
  }

  private static double distance(double value, OptionalDouble bound) {
    return bound.isPresent() ? Math.abs(value - bound.getAsDouble()) : Double.POSITIVE_INFINITY;
  }
}
