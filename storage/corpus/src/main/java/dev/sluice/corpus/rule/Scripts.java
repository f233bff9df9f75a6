package dev.sluice.corpus.rule;

import dev.sluice.corpus.language.HanVariants;
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
 * The step {@code scripts}: which writing a text is made of, and how much of its Chinese is
 * traditional.
 *
 * <ul>
 *   <li>{@code han}, {@code kana}, {@code hangul}, {@code latin}: code points of that script, by
 *       Unicode's Script property, divided by all code points that are not white space. Published
 *       limits for the share of Han: MNBVC 0.7, PanGu-alpha 0.6; ChineseWebText's 0.3 counts white
 *       space as well and is a rule of its own step.
 *   <li>{@code traditional}: of the characters that only one form of written Chinese uses, the
 *       share that only the traditional one does; 0 if there are none. It is a label and never
 *       drops.
 * </ul>
 *
 * <p>With the default limits nothing is dropped, and the shares are there to be looked at.
 */
public final class Scripts implements PageStep {

  private static final String NAME = "scripts";
  private static final List<String> SHARES = List.of("han", "kana", "hangul", "latin");
  private static final String TRADITIONAL = NAME + "/traditional";

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          NAME,
          "Tells which scripts a text is written in, and drops by their shares if asked.",
          List.of(
              Parameter.languages(
                  "languages", List.of(), "language codes judged; empty judges all"),
              Parameter.decimal("min_han", 0, 1, "least share of Han"),
              Parameter.decimal("max_kana", 1, 1, "largest share of Hiragana and Katakana"),
              Parameter.decimal("max_hangul", 1, 1, "largest share of Hangul"),
              Parameter.decimal("max_latin", 1, 1, "largest share of Latin letters")),
          List.of(NAME + "/han", NAME + "/kana", NAME + "/hangul", NAME + "/latin", TRADITIONAL),
          Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
          Set.of(),
          (parameters, functions) -> make(parameters));

  private static final int SPACE = SHARES.size();
  private static final int OTHER = SPACE + 1;
  private static final byte[] SCRIPTS = scripts();

  private final HanVariants variants = new HanVariants();
  private final Parameters limits;

  private Scripts(Parameters parameters) {
    this.limits = parameters;
  }

  private static PageStep make(Parameters parameters) {
    PageStep step = new Scripts(parameters);
    return parameters.words("languages").isEmpty() ? step : ForLanguages.of(parameters, step);
  }

  @Override
  public StepOutcome apply(Draft draft) {
    int[] counts = counts(draft.text());
    return StepOutcome.judge(
        draft,
        List.of(
            Measurement.atLeast(NAME + "/han", share(counts, 0), limits.decimal("min_han")),
            Measurement.atMost(NAME + "/kana", share(counts, 1), limits.decimal("max_kana")),
            Measurement.atMost(NAME + "/hangul", share(counts, 2), limits.decimal("max_hangul")),
            Measurement.atMost(NAME + "/latin", share(counts, 3), limits.decimal("max_latin")),
            Measurement.atMost(TRADITIONAL, traditional(draft.text()), 1)));
  }

  private static double share(int[] counts, int script) {
    long all = 0;
    for (int i = 0; i < counts.length; i++) {
      all += i == SPACE ? 0 : counts[i];
    }
    return Share.of(counts[script], all);
  }

  private double traditional(String text) {
    HanVariants.Counts telling = variants.count(text);
    return Share.of(telling.traditional(), telling.simplified() + telling.traditional());
  }

  private static int[] counts(String text) {
    int[] counts = new int[OTHER + 1];
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        counts[SCRIPTS[c]]++;
      } else if (Character.isHighSurrogate(c)) {
        counts[script(text.codePointAt(i))]++;
      }
    }
    return counts;
  }

  private static byte[] scripts() {
    byte[] scripts = new byte[Character.MAX_VALUE + 1];
    for (int c = 0; c < scripts.length; c++) {
      scripts[c] = (byte) script(c);
    }
    return scripts;
  }

  private static int script(int c) {
    return switch (Character.UnicodeScript.of(c)) {
      case HAN -> SHARES.indexOf("han");
      case HIRAGANA, KATAKANA -> SHARES.indexOf("kana");
      case HANGUL -> SHARES.indexOf("hangul");
      case LATIN -> SHARES.indexOf("latin");
      default -> Chars.isSpace(c) ? SPACE : OTHER;
    };
  }
}
