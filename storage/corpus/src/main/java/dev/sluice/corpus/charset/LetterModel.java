package dev.sluice.corpus.charset;

/**
 * A language that is written with letters: what each letter costs after the one before it.
 *
 * <p>Letters are looked at without their case; {@link CaseModel} does that for all languages.
 * Besides the letters of the language there are six kinds of characters, whose costs are estimates:
 * they have to keep a wrong reading, which is full of symbols and strange letters, dearer than the
 * right one.
 */
final class LetterModel implements LanguageModel {

  /** All single-byte encodings lie below, but for a few symbols. */
  private static final int CHARACTERS = 0x2200;

  private static final String PUNCTUATION = "\u00A0’‘“”„‚«»‹›–—…·•¡¿№،؛؟\u00AD";

  private enum Kind {
    DIGIT,
    LATIN,
    PUNCTUATION,
    SYMBOL,
    STRANGER,
    BAD
  }

  private static final int KINDS = Kind.values().length;

  private final byte[] classOf = new byte[CHARACTERS];
  private final int classes;
  private final int letters;
  private final boolean latin;
  private final short[] costs;

  /**
   * Makes a model.
   *
   * @param alphabet the space and the letters, in lower case
   * @param table what each costs after each, as {@code letters.tsv} has it
   */
  LetterModel(String alphabet, String table) {
    letters = alphabet.length();
    classes = letters + KINDS;
    costs = new short[classes * classes];
    latin = alphabet.indexOf('e') >= 0;
    for (int c = 0; c < CHARACTERS; c++) {
      classOf[c] = (byte) (letters + kind((char) c, latin).ordinal());
    }
    for (char c = 0; c < 0x80; c++) {
      if (!Character.isLetterOrDigit(c)) {
        classOf[c] = 0;
      }
    }
    for (int c = 0; c < CHARACTERS; c++) {
      int letter = alphabet.indexOf(Character.toLowerCase((char) c));
      if (letter > 0) {
        classOf[c] = (byte) letter;
      }
    }
    fill(table);
  }

  private static Kind kind(char c, boolean latin) {
    if (c < 0x80) {
      return c >= '0' && c <= '9' ? Kind.DIGIT : latin ? Kind.STRANGER : Kind.LATIN;
    }
    if (PUNCTUATION.indexOf(c) >= 0) {
      return Kind.PUNCTUATION;
    }
    if (c < 0xA0) {
      return Kind.BAD;
    }
    return Character.isLetter(c) && c != 'ª' && c != 'º' ? Kind.STRANGER : Kind.SYMBOL;
  }

  private void fill(String table) {
    for (int first = 0; first < letters; first++) {
      for (int second = 0; second < letters; second++) {
        set(first, second, table.charAt(first * letters + second) - '!');
      }
    }
    for (Kind kind : Kind.values()) {
      int it = letters + kind.ordinal();
      for (int letter = 0; letter < letters; letter++) {
        set(letter, it, NAT * (letter == 0 ? afterSpace(kind) : afterLetter(kind)));
        int likeAfterSpace = letter == 0 ? 6 : table.charAt(letter) - '!';
        set(it, letter, likeAfterSpace + (letter == 0 ? 0 : NAT * beforeLetter(kind)));
      }
      for (Kind next : Kind.values()) {
        set(it, letters + next.ordinal(), NAT * afterKind(kind, next));
      }
    }
  }

  private void set(int first, int second, int cost) {
    costs[first * classes + second] = (short) cost;
  }

  private static int afterSpace(Kind kind) {
    return switch (kind) {
      case DIGIT -> 2;
      case LATIN -> 5;
      case PUNCTUATION -> 4;
      case SYMBOL -> 6;
      case STRANGER -> 10;
      case BAD -> 14;
    };
  }

  private static int afterLetter(Kind kind) {
    return switch (kind) {
      case DIGIT -> 6;
      case LATIN -> 9;
      case PUNCTUATION -> 5;
      case SYMBOL -> 10;
      case STRANGER -> 11;
      case BAD -> 14;
    };
  }

  private static int beforeLetter(Kind kind) {
    return switch (kind) {
      case PUNCTUATION, BAD -> 0;
      case DIGIT, SYMBOL -> 1;
      case STRANGER -> 3;
      case LATIN -> 5;
    };
  }

  private static int afterKind(Kind kind, Kind next) {
    if (next == Kind.LATIN || next == Kind.DIGIT) {
      return kind == next ? next == Kind.DIGIT ? 2 : 4 : next == Kind.DIGIT ? 3 : 5;
    }
    return kind == Kind.DIGIT && next == Kind.SYMBOL ? 5 : afterSpace(next);
  }

  @Override
  public int cost(Characters text) {
    int cost = 0;
    int before = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.at(i);
      int now = c < CHARACTERS ? classOf[c] : letters + beyond(c).ordinal();
      cost += costs[before * classes + now];
      before = now;
    }
    return cost;
  }

  private static Kind beyond(char c) {
    boolean bad = c >= '\uE000' && c <= '\uF8FF' || c >= '\uFFFD';
    return bad ? Kind.BAD : Kind.STRANGER;
  }

  @Override
  public boolean latin() {
    return latin;
  }
}
