package dev.sluice.corpus.language;

import java.util.BitSet;

/** Tells simplified from traditional Chinese by the characters that only one of them uses. */
final class HanVariants {

  private final BitSet simplified = new BitSet();
  private final BitSet traditional = new BitSet();

  /** Reads the characters from the class path. */
  HanVariants() {
    for (String[] row : new TableFile("han-variants.tsv").rows()) {
      BitSet set = row[0].equals("Hans") ? simplified : traditional;
      row[1].codePoints().forEach(set::set);
    }
  }

  /**
   * {@code Hant} if the text has more characters that only traditional Chinese uses than ones that
   * only simplified Chinese uses; otherwise {@code Hans}, which most Chinese text of the web is in,
   * also if it has neither.
   */
  String script(String text) {
    int balance =
        text.codePoints().map(c -> traditional.get(c) ? 1 : simplified.get(c) ? -1 : 0).sum();
    return balance > 0 ? "Hant" : "Hans";
  }
}
