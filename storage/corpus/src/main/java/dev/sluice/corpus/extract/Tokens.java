package dev.sluice.corpus.extract;

import java.util.Arrays;

/**
 * Cuts names and words into tokens, each a hash of 64 bits (FNV-1a over lower-case characters), so
 * that nothing is allocated for a token.
 *
 * <p>Names of classes and ids are cut at whatever is no letter and at humps: {@code siteNav
 * top-bar-2} is site, nav, top, bar. Words are runs of letters; scripts without spaces give pairs
 * of neighbouring characters.
 */
final class Tokens {

  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final int MAX_NAME_TOKENS = 12;

  private Tokens() {}

  /** The hash of a token. */
  static long hash(CharSequence token) {
    long hash = OFFSET;
    for (int i = 0; i < token.length(); i++) {
      hash = extend(hash, token.charAt(i));
    }
    return hash;
  }

  /** The hash that nothing has been added to. */
  static long empty() {
    return OFFSET;
  }

  /** The hash with one more character. */
  static long extend(long hash, char c) {
    return (hash ^ Letter.small(c)) * PRIME;
  }

  /** The same for a character that is no capital. */
  static long extendBySmall(long hash, char c) {
    return (hash ^ c) * PRIME;
  }

  /** The tokens of class or id names, at most the first dozen. */
  static long[] names(String names) {
    long[] found = new long[MAX_NAME_TOKENS];
    int count = 0;
    int start = 0;
    long hash = OFFSET;
    int length = names.length();
    for (int i = 0; i <= length && count < MAX_NAME_TOKENS; i++) {
      boolean letter = i < length && Letter.isLetter(names.charAt(i));
      if (!letter || i > start && Letter.isHump(names, i)) {
        if (i > start + 1) {
          found[count++] = hash;
        }
        hash = OFFSET;
        start = letter ? i : i + 1;
      }
      if (letter) {
        hash = extend(hash, names.charAt(i));
      }
    }
    return Arrays.copyOf(found, count);
  }
}
