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
 * The step {@code media-type}: only pages of a kind that text can be extracted from. A page without
 * {@code Content-Type} has the media type "none" and is kept only if that is listed.
 */
public final class MediaType implements PageStep {

  private static final String RULE = "media-type/type";

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          "media-type",
          "Drops pages whose media type is not listed.",
          List.of(
              Parameter.words(
                  "keep",
                  List.of("text/html", "application/xhtml+xml", "text/plain"),
                  "media types to keep, without parameters")),
          List.of(RULE),
          Set.of(),
          Set.of(),
          (parameters, functions) -> new MediaType(parameters));

  private final List<String> keep;

  private MediaType(Parameters parameters) {
    this.keep = parameters.words("keep");
  }

  @Override
  public StepOutcome apply(Draft draft) {
    String type = draft.page().capture().mediaType();
    String named = type.isEmpty() ? "none" : type;
    return StepOutcome.judge(draft, List.of(Measurement.oneOf(RULE, named, keep)));
  }
}
