package dev.sluice.corpus.extract;

/**
 * The logistic function, 1 / (1 + e^-x), which makes probabilities of log odds.
 *
 * <p>{@code StrictMath.exp} takes longer than the walk through all trees, and {@code Math.exp} may
 * differ from machine to machine. This one has the same bits everywhere, since it only adds and
 * multiplies, and is within some units of the fifteenth digit of the true value: e^-x is split into
 * a power of two, a 32nd part of one that is looked up, and a rest near 1 for which six terms of
 * the series are enough.
 */
final class Logistic {

  private static final int PARTS = 32;
  private static final double PART = StrictMath.log(2) / PARTS;
  private static final double[] POWERS = powers();

  /** Beyond this the result is 0 or 1 to the last digit of a {@code float}, or close to it. */
  private static final double MOST = 80;

  private static final int EXPONENT_BIAS = 1023;
  private static final int EXPONENT_SHIFT = 52;

  private Logistic() {}

  private static double[] powers() {
    double[] powers = new double[PARTS];
    for (int i = 0; i < PARTS; i++) {
      powers[i] = StrictMath.exp(i * PART);
    }
    return powers;
  }

  /** The probability of these log odds. */
  static float of(float odds) {
    double x = -odds;
    return (float) (1 / (1 + (x > -MOST && x < MOST ? exp(x) : StrictMath.exp(x))));
  }

  private static double exp(double x) {
    int parts = (int) Math.floor(x * (1 / PART));
    double r = x - parts * PART;
    double tail = 1 + r * (1 / 4.0) * (1 + r * (1 / 5.0) * (1 + r * (1 / 6.0)));
    double series = 1 + r * (1 + r * (1 / 2.0) * (1 + r * (1 / 3.0) * tail));
    long power = (long) Math.floorDiv(parts, PARTS) + EXPONENT_BIAS << EXPONENT_SHIFT;
    return POWERS[Math.floorMod(parts, PARTS)] * series * Double.longBitsToDouble(power);
  }
}
