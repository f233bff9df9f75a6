package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Segmenter;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The step {@code cjk-lines}: what C4 is for English lines, for Chinese and Japanese ones. It takes
 * lines out of a text, as c4-dataset-script does for Chinese ({@code filter_out_bad_lines.py}),
 * whose values are the defaults.
 *
 * <p>A line, without white space at its ends, goes if it
 *
 * <ul>
 *   <li>ends in none of {@code end_marks};
 *   <li>has fewer code points than {@code min_characters}, or fewer Han than {@code min_han} (MNBVC
 *       asks a paragraph for 10);
 *   <li>holds one of {@code □ ■}, U+FFFD, or a private character from U+E003 to U+E7A4, if {@code
 *       symbols} says so.
 * </ul>
 *
 * <p>Rules: {@code bad-words}, the characters of all occurrences of listed words divided by those
 * of the text before, at most 0.05; {@code good-lines}, how many lines stay, at least 6 ("more than
 * five"); {@code removed-lines} and {@code removed-share} (of the code points, line ends left out)
 * tell what was taken out and always pass. No list of bad words comes with this step.
 */
public final class CjkLines implements PageStep {

  private static final String NAME = "cjk-lines";

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          NAME,
          "Takes lines that are no sentences out of Chinese and Japanese texts.",
          List.of(
              Parameter.languages("languages", List.of("zh"), "language codes of the pages judged"),
              Parameter.words(
                  "end_marks",
                  List.of("。", "！", "？", "……", "”", "："),
                  "what a line may end in; empty allows any"),
              Parameter.number("min_characters", 5, "least code points of a line"),
              Parameter.number("min_han", 0, "least Han of a line"),
              Parameter.choice(
                  "symbols", List.of("drop", "keep"), "lines with U+FFFD, □, ■ or private ones"),
              Parameter.files("bad_words", List.of(), "lists of words that drop a page"),
              Parameter.decimal("max_bad_words", 0.05, 1_000, "largest share of their characters"),
              Parameter.number("min_lines", 6, "least lines that stay")),
          List.of(
              NAME + "/bad-words",
              NAME + "/good-lines",
              NAME + "/removed-lines",
              NAME + "/removed-share"),
          Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
          Set.of(),
          (parameters, functions) ->
              ForLanguages.of(parameters, new CjkLines(parameters, functions)));

  private final Parameters limits;
  private final List<String> endMarks;
  private final boolean symbols;
  private final PhraseTrie badWords;
  private final Segmenter segmenter;

  private CjkLines(Parameters parameters, PageFunctions functions) {
    this.limits = parameters;
    this.endMarks = parameters.words("end_marks");
    this.symbols = parameters.word("symbols").equals("drop");
    this.badWords = new PhraseTrie(parameters.lines("bad_words"));
    this.segmenter = functions.segmenter();
  }

  @Override
  public StepOutcome apply(Draft draft) {
    String text = draft.text();
    List<String> lines = text.lines().map(Chars::strip).toList();
    List<String> good = lines.stream().filter(this::isGood).toList();
    String changed = good.stream().collect(Collectors.joining("\n"));
    Draft next =
        changed.equals(text)
            ? draft
            : draft.withText(changed, segmenter.segment(changed, draft.languageLabel()));
    return StepOutcome.judge(next, measured(text, lines, good));
  }

  private List<Measurement> measured(String text, List<String> lines, List<String> good) {
    int before = length(lines);
    double bad = Share.of(badWords.charactersAnywhere(text), text.length());
    int goodLines = good.size();
    List<Measurement> measured = new ArrayList<>();
    measured.add(Measurement.atMost(NAME + "/bad-words", bad, limits.decimal("max_bad_words")));
    measured.add(Measurement.atLeast(NAME + "/good-lines", goodLines, limits.number("min_lines")));
    measured.add(told("removed-lines", lines.size() - goodLines));
    measured.add(told("removed-share", Share.of(before - length(good), before)));
    return measured;
  }

  private static Measurement told(String what, double value) {
    return Measurement.quantity(NAME + "/" + what, value, "only told", true);
  }

  private static int length(List<String> lines) {
    return lines.stream().mapToInt(line -> line.codePointCount(0, line.length())).sum();
  }

  private boolean isGood(String line) {
    return (endMarks.isEmpty() || endMarks.stream().anyMatch(line::endsWith))
        && line.codePointCount(0, line.length()) >= limits.number("min_characters")
        && line.chars().filter(CjkLines::isHan).count() >= limits.number("min_han")
        && !(symbols && line.chars().anyMatch(CjkLines::isBroken));
  }

  private static boolean isHan(int c) {
    return c >= 0x3400 && c < 0xa000;
  }

  private static boolean isBroken(int c) {
    return c == '□' || c == '■' || c == 0xfffd || c >= 0xe003 && c <= 0xe7a4;
  }
}
