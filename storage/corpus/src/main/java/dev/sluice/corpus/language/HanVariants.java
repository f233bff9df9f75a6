package dev.sluice.corpus.language;

import dev.sluice.corpus.text.TableFile;

/**
 * The Han characters that tell forms of writing apart: those of simplified or traditional Chinese,
 * of Japanese, of Cantonese alone, and those of Chinese in general that Japanese does not have.
 */
public final class HanVariants {

  private static final String[] FORMS = {"Hans", "Hant", "Jpan", "yue", "Chin"};
  private static final char FIRST = '\u3400';

  /** For each character from {@link #FIRST} on a bit for each form that it tells. */
  private final byte[] forms = new byte[Character.MAX_VALUE + 1 - FIRST];

  /** How many such characters a text has. Grows as texts are added; for one thread. */
  public static final class Counts {

    private final int[] found = new int[FORMS.length];

    Counts() {}

    /** Adds those of another text. */
    void add(Counts other) {
      for (int i = 0; i < found.length; i++) {
        found[i] += other.found[i];
      }
    }

    /** Characters that only simplified Chinese uses. */
    public int simplified() {
      return found[0];
    }

    /** Characters that only traditional Chinese uses. */
    public int traditional() {
      return found[1];
    }

    int japanese() {
      return found[2];
    }

    /** Characters of either Chinese script that Japanese does not have. */
    int chinese() {
      return found[4];
    }

    /** Characters of written Cantonese, which standard Chinese does not use. */
    int cantonese() {
      return found[3];
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
  public HanVariants() {
    for (String[] row : new TableFile(HanVariants.class, "han-variants.tsv").rows()) {
      for (int form = 0; form < FORMS.length; form++) {
        if (FORMS[form].equals(row[0])) {
          fill(row[1], 1 << form);
        }
      }
    }
  }

  private void fill(String characters, int bit) {
    for (char c : characters.toCharArray()) {
      forms[c - FIRST] |= (byte) bit;
    }
  }

  /** Counts the telling characters of a text. */
  public Counts count(String text) {
    Counts counts = new Counts();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= FIRST) {
        for (int bits = forms[c - FIRST]; bits != 0; bits &= bits - 1) {
          counts.found[Integer.numberOfTrailingZeros(bits)]++;
        }
      }
    }
    return counts;
  }
}
