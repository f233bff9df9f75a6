package dev.sluice.corpus.scrub;

/** The first two digits of Chinese administrative divisions (GB/T 2260): provinces and the like. */
final class Regions {

  private static final String CODES =
      " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65"
          + " 71 81 82 83 91 ";

  private Regions() {}

  /** Whether a number that begins with the code of a division begins so. */
  static boolean has(String twoDigits) {
    return CODES.contains(" " + twoDigits + " ");
  }
}
