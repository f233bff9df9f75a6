package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Extracted;
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
import java.util.Optional;
import java.util.Set;

/**
 * The step {@code language}: tells the languages, and cuts the text by the main language's rules
 * into the segments that all later rules share. What the page says of its language is a hint, and
 * no more.
 */
public final class Language implements PageStep {

  private static final String CODE = "language/code";
  private static final String SCORE = "language/score";
  private static final String SHARE = "language/share";

  /** Shares have three decimals, and so have their sums. */
  private static final double ROUNDING = 1_000;

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          "language",
          "Tells the language of the text.",
          List.of(
              Parameter.languages(
                  "keep", List.of(), "codes of the main languages to keep; empty keeps all"),
              Parameter.decimal("min_score", 0, 1, "least probability of the main language"),
              Parameter.decimal(
                  "min_share",
                  0,
                  1,
                  "least share of the text in the languages of keep; if keep is empty, in the main"
                      + " language")),
          List.of(CODE, SCORE, SHARE),
          Set.of(StepKind.Part.TEXT),
          Set.of(StepKind.Part.LANGUAGE),
          Language::new);

  private final List<String> keep;
  private final double minScore;
  private final double minShare;
  private final LanguageIdentifier identifier;
  private final Segmenter segmenter;

  private Language(Parameters parameters, PageFunctions functions) {
    this.keep = parameters.words("keep");
    this.minScore = parameters.decimal("min_score");
    this.minShare = parameters.decimal("min_share");
    this.identifier = functions.languages();
    this.segmenter = functions.segmenter();
  }

  @Override
  public StepOutcome apply(Draft draft) {
    Optional<String> hint = draft.extracted().flatMap(Extracted::languageHint);
    LanguageLabel label = identifier.identify(draft.text(), hint);
    Draft labelled = draft.withLanguage(label, segmenter.segment(draft.text(), label));
    return StepOutcome.judge(
        labelled,
        List.of(
            Measurement.oneOf(CODE, label.code(), keep),
            Measurement.atLeast(SCORE, label.score(), minScore),
            Measurement.atLeast(SHARE, wanted(label), minShare)));
  }

  /** The share of the text in languages that are wanted, to three decimals. */
  private double wanted(LanguageLabel label) {
    List<String> codes = keep.isEmpty() ? List.of(label.code()) : keep;
    double share = codes.stream().distinct().mapToDouble(label::shareOf).sum();
    return Math.rint(share * ROUNDING) / ROUNDING;
  }
}
