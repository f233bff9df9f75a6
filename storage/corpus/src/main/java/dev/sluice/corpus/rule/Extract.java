package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.Extractor;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.pages.model.Capture;
import java.util.List;
import java.util.Set;

/** The step {@code extract}: characters to main text; pages without main text are dropped. */
public final class Extract implements PageStep {

  private static final String RULE = "extract/characters";

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          "extract",
          "Finds the main text of the page.",
          List.of(Parameter.number("min_characters", 1, "least Unicode code points of main text")),
          List.of(RULE),
          Set.of(StepKind.Part.CHARACTERS),
          Set.of(StepKind.Part.TEXT),
          (parameters, functions) -> new Extract(parameters, functions.extractor()));

  private final long minCharacters;
  private final Extractor extractor;

  private Extract(Parameters parameters, Extractor extractor) {
    this.minCharacters = parameters.number("min_characters");
    this.extractor = extractor;
  }

  @Override
  public StepOutcome apply(Draft draft) {
    Capture capture = draft.page().capture();
    Extracted found = extractor.extract(draft.characters(), capture.mediaType(), capture.url());
    long characters = found.text().codePoints().count();
    Measurement length = Measurement.atLeast(RULE, characters, minCharacters);
    return StepOutcome.judge(draft.withExtracted(found), List.of(length));
  }
}
