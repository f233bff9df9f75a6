package dev.sluice.corpus.model;

import dev.sluice.pages.model.Scan;

/** The signatures of all candidates; candidates are numbered from 0 in the order of their keys. */
public interface Candidates {

  /** How many there are. */
  int count();

  /**
   * All of them in order; may be asked for several times. Of one that an earlier step took text out
   * of, hash and length are those of what is left.
   */
  Scan<Signature> scan();

  /** What the step took of each candidate, in order; only for a step that takes imprints. */
  Scan<byte[]> imprints();

  /** Takes what the step cuts out of texts; only for a step that takes text. */
  default TextCuts cuts() {
    throw new IllegalStateException("the step takes no text");
  }

  /** A new sorter, whose pairs lie on the disk where they are many. */
  PairSorter sorter();

  /** A new shelf, whose rows lie on the disk where there can be many. */
  default Shelf shelf() {
    return Shelf.inMemory();
  }

  /** What was exported before. */
  EarlierDocuments earlier();

  /**
   * Says how far a long step is; to be called now and then. What it throws ends the step.
   *
   * @param share from 0 to 1
   */
  default void progress(double share) {}
}
