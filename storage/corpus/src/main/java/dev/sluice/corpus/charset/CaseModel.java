package dev.sluice.corpus.charset;

/**
 * What the order of capitals and small letters costs, in any language that has both: a capital
 * after a small letter is the mark of a wrong reading.
 */
final class CaseModel implements LanguageModel {

  private static final int CHARACTERS = 0x600;

  private static final int NEITHER = 0;
  private static final int SMALL = 1;
  private static final int CAPITAL = 2;

  /** By what comes before, and then by what follows. */
  private static final int[][] COSTS = {{0, 3, 10}, {0, 0, 60}, {0, 3, 10}};

  private final byte[] caseOf = new byte[CHARACTERS];

  CaseModel() {
    for (int c = 0; c < CHARACTERS; c++) {
      boolean hasBoth = Character.toLowerCase(c) != Character.toUpperCase(c);
      if (hasBoth) {
        caseOf[c] = (byte) (Character.isUpperCase(c) ? CAPITAL : SMALL);
      }
    }
  }

  @Override
  public int cost(Characters text) {
    int cost = 0;
    int before = NEITHER;
    for (int i = 0; i < text.length(); i++) {
      char c = text.at(i);
      int now = c < CHARACTERS ? caseOf[c] : NEITHER;
      cost += COSTS[before][now];
      before = now;
    }
    return cost;
  }

  @Override
  public boolean latin() {
    return true;
  }
}
