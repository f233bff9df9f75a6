package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import java.util.List;
import java.util.Set;

/**
 * The step {@code long-lines}: mC4's rule (Xue et al. 2021, section 3.1) that a page has a few
 * lines as long as paragraphs. Lines are what stands between line feeds; counted in code points.
 */
public final class LongLines implements PageStep {

  private static final String RULE = "long-lines/lines";

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          "long-lines",
          "Drops pages with fewer than a few long lines, as mC4 did.",
          List.of(
              Parameter.number("min_lines", 3, "least lines that are long"),
              Parameter.number("min_characters", 200, "least Unicode code points of such a line")),
          List.of(RULE),
          Set.of(StepKind.Part.TEXT),
          Set.of(),
          (parameters, functions) -> new LongLines(parameters));

  private final long minLines;
  private final long minCharacters;

  private LongLines(Parameters parameters) {
    this.minLines = parameters.number("min_lines");
    this.minCharacters = parameters.number("min_characters");
  }

  @Override
  public StepOutcome apply(Draft draft) {
    Spans lines = Spans.rows(draft.text());
    long found = 0;
    for (int i = 0; i < lines.count(); i++) {
      found += lines.length(i) >= minCharacters ? 1 : 0;
    }
    return StepOutcome.judge(draft, List.of(Measurement.atLeast(RULE, found, minLines)));
  }
}
