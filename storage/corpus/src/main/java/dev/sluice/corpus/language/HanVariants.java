package dev.sluice.corpus.language;

/**
 * The Han characters that only one form of writing uses: simplified Chinese, traditional Chinese,
 * Japanese, Cantonese.
 */
final class HanVariants {

  private static final String[] FORMS = {"Hans", "Hant", "Jpan", "yue"};
  private static final char FIRST = '\u3400';

  /** For each character from {@link #FIRST} on the number of its form, from 1. */
  private final byte[] forms = new byte[Character.MAX_VALUE + 1 - FIRST];

  /** How many such characters a text has. Grows as texts are added; for one thread. */
  static final class Counts {

    private final int[] found = new int[FORMS.length + 1];

    /** Adds those of another text. */
    void add(Counts other) {
      for (int i = 0; i < found.length; i++) {
        found[i] += other.found[i];
      }
    }

    int simplified() {
      return found[1];
    }

    int traditional() {
      return found[2];
    }

    int japanese() {
      return found[3];
    }

    /** Characters of written Cantonese, which standard Chinese does not use. */
    int cantonese() {
      return found[4];
    }

    /**
     * {@code Hant} if the text has more characters that only traditional Chinese uses than ones
     * that only simplified Chinese uses; otherwise {@code Hans}, which most Chinese text of the web
     * is in, also if it has neither.
     */
    String script() {
      return traditional() > simplified() ? "Hant" : "Hans";
    }
  }

  /** Reads the characters from the class path. */
  HanVariants() {
    for (String[] row : new TableFile("han-variants.tsv").rows()) {
      for (int form = 0; form < FORMS.length; form++) {
        if (FORMS[form].equals(row[0])) {
          fill(row[1], form + 1);
        }
      }
    }
  }

  private void fill(String characters, int form) {
    for (char c : characters.toCharArray()) {
      forms[c - FIRST] = (byte) form;
    }
  }

  /** Counts the telling characters of a text. */
  Counts count(String text) {
    Counts counts = new Counts();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= FIRST) {
        counts.found[forms[c - FIRST]]++;
      }
    }
    return counts;
  }
}
