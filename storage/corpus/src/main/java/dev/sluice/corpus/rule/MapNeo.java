package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Segmenter;
import dev.sluice.corpus.model.Segments;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.corpus.model.TokenSpans;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The step {@code map-neo}: the rules for Chinese of MAP-NEO's Matrix (Zhang et al. 2024, {@code
 * chinese_data_clean_pipeline/filter/filter.py}), as its code has them.
 *
 * <p>They look at the text as {@link MapNeoText} has it: full-width punctuation as half-width,
 * links taken out. {@code rewrite: true} keeps the text like that, as Matrix did, so that its
 * Chinese has English punctuation; by default the document's own text stays.
 *
 * <ul>
 *   <li>{@code brackets}: code points within 【…】 divided by all, in NFKC; at most 0.1.
 *   <li>{@code sentences}: pieces between {@code . ! … ? ; "} that are not blank; at least 2.
 *   <li>{@code characters}: code points in NFKC; 50 to 10,000.
 *   <li>{@code mean-word-length}: code points a word; 1.3 to 10. The words are those of the shared
 *       segmentation, the original's those of jieba in the text without punctuation.
 *   <li>{@code hash-runs}, {@code ellipsis-runs}: runs of "#", and of "…" or dots, divided by code
 *       points; at most 0.1 each.
 *   <li>{@code digits}: digits divided by what is no punctuation, white space included; at most
 *       0.3.
 *   <li>{@code more-lines}: share of lines that end in readmore, 展开 or 更多; at most 0.3. The
 *       original's fourth ending, 。。。, cannot occur behind its own conversion.
 *   <li>{@code bullet-lines}: share of lines that begin with a bullet; at most 0.9.
 *   <li>{@code punctuation}: share of ASCII punctuation and "…"; above 0, so at least one.
 *   <li>{@code different-characters}: distinct code points divided by all; above 0.1. Long texts
 *       have fewer, whatever they say.
 *   <li>{@code entropy}: of the distribution of code points, in nats; at least 3.
 *   <li>{@code top-2-gram} to {@code top-4-gram}: copies of the most frequent n-gram behind its
 *       first one, times n, divided by code points.
 *   <li>{@code duplicate-5-gram} to {@code duplicate-10-gram}: different characters that occur in
 *       repeated n-grams, divided by code points.
 * </ul>
 *
 * <p>The last nine were meant to drop pages and never did: the caller asks whether a pair of values
 * is true, which it always is. {@code repetition: measure}, the default, tells them and drops
 * nothing, as Matrix was made; {@code repetition: drop} applies the limits of its code, 0.2, 0.18,
 * 0.16 and 0.6.
 */
public final class MapNeo implements PageStep {

  private static final String NAME = "map-neo";
  private static final List<Integer> TOPS = List.of(2, 3, 4);
  private static final List<Integer> DUPLICATES = List.of(5, 6, 7, 8, 9, 10);
  private static final List<Double> MOST_TOP = List.of(0.2, 0.18, 0.16);
  private static final double MOST_DUPLICATE = 0.6;

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          NAME,
          "MAP-NEO's rules for Chinese.",
          List.of(
              Parameter.languages("languages", List.of("zh"), "language codes of the pages judged"),
              Parameter.flag("rewrite", "keep the text with half-width punctuation, without links"),
              Parameter.decimal("max_brackets", 0.1, 1, "largest share within 【】"),
              Parameter.number("min_sentences", 2, "least sentences"),
              Parameter.number("min_characters", 50, "least code points"),
              Parameter.number("max_characters", 10_000, "most code points"),
              Parameter.decimal("min_mean_word_length", 1.3, 1_000, "least mean code points"),
              Parameter.decimal("max_mean_word_length", 10, 1_000, "most mean code points"),
              Parameter.decimal("max_hash_runs", 0.1, 1, "most runs of # for a code point"),
              Parameter.decimal("max_ellipsis_runs", 0.1, 1, "most ellipses for a code point"),
              Parameter.decimal("max_digits", 0.3, 1, "largest share of digits"),
              Parameter.decimal("max_more_lines", 0.3, 1, "largest share of lines cut short"),
              Parameter.decimal("max_bullet_lines", 0.9, 1, "largest share of bulleted lines"),
              Parameter.decimal("min_different_characters", 0.1, 1, "a text has more than these"),
              Parameter.decimal("min_entropy", 3, 100, "least entropy of characters, in nats"),
              Parameter.choice(
                  "repetition", List.of("measure", "drop"), "what its repeated n-grams do")),
          Stream.concat(
                  Stream.of(
                      "brackets",
                      "sentences",
                      "characters",
                      "mean-word-length",
                      "hash-runs",
                      "ellipsis-runs",
                      "digits",
                      "more-lines",
                      "bullet-lines",
                      "punctuation",
                      "different-characters",
                      "entropy"),
                  Stream.concat(
                      TOPS.stream().map(MapNeo::top), DUPLICATES.stream().map(MapNeo::duplicate)))
              .map(rule -> NAME + "/" + rule)
              .toList(),
          Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
          Set.of(),
          (parameters, functions) ->
              ForLanguages.of(parameters, new MapNeo(parameters, functions)));

  private final Parameters limits;
  private final Segmenter segmenter;
  private final boolean rewrite;
  private final boolean drops;

  private MapNeo(Parameters parameters, PageFunctions functions) {
    this.limits = parameters;
    this.segmenter = functions.segmenter();
    this.rewrite = parameters.flag("rewrite");
    this.drops = parameters.word("repetition").equals("drop");
  }

  private static String top(int n) {
    return "top-" + n + "-gram";
  }

  private static String duplicate(int n) {
    return "duplicate-" + n + "-gram";
  }

  @Override
  public StepOutcome apply(Draft draft) {
    MapNeoText text = MapNeoText.of(draft.text());
    Draft next = draft;
    if (rewrite && !text.plain().equals(draft.text())) {
      next = draft.withText(text.plain(), segmenter.segment(text.plain(), draft.languageLabel()));
    }
    List<Measurement> measured = new ArrayList<>();
    addQuality(measured, text, draft.cut());
    addRepetition(measured, text.plain());
    return StepOutcome.judge(next, measured);
  }

  private void addQuality(List<Measurement> to, MapNeoText text, Segments cut) {
    to.add(atMost("brackets", text.brackets()));
    to.add(
        Measurement.atLeast(NAME + "/sentences", text.sentences(), limits.number("min_sentences")));
    to.add(
        Measurement.within(
            NAME + "/characters",
            text.characters(),
            limits.number("min_characters"),
            limits.number("max_characters")));
    to.add(
        Measurement.within(
            NAME + "/mean-word-length",
            meanLength(cut.text(), cut.spans()),
            limits.decimal("min_mean_word_length"),
            limits.decimal("max_mean_word_length")));
    to.add(atMost("hash-runs", text.hashRuns()));
    to.add(atMost("ellipsis-runs", text.ellipsisRuns()));
    to.add(atMost("digits", text.digits()));
    to.add(atMost("more-lines", text.moreLines()));
    to.add(atMost("bullet-lines", text.bulletLines()));
    double punctuation = text.punctuation();
    to.add(Measurement.quantity(NAME + "/punctuation", punctuation, "> 0", punctuation > 0));
    double different = text.differentCharacters();
    double least = limits.decimal("min_different_characters");
    to.add(
        Measurement.quantity(
            NAME + "/different-characters",
            different,
            "> " + Measured.plain(least),
            different > least));
    to.add(Measurement.atLeast(NAME + "/entropy", text.entropy(), limits.decimal("min_entropy")));
  }

  private static double meanLength(String text, TokenSpans tokens) {
    long characters = 0;
    for (int i = 0; i < tokens.count(); i++) {
      if (tokens.isWord(i)) {
        characters += text.codePointCount(tokens.start(i), tokens.end(i));
      }
    }
    return Share.of(characters, tokens.wordCount());
  }

  private void addRepetition(List<Measurement> to, String text) {
    int[] characters = text.codePoints().toArray();
    CharacterNgrams grams = new CharacterNgrams(characters);
    double all = Math.max(1, characters.length);
    for (int n : TOPS) {
      double share = Math.max(0, grams.top(n) - 1) * n / all;
      to.add(repetition(top(n), share, MOST_TOP.get(TOPS.indexOf(n))));
    }
    for (int n : DUPLICATES) {
      to.add(repetition(duplicate(n), grams.differentInRepeated(n) / all, MOST_DUPLICATE));
    }
  }

  private Measurement repetition(String what, double share, double most) {
    return drops
        ? Measurement.atMost(NAME + "/" + what, share, most)
        : Measurement.quantity(NAME + "/" + what, share, "only told", true);
  }

  private Measurement atMost(String what, double value) {
    double most = limits.decimal("max_" + what.replace('-', '_'));
    return Measurement.atMost(NAME + "/" + what, value, most);
  }
}
