package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Segmenter;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The step {@code duplicate-lines}: takes second and later copies of a line out of the page. Lines
 * are what stands between line feeds.
 *
 * <p>{@link LineForm} tells which are copies of each other. Blank lines are no copies but with
 * {@code compare: exact}. CCNet compares the lines of many pages with each other; this step, which
 * sees one page, those of one; {@code repeated-lines} does the rest.
 *
 * <p>{@code removed-lines} and {@code removed-characters} tell what went, and never drop a page.
 */
public final class DuplicateLines implements PageStep {

  private static final String NAME = "duplicate-lines";
  private static final String REMOVED = NAME + "/removed-lines";
  private static final String CHARACTERS = NAME + "/removed-characters";

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          NAME,
          "Takes copies of lines out of a page.",
          List.of(LineForm.PARAMETER),
          List.of(REMOVED, CHARACTERS),
          Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
          Set.of(),
          (parameters, functions) -> new DuplicateLines(parameters, functions.segmenter()));

  private final Segmenter segmenter;
  private final LineForm compare;

  private DuplicateLines(Parameters parameters, Segmenter segmenter) {
    this.segmenter = segmenter;
    this.compare = LineForm.of(parameters);
  }

  @Override
  public StepOutcome apply(Draft draft) {
    Spans lines = Spans.rows(draft.text());
    Set<String> seen = new HashSet<>();
    StringBuilder kept = new StringBuilder();
    long removed = 0;
    long characters = 0;
    for (int i = 0; i < lines.count(); i++) {
      String line = lines.piece(i);
      String form = compare.of(line);
      if (seen.add(form) || form.isEmpty() && compare != LineForm.EXACT) {
        kept.append(i == 0 ? "" : "\n").append(line);
      } else {
        removed++;
        characters += lines.length(i);
      }
    }
    Draft changed = removed == 0 ? draft : changed(draft, kept.toString());
    return StepOutcome.judge(
        changed,
        List.of(
            Measurement.quantity(REMOVED, removed, "any", true),
            Measurement.quantity(CHARACTERS, characters, "any", true)));
  }

  private Draft changed(Draft draft, String text) {
    return draft.withText(text, segmenter.segment(text, draft.languageLabel()));
  }
}
