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
 * The step {@code length}: neither scraps nor endless pages. Counted in Unicode code points, white
 * space included, so that it means the same in every script.
 */
public final class Length implements PageStep {

  private static final String RULE = "length/characters";

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          "length",
          "Drops texts that are too short or too long.",
          List.of(
              Parameter.number("min_characters", 100, "least Unicode code points"),
              Parameter.number("max_characters", 1_000_000, "most Unicode code points")),
          List.of(RULE),
          Set.of(StepKind.Part.TEXT),
          Set.of(),
          (parameters, functions) -> new Length(parameters));

  private final long minCharacters;
  private final long maxCharacters;

  private Length(Parameters parameters) {
    this.minCharacters = parameters.number("min_characters");
    this.maxCharacters = parameters.number("max_characters");
  }

  @Override
  public StepOutcome apply(Draft draft) {
    long characters = draft.text().codePoints().count();
    return StepOutcome.judge(
        draft, List.of(Measurement.within(RULE, characters, minCharacters, maxCharacters)));
  }
}
