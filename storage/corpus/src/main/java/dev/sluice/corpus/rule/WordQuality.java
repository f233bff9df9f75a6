package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Segments;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The eight quality rules of Gopher (Rae et al. 2021, Table A1), as two steps: {@code
 * gopher-quality} with the paper's limits for languages that put spaces between words, and {@code
 * fineweb2-quality-cmn} with FineWeb2's limits for Chinese ({@code cmn_Hani.yml}).
 *
 * <p><b>Reading.</b> Published implementations of these rules disagree (rules.md §2); this is
 * datatrove's, which FineWeb and FineWeb2 were made with:
 *
 * <ul>
 *   <li>{@code word-count} (GQ1) and {@code mean-word-length} (GQ2) count tokens that hold a letter
 *       or digit; lengths are code points, the mean is the arithmetic one (Dolma takes the median).
 *   <li>{@code hash-ratio} (GQ3) and {@code ellipsis-ratio} (GQ4) are two separate ratios: the
 *       number of "#", and of "..." and "…", in the text, each divided by all tokens, punctuation
 *       included (Dolma, DCLM and RedPajama add them up).
 *   <li>{@code bullet-lines} (GQ5) are lines that begin with "•" or "-" after white space; {@code
 *       ellipsis-lines} (GQ6) end in "..." or "…" before white space. Blank lines count as lines.
 *   <li>{@code alphabetic-words} (GQ7) is the share with at least one Unicode letter, Han
 *       characters included. With {@code alphabetic_of: tokens}, as datatrove has it, punctuation
 *       marks count as words without letters; with {@code alphabetic_of: words} they do not count,
 *       as the paper's wording has it. The difference is large for pages with code. FineWeb2's
 *       limit was set for tokens; over words it asks for less.
 *   <li>{@code stop-words} (GQ8) is the number of different stop words, case-sensitive.
 * </ul>
 *
 * <p>Tokens come from the shared segmentation (ICU), where datatrove asks NLTK or jieba; counts on
 * the same page can differ by a few per cent.
 *
 * <p>A page in a language that {@code languages} does not list skips the step: the limits would
 * mean nothing for it. {@code stop-words} is judged only for {@code stop_word_languages}, since its
 * words are of these languages.
 */
public final class WordQuality implements PageStep {

  private static final List<String> RULES =
      List.of(
          "word-count",
          "mean-word-length",
          "hash-ratio",
          "ellipsis-ratio",
          "bullet-lines",
          "ellipsis-lines",
          "alphabetic-words",
          "stop-words");

  /** Gopher's limits. */
  public static final StepKind GOPHER =
      kind(
          "gopher-quality",
          "Gopher's quality rules, for languages that put spaces between words.",
          List.of("en"),
          new Limits(3, 10, 0.8),
          List.of("the", "be", "to", "of", "and", "that", "have", "with"));

  /** FineWeb2's limits for Chinese; simplified and traditional stop words together. */
  public static final StepKind FINEWEB2_CHINESE =
      kind(
          "fineweb2-quality-cmn",
          "FineWeb2's quality rules for Chinese.",
          List.of("zh"),
          new Limits(1, 5, 0.735),
          List.of(
              "的", "年", "在", "月", "是", "和", "日", "了", "於", "·", "為", "有", "被", "人", "中", "为", "他",
              "與", "後", "也", "而", "由"));

  /** The limits in which the two steps differ. */
  private record Limits(double minMeanLength, double maxMeanLength, double minAlphabetic) {}

  private final String name;
  private final Parameters limits;
  private final List<String> languages;
  private final List<String> stopWordLanguages;
  private final Set<String> stopWords;
  private final boolean ofWords;

  private WordQuality(String name, Parameters parameters) {
    this.name = name;
    this.limits = parameters;
    this.languages = parameters.words("languages");
    this.stopWordLanguages = parameters.words("stop_word_languages");
    this.stopWords = Set.copyOf(parameters.words("stop_words"));
    this.ofWords = parameters.word("alphabetic_of").equals("words");
  }

  private static StepKind kind(
      String name, String meaning, List<String> languages, Limits limits, List<String> stopWords) {
    return new StepKind.OfPages(
        name,
        meaning,
        parameters(languages, limits, stopWords),
        RULES.stream().map(rule -> name + "/" + rule).toList(),
        Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
        Set.of(),
        (parameters, functions) -> new WordQuality(name, parameters));
  }

  private static List<Parameter> parameters(
      List<String> languages, Limits limits, List<String> stopWords) {
    double longest = 1_000;
    return List.of(
        Parameter.languages("languages", languages, "language codes of the pages that are judged"),
        Parameter.number("min_words", 50, "least words"),
        Parameter.number("max_words", 100_000, "most words"),
        Parameter.decimal(
            "min_mean_word_length", limits.minMeanLength, longest, "least mean code points a word"),
        Parameter.decimal(
            "max_mean_word_length", limits.maxMeanLength, longest, "most mean code points a word"),
        Parameter.decimal("max_hash_ratio", 0.1, longest, "most # signs per token"),
        Parameter.decimal("max_ellipsis_ratio", 0.1, longest, "most ellipses per token"),
        Parameter.decimal("max_bullet_lines", 0.9, 1, "largest share of bulleted lines"),
        Parameter.decimal("max_ellipsis_lines", 0.3, 1, "largest share of lines cut by ellipsis"),
        Parameter.decimal(
            "min_alphabetic_words", limits.minAlphabetic, 1, "least share with letters"),
        Parameter.choice(
            "alphabetic_of", List.of("tokens", "words"), "what that is a share of; see the rule"),
        Parameter.number("min_stop_words", 2, "least number of different stop words"),
        Parameter.words("stop_words", stopWords, "the stop words, case-sensitive"),
        Parameter.languages(
            "stop_word_languages", languages, "language codes the stop words are of"));
  }

  @Override
  public StepOutcome apply(Draft draft) {
    String language = draft.languageLabel().code();
    if (!languages.contains(language)) {
      return new StepOutcome.Skipped(draft, "not for language '" + language + "'");
    }
    Segments segments = draft.cut();
    List<Measurement> measured = new ArrayList<>(RULES.size());
    measured.add(wordCount(segments.words()));
    measured.add(meanWordLength(segments.words()));
    measured.add(symbols("hash-ratio", segments, "#"));
    measured.add(symbols("ellipsis-ratio", segments, "...", "…"));
    measured.add(lines("bullet-lines", segments, WordQuality::isBulleted));
    measured.add(lines("ellipsis-lines", segments, WordQuality::isCut));
    measured.add(alphabeticWords(ofWords ? segments.words() : segments.tokens()));
    if (stopWordLanguages.contains(language)) {
      measured.add(stopWords(segments.tokens()));
    }
    return StepOutcome.judge(draft, measured);
  }

  private Measurement wordCount(List<String> words) {
    double least = limits.number("min_words");
    return Measurement.within(rule("word-count"), words.size(), least, limits.number("max_words"));
  }

  private Measurement meanWordLength(List<String> words) {
    long characters = 0;
    for (String word : words) {
      characters += word.codePointCount(0, word.length());
    }
    return Measurement.within(
        rule("mean-word-length"),
        share(characters, words.size()),
        limits.decimal("min_mean_word_length"),
        limits.decimal("max_mean_word_length"));
  }

  private Measurement symbols(String what, Segments segments, String... symbols) {
    long count = 0;
    for (String symbol : symbols) {
      count += occurrences(segments.text(), symbol);
    }
    double ratio = share(count, segments.tokens().size());
    return Measurement.atMost(rule(what), ratio, limits.decimal(limit("max_", what)));
  }

  private Measurement lines(String what, Segments segments, Predicate<String> counted) {
    long all = segments.text().lines().count();
    long found = segments.text().lines().map(String::strip).filter(counted).count();
    return Measurement.atMost(rule(what), share(found, all), limits.decimal(limit("max_", what)));
  }

  private Measurement alphabeticWords(List<String> all) {
    long alphabetic =
        all.stream().filter(w -> w.codePoints().anyMatch(Character::isLetter)).count();
    return Measurement.atLeast(
        rule("alphabetic-words"),
        share(alphabetic, all.size()),
        limits.decimal("min_alphabetic_words"));
  }

  private Measurement stopWords(List<String> tokens) {
    Set<String> found = new HashSet<>();
    for (String token : tokens) {
      if (stopWords.contains(token)) {
        found.add(token);
      }
    }
    return Measurement.atLeast(rule("stop-words"), found.size(), limits.number("min_stop_words"));
  }

  private String rule(String what) {
    return name + "/" + what;
  }

  private static String limit(String prefix, String what) {
    return prefix + what.replace('-', '_');
  }

  private static boolean isBulleted(String line) {
    return line.startsWith("•") || line.startsWith("-");
  }

  private static boolean isCut(String line) {
    return line.endsWith("...") || line.endsWith("…");
  }

  /** Occurrences that do not overlap, as Python's {@code str.count} counts them. */
  private static long occurrences(String text, String symbol) {
    long count = 0;
    int at = text.indexOf(symbol);
    while (at >= 0) {
      count++;
      at = text.indexOf(symbol, at + symbol.length());
    }
    return count;
  }

  /** A share of nothing is 0, which {@code word-count} has judged already. */
  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
