package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Requirement;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The step {@code require}: limits on any value that an earlier step has measured, such as {@code
 * language/score >= 0.8}. So a recipe can have rules of its own without a line of code, and a
 * second limit on what a published rule measures.
 *
 * <p>A name that no earlier step measures is a mistake of the recipe. A value that is not there for
 * one page, since its step does not judge pages in that language, is treated as {@code if_missing}
 * says: it drops the page unless the recipe says otherwise, so that no page passes unseen. (In
 * Dolma's mixer a filter that names a value that does not exist lets every document pass, and two
 * published configurations have such filters.)
 *
 * <p>{@code require/unmet} is the first condition that is not met, with the value that was found;
 * {@code none} if all are met.
 */
public final class Require implements PageStep {

  private static final String RULE = "require/unmet";
  private static final String NONE = "none";

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          "require",
          "Drops pages of which a value that an earlier step measured is not as required.",
          List.of(
              Parameter.requirements(
                  "that",
                  "conditions that must all hold, each a measured value, one of < <= > >= = != and"
                      + " what to compare with, such as 'language/score >= 0.8'"),
              Parameter.choice(
                  "if_missing",
                  List.of("drop", "keep"),
                  "what a value does that was not measured on the page")),
          List.of(RULE),
          Set.of(),
          Set.of(),
          (parameters, functions) -> new Require(parameters));

  private final List<Requirement> that;
  private final boolean missingDrops;

  private Require(Parameters parameters) {
    this.that =
        parameters.words("that").stream()
            .map(text -> Requirement.parse(text).orElseThrow())
            .toList();
    this.missingDrops = parameters.word("if_missing").equals("drop");
  }

  @Override
  public StepOutcome apply(Draft draft) {
    for (Requirement requirement : that) {
      Optional<Measured> found = measured(draft, requirement.value());
      boolean met = found.map(requirement::isMet).orElse(!missingDrops);
      if (!met) {
        String value = found.map(Measured::display).orElse("not measured");
        return StepOutcome.judge(
            draft,
            List.of(
                new Measurement(
                    RULE,
                    new Measured.Fact(requirement.value() + " is " + value),
                    requirement.toString(),
                    false)));
      }
    }
    return StepOutcome.judge(
        draft, List.of(new Measurement(RULE, new Measured.Fact(NONE), NONE, true)));
  }

  private static Optional<Measured> measured(Draft draft, String value) {
    return draft.measurements().stream()
        .filter(measurement -> measurement.rule().equals(value))
        .map(Measurement::measured)
        .reduce((earlier, later) -> later);
  }
}
