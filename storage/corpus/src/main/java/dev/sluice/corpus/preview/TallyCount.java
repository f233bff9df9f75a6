package dev.sluice.corpus.preview;

import dev.sluice.corpus.model.RecipeComparison.Group;
import dev.sluice.corpus.model.RecipeComparison.Tally;

/** Counts captures that belong together. For one thread. */
final class TallyCount {

  private long captures;
  private long keptBefore;
  private long keptAfter;
  private long won;
  private long lost;
  private long charactersBefore;
  private long charactersAfter;

  void add(PagePair page) {
    captures++;
    boolean before = page.before().isKept();
    boolean after = page.after().isKept();
    keptBefore += before ? 1 : 0;
    keptAfter += after ? 1 : 0;
    won += after && !before ? 1 : 0;
    lost += before && !after ? 1 : 0;
    charactersBefore += before ? page.before().characters() : 0;
    charactersAfter += after ? page.after().characters() : 0;
  }

  Tally tally() {
    return new Tally(captures, keptBefore, keptAfter, won, lost, charactersBefore, charactersAfter);
  }

  Group group(String name) {
    return new Group(name, tally());
  }
}
