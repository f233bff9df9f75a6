package dev.sluice.corpus.language;

import java.lang.Character.UnicodeScript;

/**
 * The n-grams of a text's words, as numbers of buckets: each run of 1 to 4 characters of a word
 * between two boundary marks, and each whole word of three characters and more; in lower case.
 *
 * <p>Buckets are hashes. Two n-grams that share one are as one to the model, which has learned with
 * that; a table of the n-grams themselves would be many times as large.
 *
 * <p>Tokens between white space that hold a digit or a sign that prose does not have inside a word
 * ({@code @ / _ \ = < > ...}) are passed over: addresses, paths, versions, code.
 */
public final class Grams {

  /** How many buckets there are. */
  public static final int BUCKETS = 1 << 16;

  /** The n-grams of about 500 letters: what a paragraph says of its language in its first lines. */
  public static final int MOST = 2048;

  private static final int LONGEST = 4;
  private static final int LONGEST_WORD = 40;
  private static final int WORD_SEED = 0x3C6EF372;
  private static final char BOUNDARY = '_';

  /** Digits and signs, by character: a token with one is no prose. */
  private static final boolean[] CODE = code("0123456789@/_\\=<>{}[]#$%^*~|+&");

  private final Letters letters;

  private static boolean[] code(String signs) {
    boolean[] code = new boolean[128];
    for (char sign : signs.toCharArray()) {
      code[sign] = true;
    }
    return code;
  }

  /** Grams of the words of any script. */
  public Grams() {
    this(new Letters());
  }

  Grams(Letters letters) {
    this.letters = letters;
  }

  /**
   * Finds the n-grams of the words of one script.
   *
   * @param buckets where they are put; what does not fit is left out
   * @return how many were put there
   */
  public int find(String text, UnicodeScript script, int[] buckets) {
    int number = Letters.number(script);
    char[] word = new char[LONGEST_WORD + 2];
    int count = 0;
    int at = 0;
    while (at < text.length() && count < buckets.length) {
      boolean code = false;
      int end = at;
      while (end < text.length() && text.charAt(end) > ' ') {
        char c = text.charAt(end++);
        code |= c < CODE.length && CODE[c];
      }
      if (end > at && !code) {
        count = token(text, at, end, number, word, buckets, count);
      }
      at = end + 1;
    }
    return count;
  }

  private int token(
      String text, int start, int end, int script, char[] word, int[] buckets, int before) {
    int count = before;
    int length = 0;
    boolean own = false;
    for (int i = start; i <= end; i++) {
      int kind = i < end ? letters.kind(text.charAt(i)) : Letters.NONE;
      if (kind == script || kind == Letters.MARK && length > 0) {
        own |= kind == script;
        if (length < LONGEST_WORD) {
          word[++length] = Character.toLowerCase(text.charAt(i));
        }
      } else if (length > 0) {
        count = own ? word(word, length, buckets, count) : count;
        length = 0;
        own = false;
      }
    }
    return count;
  }

  private static int word(char[] word, int length, int[] buckets, int before) {
    int count = before;
    word[0] = BOUNDARY;
    word[length + 1] = BOUNDARY;
    int whole = WORD_SEED;
    for (int i = 0; i <= length + 1; i++) {
      int hash = 0;
      int most = Math.min(LONGEST, length + 2 - i);
      for (int n = 1; n <= most; n++) {
        hash = (hash + word[i + n - 1] + n) * 0x01000193;
        boolean boundaryAlone = n == 1 && (i == 0 || i == length + 1);
        if (!boundaryAlone && count < buckets.length) {
          buckets[count++] = bucket(hash);
        }
      }
      whole = (whole ^ word[i]) * 0x01000193;
    }
    if (length > 2 && count < buckets.length) {
      buckets[count++] = bucket(whole);
    }
    return count;
  }

  /** Mixes all bits of a hash into the number of a bucket. */
  private static int bucket(int hash) {
    int mixed = (hash ^ hash >>> 15) * 0x2C1B3C6D;
    mixed ^= mixed >>> 12;
    mixed *= 0x297A2D39;
    return mixed >>> 16;
  }
}
