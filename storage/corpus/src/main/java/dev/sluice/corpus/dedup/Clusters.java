package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.GlobalStep.Likeness;
import dev.sluice.corpus.model.Selection;
import java.util.Arrays;
import java.util.Map;

/**
 * Which candidates say the same, when all steps have chosen.
 *
 * <p><b>Idea.</b> A candidate that lost points to the one that it lost to, which may have lost to
 * another in a later step, and so on; the last of these stands for all that lead to it. These are a
 * cluster, whichever steps brought it together. A candidate that lost to a newer state of its own
 * page is no copy of it, and in no cluster.
 *
 * <p><b>Cost.</b> Chains are as long as there are steps that compare at most. Eight bytes a
 * candidate, and four for each that an earlier export has.
 */
public final class Clusters {

  private final Selection selection;
  private final Map<Integer, GlobalStep> steps;
  private final int[] size;
  private final int[] exactCopies;
  private final int[] toEarlier;

  private Clusters(Selection selection, Map<Integer, GlobalStep> steps) {
    this.selection = selection;
    this.steps = steps;
    this.size = new int[selection.count()];
    this.exactCopies = new int[selection.count()];
    int earlier = 0;
    for (int candidate = 0; candidate < selection.count(); candidate++) {
      exactCopies[lastOfEqual(candidate)]++;
      if (isMember(candidate)) {
        size[last(candidate)]++;
        earlier += isOfEarlier(candidate) ? 1 : 0;
      }
    }
    this.toEarlier = toEarlier(earlier);
  }

  /**
   * The clusters of a selection.
   *
   * @param steps the steps that made it, by their numbers
   */
  public static Clusters of(Selection selection, Map<Integer, GlobalStep> steps) {
    return new Clusters(selection, steps);
  }

  /** The earlier documents that members of clusters lead to, sorted, once for each member. */
  private int[] toEarlier(int count) {
    int[] documents = new int[count];
    int next = 0;
    for (int candidate = 0; candidate < selection.count(); candidate++) {
      if (isMember(candidate) && isOfEarlier(candidate)) {
        documents[next++] = selection.earlierWinner(last(candidate));
      }
    }
    Arrays.sort(documents);
    return documents;
  }

  /**
   * The candidate at the end of those that lost to each other: it is chosen, or lost to a document
   * of an earlier export, or to nobody.
   */
  public int last(int candidate) {
    int last = candidate;
    while (!selection.chosen(last) && selection.lostToCandidate(last)) {
      last = selection.winner(last);
    }
    return last;
  }

  /**
   * How many pages the candidate's cluster has, the one that stands for them included: 1 for a
   * candidate that is alone, 0 for a state of a page that a newer one has replaced.
   */
  public int size(int candidate) {
    if (!isMember(candidate)) {
      return 0;
    }
    if (!isOfEarlier(candidate)) {
      return size[last(candidate)];
    }
    int document = selection.earlierWinner(last(candidate));
    return 1 + before(document + 1L) - before(document);
  }

  /** How many chosen or lost candidates say the same as this one but for case and white space. */
  public int exactCopies(int candidate) {
    return exactCopies[lastOfEqual(candidate)];
  }

  private int lastOfEqual(int candidate) {
    int last = candidate;
    while (!selection.chosen(last)
        && selection.lostToCandidate(last)
        && likeness(last) == Likeness.SAME_TEXT) {
      last = selection.winner(last);
    }
    return last;
  }

  private boolean isMember(int candidate) {
    return selection.chosen(candidate) || likeness(candidate) != Likeness.SAME_URL;
  }

  private boolean isOfEarlier(int candidate) {
    int last = last(candidate);
    return !selection.chosen(last) && selection.lostToEarlier(last);
  }

  private Likeness likeness(int candidate) {
    GlobalStep step = steps.get(selection.step(candidate));
    if (step == null) {
      throw new IllegalArgumentException("no step " + selection.step(candidate) + " compares");
    }
    return step.likeness();
  }

  /** How many of the earlier documents' numbers are below this one. */
  private int before(long document) {
    int low = 0;
    int high = toEarlier.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (toEarlier[middle] < document) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
