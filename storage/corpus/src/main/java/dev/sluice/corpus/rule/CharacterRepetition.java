package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The step {@code character-repetition}: Gopher's rules of repetition over characters instead of
 * words, for texts whose words no spaces part. It needs no segmenter and is not led astray by one.
 *
 * <ul>
 *   <li>{@code top-5-gram}, {@code top-8-gram}: occurrences of the most frequent character n-gram
 *       times n, divided by all characters; 0 where none occurs twice.
 *   <li>{@code duplicate-13-gram}, {@code duplicate-25-gram}: characters that lie in a second or
 *       later copy of an n-gram, each counted once, divided by all characters.
 * </ul>
 *
 * <p>Characters are code points without white space. A word of Chinese has about 1.6 characters on
 * the web, with its punctuation marks: 5 and 8 characters stand for Gopher's 3 and 5 words, 25 for
 * more than its 10. 13 is the size that ChineseWebText and MAP-NEO compare by. The limits are ours:
 * Gopher's own for the sizes of words nearest to these, and a stricter one for 25, since so long a
 * copy is no chance.
 */
public final class CharacterRepetition implements PageStep {

  private static final String NAME = "character-repetition";

  /** A size of n-gram, how it is counted, and Gopher's limit for the nearest size of words. */
  private record Size(int n, boolean top, double most) {

    String what() {
      return (top ? "top-" : "duplicate-") + n + "-gram";
    }

    String limit() {
      return "max_" + what().replace('-', '_');
    }
  }

  private static final List<Size> SIZES =
      List.of(
          new Size(5, true, 0.18),
          new Size(8, true, 0.15),
          new Size(13, false, 0.30),
          new Size(25, false, 0.20));

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          NAME,
          "Drops texts that repeat themselves, by n-grams of characters.",
          parameters(),
          SIZES.stream().map(size -> NAME + "/" + size.what()).toList(),
          Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
          Set.of(),
          (parameters, functions) ->
              ForLanguages.of(parameters, new CharacterRepetition(parameters)));

  private final Parameters limits;

  private CharacterRepetition(Parameters parameters) {
    this.limits = parameters;
  }

  private static List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    all.add(
        Parameter.languages(
            "languages", List.of("zh", "yue", "ja"), "language codes of the pages judged"));
    for (Size size : SIZES) {
      all.add(
          Parameter.decimal(
              size.limit(),
              size.most,
              1,
              size.top
                  ? "largest share of the most frequent %d characters".formatted(size.n)
                  : "largest share of characters in copies of %d".formatted(size.n)));
    }
    return all;
  }

  @Override
  public StepOutcome apply(Draft draft) {
    int[] characters = CharacterNgrams.withoutSpace(draft.text());
    CharacterNgrams grams = new CharacterNgrams(characters);
    return StepOutcome.judge(
        draft,
        SIZES.stream()
            .map(
                size ->
                    Measurement.atMost(
                        NAME + "/" + size.what(),
                        share(grams, size, characters.length),
                        limits.decimal(size.limit())))
            .toList());
  }

  private static double share(CharacterNgrams grams, Size size, int all) {
    if (!size.top) {
      return Share.of(grams.inCopies(size.n), all);
    }
    int top = grams.top(size.n);
    // Copies that overlap can make it more than all there is.
    return top < 2 ? 0 : Math.min(1, Share.of((double) top * size.n, all));
  }
}
