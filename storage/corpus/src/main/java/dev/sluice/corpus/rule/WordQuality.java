package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Segments;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.corpus.model.TokenSpans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The eight quality rules of Gopher (Rae et al. 2021, Table A1), as two steps: {@code
 * gopher-quality} with the paper's limits for languages that put spaces between words, and {@code
 * fineweb2-quality-cmn} with FineWeb2's limits for Chinese ({@code cmn_Hani.yml}).
 *
 * <p>Published implementations of these rules disagree. {@code reading} says which is followed; the
 * second step knows the first only.
 *
 * <p><b>datatrove</b>, which FineWeb and FineWeb2 were made with:
 *
 * <ul>
 *   <li>{@code word-count} (GQ1) and {@code mean-word-length} (GQ2, code points) are of tokens that
 *       hold a character which is no punctuation.
 *   <li>{@code hash-ratio} (GQ3) and {@code ellipsis-ratio} (GQ4) are two ratios: the number of
 *       "#", and of "..." and "…", in the text, each divided by all tokens, punctuation included.
 *   <li>{@code bullet-lines} (GQ5) are lines that begin with "•" or "-" after white space; {@code
 *       ellipsis-lines} (GQ6) end in "..." or "…" before white space. Blank lines count as lines.
 *   <li>{@code alphabetic-words} (GQ7) is the share with at least one Unicode letter, Han
 *       characters included. With {@code alphabetic_of: tokens}, as datatrove has it, punctuation
 *       marks count as words without letters; with {@code alphabetic_of: words} only tokens with a
 *       letter or digit count, as the paper's wording has it. The difference is large for pages
 *       with code. FineWeb2's limit was set for tokens; over words it asks for less.
 *   <li>{@code stop-words} (GQ8) is the number of different stop words, case-sensitive.
 * </ul>
 *
 * <p><b>dolma</b> (tagger {@code gopher_v1}): words are what stands between white space. GQ2 is
 * {@code median-word-length}. GQ3 and GQ4 are one, {@code symbol-ratio}: words that hold "#" or
 * "…". Bullets are "*" and "-" at the very start of a line, an ellipsis is "…" at its very end.
 * Stop words are counted each time, case-sensitive. <b>dolma-v2</b> (tagger {@code gopher_v2}) is
 * the same without empty lines.
 *
 * <p><b>dclm</b>: GQ1 counts tokens that begin with a letter or number, all else is of words
 * between white space. {@code symbol-ratio} is "#", "...", ". . ." and "…" in the text divided by
 * words. Lines are stripped, blank ones left out; bullets are "●", "•", "*" and "-", an ellipsis is
 * also ". . .". Stop words are counted each time, whatever their case.
 *
 * <p>Tokens come from the shared segmentation (Unicode's rules), where datatrove asks spaCy or
 * jieba and DCLM uniseg; counts on the same page can differ by a few per cent.
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

  /** What other readings than datatrove's measure instead. */
  private static final List<String> OTHER_RULES = List.of("median-word-length", "symbol-ratio");

  private static final String[] ELLIPSES = {"...", "…"};
  private static final String[] SPACED_ELLIPSES = {"...", ". . .", "…"};

  /** Gopher's limits. */
  public static final StepKind GOPHER =
      kind(
          "gopher-quality",
          "Gopher's quality rules, for languages that put spaces between words.",
          List.of("en"),
          new Limits(3, 10, 0.8),
          List.of("the", "be", "to", "of", "and", "that", "have", "with"),
          true);

  /** FineWeb2's limits for Chinese; simplified and traditional stop words together. */
  public static final StepKind FINEWEB2_CHINESE =
      kind(
          "fineweb2-quality-cmn",
          "FineWeb2's quality rules for Chinese.",
          List.of("zh"),
          new Limits(1, 5, 0.735),
          List.of(
              "的", "年", "在", "月", "是", "和", "日", "了", "於", "·", "為", "有", "被", "人", "中", "为", "他",
              "與", "後", "也", "而", "由"),
          false);

  /** The limits in which the two steps differ. */
  private record Limits(double minMeanLength, double maxMeanLength, double minAlphabetic) {}

  private final String name;
  private final Reading reading;
  private final Parameters limits;
  private final List<String> stopWordLanguages;
  private final Set<String> stopWords;
  private final CodePoints stopWordStarts;
  private final int longestStopWord;
  private final boolean ofWords;

  private WordQuality(String name, Reading reading, Parameters parameters) {
    this.name = name;
    this.reading = reading;
    this.limits = parameters;
    this.stopWordLanguages = parameters.words("stop_word_languages");
    this.stopWords = Set.copyOf(parameters.words("stop_words"));
    this.stopWordStarts = CodePoints.ofFirsts(stopWords);
    this.longestStopWord = stopWords.stream().mapToInt(String::length).max().orElse(0);
    this.ofWords = parameters.word("alphabetic_of").equals("words");
  }

  private static StepKind kind(
      String name,
      String meaning,
      List<String> languages,
      Limits limits,
      List<String> stopWords,
      boolean readings) {
    List<String> rules =
        readings ? Stream.concat(RULES.stream(), OTHER_RULES.stream()).toList() : RULES;
    return new StepKind.OfPages(
        name,
        meaning,
        parameters(languages, limits, stopWords, readings),
        rules.stream().map(rule -> name + "/" + rule).toList(),
        Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
        Set.of(),
        (parameters, functions) ->
            ForLanguages.of(
                parameters,
                new WordQuality(
                    name, readings ? Reading.of(parameters) : Reading.DATATROVE, parameters)));
  }

  private static List<Parameter> parameters(
      List<String> languages, Limits limits, List<String> stopWords, boolean readings) {
    List<Parameter> all = new ArrayList<>();
    if (readings) {
      all.add(Reading.parameter(Reading.DATATROVE, Reading.DOLMA, Reading.DOLMA_V2, Reading.DCLM));
    }
    all.addAll(parameters(languages, limits, stopWords));
    if (readings) {
      all.add(
          Parameter.decimal("max_symbol_ratio", 0.1, 1_000, "most symbols a word; dolma, dclm"));
    }
    return all;
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
    boolean stopWordsCount = stopWordLanguages.contains(draft.languageLabel().code());
    List<Measurement> measured =
        switch (reading) {
          case DATATROVE -> ofTokens(draft.cut(), stopWordsCount);
          case DOLMA, DOLMA_V2 -> ofDolma(draft.text(), stopWordsCount);
          case DCLM -> ofDclm(draft.cut(), stopWordsCount);
        };
    return StepOutcome.judge(draft, measured);
  }

  private List<Measurement> ofTokens(Segments segments, boolean stopWordsCount) {
    String text = segments.text();
    TokenCounts tokens = count(segments, stopWordsCount);
    Spans lines = Spans.lines(text);
    List<Measurement> measured = new ArrayList<>(RULES.size());
    measured.add(wordCount(tokens.words));
    measured.add(wordLength("mean-word-length", Share.of(tokens.characters, tokens.words)));
    long hashes = Chars.occurrences(text, "#");
    measured.add(atMost("hash-ratio", Share.of(hashes, tokens.all)));
    long ellipses = Chars.occurrences(text, "...") + Chars.occurrences(text, "…");
    measured.add(atMost("ellipsis-ratio", Share.of(ellipses, tokens.all)));
    measured.add(bullets(lines, "•", "-"));
    measured.add(ellipses(lines, ELLIPSES));
    measured.add(alphabetic(tokens.alphabetic, tokens.judged));
    if (stopWordsCount) {
      measured.add(atLeast("stop-words", tokens.stopWords, limits.number("min_stop_words")));
    }
    return measured;
  }

  /**
   * What one look at each token tells.
   *
   * @param all how many there are
   * @param words those that are more than punctuation
   * @param characters the code points of these
   * @param judged those of which a share is to have letters
   * @param alphabetic those of them that do
   * @param stopWords different stop words
   */
  private record TokenCounts(
      int all, long words, long characters, int judged, int alphabetic, int stopWords) {}

  private TokenCounts count(Segments segments, boolean stopWordsCount) {
    String text = segments.text();
    TokenSpans tokens = segments.spans();
    long words = 0;
    long characters = 0;
    int alphabetic = 0;
    Set<String> different = new HashSet<>();
    for (int i = 0; i < tokens.count(); i++) {
      int start = tokens.start(i);
      int end = tokens.end(i);
      if (Punctuation.isWord(text, start, end)) {
        words++;
        characters += end - start;
      }
      if (!ofWords || tokens.isWord(i)) {
        alphabetic += Chars.holdsLetter(text, start, end) ? 1 : 0;
      }
      if (stopWordsCount && end - start <= longestStopWord) {
        addStopWord(text, start, end, different);
      }
    }
    characters -= pairsInWords(tokens, text);
    int judged = ofWords ? tokens.wordCount() : tokens.count();
    return new TokenCounts(tokens.count(), words, characters, judged, alphabetic, different.size());
  }

  /** The code points of words that take two units; few texts have any. */
  private static long pairsInWords(TokenSpans tokens, String text) {
    long pairs = 0;
    if (text.codePointCount(0, text.length()) < text.length()) {
      for (int i = 0; i < tokens.count(); i++) {
        int start = tokens.start(i);
        int end = tokens.end(i);
        boolean isWord = Punctuation.isWord(text, start, end);
        pairs += isWord ? end - start - Chars.length(text, start, end) : 0;
      }
    }
    return pairs;
  }

  private void addStopWord(String text, int start, int end, Set<String> different) {
    if (stopWordStarts.has(text.charAt(start))) {
      String token = text.substring(start, end);
      if (stopWords.contains(token)) {
        different.add(token);
      }
    }
  }

  private List<Measurement> ofDolma(String text, boolean stopWordsCount) {
    Spans words = Spans.words(text);
    long symbols = 0;
    for (int i = 0; i < words.count(); i++) {
      symbols += holdsSymbol(text, words.start(i), words.end(i)) ? 1 : 0;
    }
    Spans lines = Spans.ofDolma(text, reading);
    List<Measurement> measured = new ArrayList<>(RULES.size());
    measured.add(wordCount(words.count()));
    measured.add(wordLength("median-word-length", median(words)));
    measured.add(atMost("symbol-ratio", Share.of(symbols, words.count())));
    measured.add(atMost("bullet-lines", shareThatBegins(lines, "*", "-")));
    measured.add(atMost("ellipsis-lines", shareThatEnds(lines, "…")));
    measured.add(alphabetic(words));
    if (stopWordsCount) {
      measured.add(stopWordOccurrences(words, false));
    }
    return measured;
  }

  private List<Measurement> ofDclm(Segments segments, boolean stopWordsCount) {
    String text = segments.text();
    Spans words = Spans.words(text);
    long symbols = Chars.occurrences(text, "#");
    for (String ellipsis : SPACED_ELLIPSES) {
      symbols += Chars.occurrences(text, ellipsis);
    }
    Spans lines = Spans.rows(text).stripped();
    List<Measurement> measured = new ArrayList<>(RULES.size());
    measured.add(wordCount(Spans.tokensOfDclm(segments).count()));
    measured.add(wordLength("mean-word-length", Share.of(words.allLengths(), words.count())));
    measured.add(atMost("symbol-ratio", Share.of(symbols, words.count())));
    measured.add(atMost("bullet-lines", shareThatBegins(lines, "●", "•", "*", "-")));
    measured.add(atMost("ellipsis-lines", shareThatEnds(lines, SPACED_ELLIPSES)));
    measured.add(alphabetic(words));
    if (stopWordsCount) {
      measured.add(stopWordOccurrences(words, true));
    }
    return measured;
  }

  private Measurement wordCount(long words) {
    double least = limits.number("min_words");
    return Measurement.within(rule("word-count"), words, least, limits.number("max_words"));
  }

  private Measurement wordLength(String what, double length) {
    return Measurement.within(
        rule(what),
        length,
        limits.decimal("min_mean_word_length"),
        limits.decimal("max_mean_word_length"));
  }

  private Measurement bullets(Spans lines, String... bullets) {
    long found = 0;
    for (int i = 0; i < lines.count(); i++) {
      int start = Chars.skipSpace(lines.text(), lines.start(i), lines.end(i));
      found += Chars.startsWithAny(lines.text(), start, lines.end(i), bullets) ? 1 : 0;
    }
    return atMost("bullet-lines", Share.of(found, lines.count()));
  }

  private Measurement ellipses(Spans lines, String... marks) {
    long found = 0;
    for (int i = 0; i < lines.count(); i++) {
      int end = Chars.trimEnd(lines.text(), lines.start(i), lines.end(i));
      found += Chars.endsWithAny(lines.text(), lines.start(i), end, marks) ? 1 : 0;
    }
    return atMost("ellipsis-lines", Share.of(found, lines.count()));
  }

  private static double shareThatBegins(Spans lines, String... starts) {
    long found = 0;
    for (int i = 0; i < lines.count(); i++) {
      found += Chars.startsWithAny(lines.text(), lines.start(i), lines.end(i), starts) ? 1 : 0;
    }
    return Share.of(found, lines.count());
  }

  private static double shareThatEnds(Spans lines, String... ends) {
    long found = 0;
    for (int i = 0; i < lines.count(); i++) {
      found += Chars.endsWithAny(lines.text(), lines.start(i), lines.end(i), ends) ? 1 : 0;
    }
    return Share.of(found, lines.count());
  }

  private Measurement alphabetic(Spans words) {
    int alphabetic = 0;
    for (int i = 0; i < words.count(); i++) {
      alphabetic += Chars.holdsLetter(words.text(), words.start(i), words.end(i)) ? 1 : 0;
    }
    return alphabetic(alphabetic, words.count());
  }

  private Measurement alphabetic(int alphabetic, int all) {
    return atLeast(
        "alphabetic-words", Share.of(alphabetic, all), limits.decimal("min_alphabetic_words"));
  }

  private Measurement stopWordOccurrences(Spans words, boolean anyCase) {
    long found = 0;
    for (int i = 0; i < words.count(); i++) {
      if (words.end(i) - words.start(i) <= longestStopWord) {
        String word = words.piece(i);
        found += stopWords.contains(anyCase ? word.toLowerCase(Locale.ROOT) : word) ? 1 : 0;
      }
    }
    return atLeast("stop-words", found, limits.number("min_stop_words"));
  }

  private Measurement atMost(String what, double value) {
    return Measurement.atMost(rule(what), value, limits.decimal("max_" + what.replace('-', '_')));
  }

  private Measurement atLeast(String what, double value, double least) {
    return Measurement.atLeast(rule(what), value, least);
  }

  private String rule(String what) {
    return name + "/" + what;
  }

  private static boolean holdsSymbol(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '#' || text.charAt(i) == '…') {
        return true;
      }
    }
    return false;
  }

  /** Of an even number, halfway between the two in the middle; 0 of none. */
  private static double median(Spans words) {
    int count = words.count();
    if (count == 0) {
      return 0;
    }
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      lengths[i] = words.length(i);
    }
    Arrays.sort(lengths);
    return (lengths[count / 2] + lengths[(count - 1) / 2]) / 2.0;
  }
}
