package dev.sluice.corpus.rule;

import dev.sluice.corpus.language.HanVariants;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The step {@code chinesewebtext}: the rules of ChineseWebText (Chen et al. 2023, {@code
 * preprocess.py} of its EvalWeb), as its code has them.
 *
 * <ul>
 *   <li>{@code characters}: code points; more than 200.
 *   <li>{@code mean-line}: code points divided by lines, empty ones included; at least 10.
 *   <li>{@code han-share}: characters from U+4E00 to U+9FA5 divided by code points; at least 0.3.
 *   <li>{@code traditional}: characters that only traditional Chinese uses, and its quotation marks
 *       「」『』; none. The original asks whether a converter to mainland Chinese (zhconv) changes the
 *       text, and so drops pages with a regional word as well: 2 % more of real texts. Its table is
 *       not here; who names it as {@code conversions} has its places counted instead.
 *   <li>{@code sensitive-words}: different words of the lists that occur, divided by lines; at most
 *       0.5. No list comes with Sluice; theirs has 1,494 words. Small and capital letters are the
 *       same here.
 *   <li>{@code repeated-13-grams}: occurrences of n-grams of 13 characters that occur more than
 *       once, divided by all; at most 0.5. In small letters, without spaces, tabs and line ends. As
 *       in the original, the last n-gram is left out.
 * </ul>
 *
 * <p>The third rule is loose, and the fourth drops all that is written in Taiwan and Hong Kong:
 * this is a preset to compare with, not advice.
 */
public final class ChineseWebText implements PageStep {

  private static final String NAME = "chinesewebtext";
  private static final int GRAM = 13;
  private static final String QUOTATION_MARKS = "「」『』";

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          NAME,
          "ChineseWebText's rules.",
          List.of(
              Parameter.languages("languages", List.of("zh"), "language codes of the pages judged"),
              Parameter.number("min_characters", 200, "a text has more code points than these"),
              Parameter.decimal("min_mean_line", 10, 1_000_000, "least code points a line"),
              Parameter.decimal("min_han_share", 0.3, 1, "least share of Han"),
              Parameter.number("max_traditional", 0, "most traditional characters"),
              Parameter.files(
                  "conversions",
                  List.of(),
                  "lists of words, a tab and what a converter makes of them: counted instead"),
              Parameter.files("sensitive", List.of(), "lists of sensitive words"),
              Parameter.decimal("max_sensitive_words", 0.5, 1_000, "most different ones a line"),
              Parameter.decimal("max_repeated_13_grams", 0.5, 1, "largest share of repeated ones")),
          List.of(
              NAME + "/characters",
              NAME + "/mean-line",
              NAME + "/han-share",
              NAME + "/traditional",
              NAME + "/sensitive-words",
              NAME + "/repeated-13-grams"),
          Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
          Set.of(),
          (parameters, functions) -> ForLanguages.of(parameters, new ChineseWebText(parameters)));

  private final HanVariants variants = new HanVariants();
  private final Parameters limits;
  private final Conversions conversions;
  private final PhraseTrie sensitive;

  private ChineseWebText(Parameters parameters) {
    this.limits = parameters;
    this.conversions = new Conversions(parameters.lines("conversions"));
    this.sensitive = new PhraseTrie(parameters.lines("sensitive"));
  }

  @Override
  public StepOutcome apply(Draft draft) {
    String text = draft.text();
    int characters = text.codePointCount(0, text.length());
    long lines = 1 + text.chars().filter(c -> c == '\n').count();
    return StepOutcome.judge(
        draft,
        List.of(
            characters(characters),
            Measurement.atLeast(
                NAME + "/mean-line", Share.of(characters, lines), limits.decimal("min_mean_line")),
            Measurement.atLeast(
                NAME + "/han-share", hanShare(text, characters), limits.decimal("min_han_share")),
            Measurement.atMost(
                NAME + "/traditional", traditional(text), limits.number("max_traditional")),
            Measurement.atMost(
                NAME + "/sensitive-words",
                Share.of(sensitive.distinctAnywhere(text), lines),
                limits.decimal("max_sensitive_words")),
            Measurement.atMost(
                NAME + "/repeated-13-grams",
                repeated(text),
                limits.decimal("max_repeated_13_grams"))));
  }

  private long traditional(String text) {
    return conversions.isEmpty()
        ? variants.count(text).traditional()
            + text.chars().filter(c -> QUOTATION_MARKS.indexOf(c) >= 0).count()
        : conversions.in(text);
  }

  private Measurement characters(int characters) {
    long least = limits.number("min_characters");
    return Measurement.quantity(
        NAME + "/characters", characters, "> " + Measured.plain(least), characters > least);
  }

  private static double hanShare(String text, int characters) {
    long han = text.chars().filter(c -> c >= 0x4e00 && c <= 0x9fa5).count();
    return Share.of(han, characters);
  }

  private static double repeated(String text) {
    int[] kept =
        text.strip()
            .toLowerCase(Locale.ROOT)
            .codePoints()
            .filter(c -> c != ' ' && c != '\n' && c != '\t')
            .toArray();
    Groups grams = new CharacterNgrams(kept).of(GRAM, kept.length - GRAM);
    return Share.of(grams.repeats(), grams.count());
  }
}
