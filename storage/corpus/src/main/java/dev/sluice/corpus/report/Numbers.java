package dev.sluice.corpus.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {

  private static final MathContext DIGITS = new MathContext(3);
  private static final double MANY = 1_000;

  private Numbers() {}

  /** Three digits, or all of a large number's, without exponent: 0.0123, 4.5, 12,345. */
  static String text(double number) {
    if (Math.abs(number) >= MANY) {
      return String.format(Locale.ROOT, "%,.0f", number);
    }
    BigDecimal rounded = BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros();
    return rounded.signum() == 0 ? "0" : rounded.toPlainString();
  }

  /** With commas: 12,345. */
  static String text(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** In per cent of another: 12.3 %. */
  static String percent(long part, long of) {
    return of == 0 ? "" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / of);
  }

  /** A size in bytes: 4.2 MiB. */
  static String bytes(long bytes) {
    double size = bytes;
    String unit = "B";
    for (String next : new String[] {"KiB", "MiB", "GiB", "TiB"}) {
      if (size < 1024) {
        break;
      }
      size /= 1024;
      unit = next;
    }
    return String.format(Locale.ROOT, unit.equals("B") ? "%.0f %s" : "%.1f %s", size, unit);
  }
}
