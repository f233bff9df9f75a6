package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.LanguageIdentifier;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Segmenter;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import java.util.List;
import java.util.Set;

/**
 * The step {@code language}: tells the language, and cuts the text by that language's rules into
 * the segments that all later rules share.
 */
public final class Language implements PageStep {

  private static final String CODE = "language/code";
  private static final String SCORE = "language/score";

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          "language",
          "Tells the language of the text.",
          List.of(
              Parameter.words("keep", List.of(), "language codes to keep; empty keeps all"),
              Parameter.decimal("min_score", 0, 1, "least confidence of the identifier")),
          List.of(CODE, SCORE),
          Set.of(StepKind.Part.TEXT),
          Set.of(StepKind.Part.LANGUAGE),
          Language::new);

  private final List<String> keep;
  private final double minScore;
  private final LanguageIdentifier identifier;
  private final Segmenter segmenter;

  private Language(Parameters parameters, PageFunctions functions) {
    this.keep = parameters.words("keep");
    this.minScore = parameters.decimal("min_score");
    this.identifier = functions.languages();
    this.segmenter = functions.segmenter();
  }

  @Override
  public StepOutcome apply(Draft draft) {
    LanguageLabel label = identifier.identify(draft.text());
    Draft labelled = draft.withLanguage(label, segmenter.segment(draft.text(), label));
    return StepOutcome.judge(
        labelled,
        List.of(
            Measurement.oneOf(CODE, label.code(), keep),
            Measurement.atLeast(SCORE, label.score(), minScore)));
  }
}
