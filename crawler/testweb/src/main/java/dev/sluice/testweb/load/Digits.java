package dev.sluice.testweb.load;

/** Reads numbers out of bytes, without making strings. */
final class Digits {
  private static final int MOST = 9;

  private Digits() {}

  /**
   * The number that these bytes are; -1 if they are none, have a leading zero or more than nine.
   */
  static int number(byte[] bytes, int from, int until) {
    int digits = until - from;
    if (digits < 1 || digits > MOST || (bytes[from] == '0' && digits > 1)) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < until; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
