package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.pages.model.Scan;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The step {@code exact-duplicate}: of all candidates with the same normalised text, only one.
 *
 * <p><b>Idea.</b> Equal texts have equal hashes ({@link TextHasher}); a table from hash to the best
 * candidate so far finds them in one walk over the signatures, and a second walk drops the others.
 *
 * <p><b>Trade-off.</b> The table of all hashes need not fit into memory. It is made in slices: each
 * takes the hashes whose high bits say so, and walks over all signatures again. A slice holds at
 * most {@value #SLICE_CANDIDATES} candidates on average, for which the table takes 0.5 GB, whatever
 * the size of the corpus; a corpus below that needs one slice.
 *
 * <p><b>Winner.</b> It is the first by the chosen order, and among equals the one whose key is
 * first, so that neither threads nor parts change it. There is no choice by length: the texts are
 * equal but for case and white space.
 */
public final class ExactDuplicate implements GlobalStep {

  private static final String RULE = "exact-duplicate";
  private static final int SLICE_CANDIDATES = 8_000_000;

  /** Which of several equal texts is kept. */
  private enum Keep {
    FIRST_URL,
    OLDEST,
    NEWEST,
    SHORTEST_URL;

    static Keep of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Smaller is better; equals are settled by the order of keys. */
    long rank(Signature signature) {
      return switch (this) {
        case FIRST_URL -> 0;
        case OLDEST -> signature.fetchedAt().toEpochMilli();
        case NEWEST -> -signature.fetchedAt().toEpochMilli();
        case SHORTEST_URL -> signature.url().toString().length();
      };
    }
  }

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfCandidates(
          RULE,
          "Keeps one of all pages with the same text.",
          List.of(
              Parameter.choice(
                  "keep",
                  List.of("first-url", "oldest", "newest", "shortest-url"),
                  "which of them is kept")),
          List.of(RULE),
          Set.of(),
          parameters -> new ExactDuplicate(parameters.word("keep"), SLICE_CANDIDATES));

  private final Keep keep;
  private final int sliceCandidates;

  ExactDuplicate(String keep, int sliceCandidates) {
    this.keep = Keep.of(keep);
    this.sliceCandidates = sliceCandidates;
  }

  @Override
  public void choose(Candidates candidates, Selection selection, int step) {
    int slices = 1 + candidates.count() / sliceCandidates;
    for (int slice = 0; slice < slices; slice++) {
      HashTable best = new HashTable(Math.min(candidates.count(), sliceCandidates));
      findBest(candidates, selection, new Slice(slice, slices), best);
      dropOthers(candidates, selection, new Slice(slice, slices), best, step);
    }
  }

  /** A share of all hashes: those whose upper 31 bits leave this remainder. */
  private record Slice(int number, int of) {
    boolean holds(Signature signature) {
      return (signature.textHash().high() >>> 33) % of == number;
    }
  }

  private void findBest(Candidates candidates, Selection selection, Slice slice, HashTable best) {
    try (Scan<Signature> scan = candidates.scan()) {
      for (int candidate = 0; scan.hasNext(); candidate++) {
        Signature signature = scan.next();
        if (selection.chosen(candidate) && slice.holds(signature)) {
          best.offer(signature.textHash(), candidate, keep.rank(signature));
        }
      }
    }
  }

  private static void dropOthers(
      Candidates candidates, Selection selection, Slice slice, HashTable best, int step) {
    try (Scan<Signature> scan = candidates.scan()) {
      for (int candidate = 0; scan.hasNext(); candidate++) {
        Signature signature = scan.next();
        if (selection.chosen(candidate) && slice.holds(signature)) {
          int slot = best.slot(signature.textHash());
          if (best.candidate(slot) == candidate) {
            selection.group(candidate, best.group(slot));
          } else {
            selection.drop(candidate, best.candidate(slot), step, best.group(slot));
          }
        }
      }
    }
  }

  @Override
  public Likeness likeness() {
    return Likeness.SAME_TEXT;
  }

  @Override
  public Measurement reason(Loss loss) {
    return Measurement.atMost(RULE, loss.group(), 1);
  }
}
