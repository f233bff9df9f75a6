package dev.sluice.corpus.rule;

/**
 * The word n-grams of a text, from n = 1 upwards, as groups of equal ones. Each size takes its
 * hashes from the size before, so all sizes together cost about one look at each word for each.
 */
final class Ngrams {

  /** Stands between two words that are not to be read as one. */
  private static final long GAP = 0x20 + 1;

  private final Hashed words;
  private final boolean apart;
  private final long[] hashes;
  private final long[] lengthsBefore;
  private final Groups groups;
  private int size = 1;

  /** The size that was grouped last; at first none that could be. */
  private int grouped = -1;

  /**
   * The n-grams of some words.
   *
   * @param apart false to take words for equal that are equal when written without spaces
   */
  Ngrams(Hashed words, boolean apart) {
    this.words = words;
    this.apart = apart;
    this.hashes = words.hashes().clone();
    this.lengthsBefore = new long[words.count() + 1];
    for (int i = 0; i < words.count(); i++) {
      lengthsBefore[i + 1] = lengthsBefore[i] + words.lengths()[i];
    }
    this.groups = new Groups(words.count());
  }

  /** The groups of the n-grams of a size, not less than that asked for before. */
  Groups of(int n) {
    widenTo(n);
    int count = count(n);
    // Without spaces two n-grams can be equal whose beginnings are not.
    if (apart && n == grouped + 1) {
      groups.groupLonger(hashes, count, 1);
    } else {
      groups.group(hashes, count);
    }
    grouped = n;
    return groups;
  }

  private int count(int n) {
    return Math.max(words.count() - n + 1, 0);
  }

  private void widenTo(int n) {
    while (size < n) {
      widen();
    }
  }

  private void widen() {
    for (int i = 0; i + size < words.count(); i++) {
      long start = apart ? hashes[i] * Hashed.BASE + GAP : hashes[i];
      hashes[i] = start * words.powers()[i + size] + words.hashes()[i + size];
    }
    size++;
  }

  /**
   * The code points of n-grams that stood before, as datatrove counts them: the words of one that
   * counts are passed over, and what begins at them is not remembered.
   */
  long repeatedInPassing(int n) {
    widenTo(n);
    int count = count(n);
    // Only whether it was there is asked, so a set of hashes does, and no groups are made.
    long[] seen = new long[Integer.highestOneBit(Math.max(count, 1)) * 4];
    long repeated = 0;
    for (int at = 0; at < count; ) {
      if (adds(seen, hashes[at])) {
        at++;
      } else {
        repeated += length(at, n);
        at += n;
      }
    }
    return repeated;
  }

  /** Adds a hash to a set by open addressing, where 0 is no hash; false if it was there. */
  private static boolean adds(long[] set, long any) {
    long hash = any == 0 ? 1 : any;
    int mask = set.length - 1;
    int slot = Groups.slot(hash) & mask;
    while (set[slot] != 0) {
      if (set[slot] == hash) {
        return false;
      }
      slot = slot + 1 & mask;
    }
    set[slot] = hash;
    return true;
  }

  /** The code points of the words that stand in a repeated n-gram, each word once. */
  long charactersInRepeated(int n) {
    Groups repeats = of(n);
    long characters = 0;
    int covered = 0;
    for (int at = 0; at < repeats.count(); at++) {
      if (repeats.size(at) > 1) {
        int from = Math.max(covered, at);
        characters += length(from, at + n - from);
        covered = at + n;
      }
    }
    return characters;
  }

  /** The code points of an n-gram's words, without what stands between them. */
  long length(int at, int n) {
    return lengthsBefore[at + n] - lengthsBefore[at];
  }

  /** The code points of all words. */
  long allLengths() {
    return lengthsBefore[words.count()];
  }
}
