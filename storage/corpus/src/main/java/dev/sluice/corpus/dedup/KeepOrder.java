package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.pages.model.Scan;
import java.util.Arrays;
import java.util.function.ToLongFunction;

/**
 * The places of the candidates that are still chosen, in the order in which they are kept: of two
 * that say the same, the one with the smaller place stays. Eight bytes a candidate.
 */
final class KeepOrder {

  private static final int NONE = -1;

  private final int[] candidates;
  private final int[] places;

  private KeepOrder(int[] candidates, int[] places) {
    this.candidates = candidates;
    this.places = places;
  }

  /** Orders them by rank, the smallest first, equals by their numbers. */
  static KeepOrder of(
      Candidates all, Selection selection, ToLongFunction<Signature> rank, Progress progress) {
    int[] places = new int[all.count()];
    Arrays.fill(places, NONE);
    try (PairSorter sorter = all.sorter()) {
      int chosen = 0;
      try (Scan<Signature> scan = all.scan()) {
        for (int candidate = 0; scan.hasNext(); candidate++) {
          Signature signature = scan.next();
          progress.piece();
          if (selection.chosen(candidate)) {
            sorter.add(rank.applyAsLong(signature) ^ Long.MIN_VALUE, candidate);
            chosen++;
          }
        }
      }
      return new KeepOrder(ordered(sorter, chosen, places), places);
    }
  }

  private static int[] ordered(PairSorter sorter, int chosen, int[] places) {
    int[] candidates = new int[chosen];
    try (PairSorter.Pairs pairs = sorter.sorted()) {
      for (int place = 0; pairs.next(); place++) {
        candidates[place] = (int) pairs.value();
        places[candidates[place]] = place;
      }
    }
    return candidates;
  }

  /** How many there are. */
  int count() {
    return candidates.length;
  }

  /** The candidate at a place. */
  int candidate(int place) {
    return candidates[place];
  }

  /** Whether the candidate has a place: whether it was still chosen. */
  boolean has(int candidate) {
    return places[candidate] != NONE;
  }

  /** The place of a candidate that has one. */
  int place(int candidate) {
    return places[candidate];
  }
}
