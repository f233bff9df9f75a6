package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The step {@code newest-capture}: of several captures of a URL, only the newest.
 *
 * <p>Only captures that passed the page steps are compared, so that a page which was once fetched
 * well and later answered with an error stays in the corpus. Candidates come in the order of URL
 * and time, so one walk does it, and only the captures of one URL are held at a time.
 */
public final class NewestCapture implements GlobalStep {

  private static final String RULE = "newest-capture";

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfCandidates(
          RULE,
          "Keeps only the newest good capture of each URL.",
          List.of(),
          List.of(RULE),
          Set.of(),
          parameters -> new NewestCapture());

  private NewestCapture() {}

  @Override
  public void choose(Candidates candidates, Selection selection, int step) {
    try (Scan<Signature> scan = candidates.scan()) {
      List<Integer> older = new ArrayList<>();
      Optional<PageUrl> url = Optional.empty();
      for (int candidate = 0; scan.hasNext(); candidate++) {
        PageUrl next = scan.next().url();
        if (!selection.chosen(candidate)) {
          continue;
        }
        if (url.isPresent() && !url.get().equals(next)) {
          dropAllButLast(older, selection, step);
        }
        url = Optional.of(next);
        older.add(candidate);
      }
      dropAllButLast(older, selection, step);
    }
  }

  private static void dropAllButLast(List<Integer> captures, Selection selection, int step) {
    int last = captures.size() - 1;
    for (int i = 0; i < last; i++) {
      selection.drop(captures.get(i), captures.get(last), step, captures.size());
    }
    captures.clear();
  }

  @Override
  public Likeness likeness() {
    return Likeness.SAME_URL;
  }

  @Override
  public Measurement reason(Loss loss) {
    Measured newer = new Measured.Fact(loss.winner().fetchedAt().toString());
    return new Measurement(RULE, newer, "no newer capture", false);
  }
}
