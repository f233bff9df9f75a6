package dev.sluice.service.cli;

import java.util.Locale;

/** Numbers of things as people read them. */
final class Counted {

  private Counted() {}

  /** Such as "1 page" or "1,234 pages". */
  static String text(long number, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
  }

  /** The same for words that only take an s. */
  static String text(long number, String one) {
    return text(number, one, one + "s");
  }
}
