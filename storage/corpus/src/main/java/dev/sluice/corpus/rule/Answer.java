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

/** The step {@code answer}: only pages that the server answered with a good status. */
public final class Answer implements PageStep {

  private static final String RULE = "answer/status";

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          "answer",
          "Drops pages whose HTTP status is not listed.",
          List.of(Parameter.words("statuses", List.of("200"), "HTTP status codes to keep")),
          List.of(RULE),
          Set.of(),
          Set.of(),
          (parameters, functions) -> new Answer(parameters));

  private final List<String> statuses;
  private final String limit;

  private Answer(Parameters parameters) {
    this.statuses = parameters.words("statuses");
    this.limit = statuses.size() == 1 ? statuses.get(0) : "one of " + String.join(", ", statuses);
  }

  @Override
  public StepOutcome apply(Draft draft) {
    int status = draft.page().capture().status();
    boolean passed = statuses.contains(Integer.toString(status));
    return StepOutcome.judge(draft, List.of(Measurement.quantity(RULE, status, limit, passed)));
  }
}
