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
import java.util.function.Predicate;

/**
 * The step {@code line-shares}: whether the lines of a Chinese or Japanese text are sentences, or
 * those of a menu. Lines are without white space at their ends; blank ones do not count.
 *
 * <ul>
 *   <li>{@code ended}: share of lines that end a sentence: in one of {@code . ! ?} and their
 *       full-width, half-width and small forms, {@code …}, {@code ；} or {@code ：}, with closing
 *       quotation marks and brackets behind it. FineWeb2 asks 0.106 of Chinese and 0.096 of
 *       Japanese, but does not know the last three marks, nor closing ones.
 *   <li>{@code short}: share of lines of fewer than {@code short_line} code points.
 *   <li>{@code unpunctuated}: share of lines without any punctuation mark.
 *   <li>{@code mean}: code points a line.
 * </ul>
 *
 * <p>Only the first drops by default; the limits of the others drop nothing until a recipe sets
 * them.
 */
public final class LineShares implements PageStep {

  private static final String NAME = "line-shares";
  private static final String ENDS = ".!?。！？｡．﹒﹗﹖…‥；：⋯";
  private static final String CLOSING = "\"'”’」』）)】》〉〕］]｣";
  private static final double LONGEST = 1_000_000;

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          NAME,
          "Drops Chinese and Japanese texts whose lines hardly ever end a sentence.",
          List.of(
              Parameter.languages(
                  "languages", List.of("zh", "yue", "ja"), "language codes of the pages judged"),
              Parameter.decimal("min_ended", 0.1, 1, "least share of lines that end a sentence"),
              Parameter.decimal("max_short", 1, 1, "largest share of short lines"),
              Parameter.number("short_line", 10, "lines of fewer code points are short"),
              Parameter.decimal("max_unpunctuated", 1, 1, "largest share without punctuation"),
              Parameter.decimal("min_mean", 0, LONGEST, "least code points a line")),
          List.of(NAME + "/ended", NAME + "/short", NAME + "/unpunctuated", NAME + "/mean"),
          Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
          Set.of(),
          (parameters, functions) -> ForLanguages.of(parameters, new LineShares(parameters)));

  private final Parameters limits;

  private LineShares(Parameters parameters) {
    this.limits = parameters;
  }

  @Override
  public StepOutcome apply(Draft draft) {
    List<String> lines = draft.cut().lines();
    long shortLine = limits.number("short_line");
    return StepOutcome.judge(
        draft,
        List.of(
            Measurement.atLeast(
                NAME + "/ended",
                share(lines, LineShares::endsSentence),
                limits.decimal("min_ended")),
            Measurement.atMost(
                NAME + "/short",
                share(lines, line -> length(line) < shortLine),
                limits.decimal("max_short")),
            Measurement.atMost(
                NAME + "/unpunctuated",
                share(lines, line -> line.codePoints().noneMatch(LineShares::isPunctuation)),
                limits.decimal("max_unpunctuated")),
            Measurement.atLeast(NAME + "/mean", mean(lines), limits.decimal("min_mean"))));
  }

  private static double share(List<String> lines, Predicate<String> counted) {
    return Share.of(lines.stream().filter(counted).count(), lines.size());
  }

  private static double mean(List<String> lines) {
    return lines.stream().mapToInt(LineShares::length).average().orElse(0);
  }

  private static int length(String line) {
    return line.codePointCount(0, line.length());
  }

  private static boolean endsSentence(String line) {
    int end = line.length();
    while (end > 1 && CLOSING.indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    return ENDS.indexOf(line.charAt(end - 1)) >= 0;
  }

  private static boolean isPunctuation(int c) {
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }
}
