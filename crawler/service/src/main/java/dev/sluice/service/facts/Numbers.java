package dev.sluice.service.facts;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Shares and measured values as people read them. */
public final class Numbers {

  private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

  private Numbers() {}

  /** A part of a whole, such as {@code 61.5 %}; a dash if there is no whole. */
  public static String share(long part, long whole) {
    return whole == 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  /** A measured value: a number with a long fraction to six digits, anything else as it is. */
  public static String measured(String value) {
    return value.matches("-?\\d+\\.\\d{6,}") ? edge(Double.parseDouble(value)) : value;
  }

  /** A value that bars begin at: six digits are enough to tell one from the next. */
  public static String edge(double value) {
    String digits = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros().toPlainString();
    return digits.equals("-0") ? "0" : digits;
  }
}
