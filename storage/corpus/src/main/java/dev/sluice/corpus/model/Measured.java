package dev.sluice.corpus.model;

import java.math.BigDecimal;

/** What a rule found when it looked at a page: a number, or a text. */
public sealed interface Measured {

  /** The value as people read it; whole numbers without a fraction. */
  String display();

  /** A count, a length or a share; never NaN or infinite. */
  record Quantity(double number) implements Measured {

    public Quantity {
      if (!Double.isFinite(number)) {
        throw new IllegalArgumentException("a measured value must be a number, not " + number);
      }
    }

    @Override
    public String display() {
      return plain(number);
    }
  }

  /** A name, such as a media type or a language. */
  record Fact(String text) implements Measured {

    @Override
    public String display() {
      return text;
    }
  }

  /** A number without exponent and without needless zeros. */
  static String plain(double number) {
    String digits = BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    return digits.equals("-0") ? "0" : digits;
  }
}
