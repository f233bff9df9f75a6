package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.EarlierDocuments.Lookup;
import dev.sluice.corpus.model.PairSorter.Pairs;

/**
 * Walks over pages that are filed under keys, key after key, and brings together those that share
 * one: each with the best of them, so that the work grows with the pages of a key and not with
 * their square.
 */
final class Buckets {

  /** Takes what was brought together. Two pages can come together more than once. */
  interface Taker {

    /** Two pages share a key. */
    void pair(int worse, int better);

    /** A page shares a key with a document of an earlier export, which is better than any page. */
    void earlier(int place, int document);
  }

  private final Pairs filed;
  private final Lookup earlier;
  private final Progress progress;
  private final int[] best;
  private final int most;

  /**
   * A walk.
   *
   * @param filed key and place, in order, so that the best of a key come first
   * @param most how many of the best of a key, and of its documents, a page is brought together
   *     with
   */
  Buckets(Pairs filed, Lookup earlier, int most, Progress progress) {
    this.filed = filed;
    this.earlier = earlier;
    this.most = most;
    this.progress = progress;
    this.best = new int[most];
  }

  /** Walks to the end. */
  void bring(Taker to) {
    boolean more = filed.next();
    while (more) {
      long key = filed.key();
      more = bring(key, earlier.find(key, most), to);
    }
  }

  /** One key; whether there is another. */
  private boolean bring(long key, int[] documents, Taker to) {
    int held = 0;
    int last = -1;
    boolean more = true;
    for (; more && filed.key() == key; more = filed.next()) {
      progress.piece();
      int place = (int) filed.value();
      if (place == last) {
        continue; // two bands of a page with the same key, by chance
      }
      last = place;
      for (int i = 0; i < documents.length; i++) {
        to.earlier(place, documents[i]);
      }
      for (int i = 0; i < held; i++) {
        to.pair(place, best[i]);
      }
      if (held < most) {
        best[held] = place;
        held++;
      }
    }
    return more;
  }
}
