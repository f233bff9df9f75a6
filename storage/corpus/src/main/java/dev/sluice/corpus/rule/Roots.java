package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Segmenter;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The step {@code roots-quality}: the filters of ROOTS for crawled text (Laurençon et al. 2022,
 * BigScience) that need no model, with its limits for English.
 *
 * <p>First, words that hold {@code http}, {@code www}, {@code .com}, {@code href} or {@code //} are
 * taken out of the text, and those of more than {@code max_word_length} code points; empty lines go
 * with them. Then:
 *
 * <ul>
 *   <li>{@code words}: how many are left. Words stand between spaces, tabs and line feeds; special
 *       characters are taken off their ends, and a word of nothing else is none.
 *   <li>{@code repeated-characters}: of all n-grams of characters, the share that the most frequent
 *       ones make up: of those that occur twice, as many as the square root of the number of
 *       different ones.
 *   <li>{@code repeated-words}: of all n-grams of words in small letters, the share of those that
 *       occur more than once.
 *   <li>{@code special-characters}: digits, white space, punctuation, symbols and emoji, as a share
 *       of all characters.
 *   <li>{@code stop-words}, {@code flagged-words}: the share of words in small letters that are on
 *       a list, if the recipe names one; ROOTS has its own for each language.
 *   <li>{@code removed-words} tells how many words were taken out, and never drops a page.
 * </ul>
 *
 * <p>Emoji are Unicode's blocks of them here, where ROOTS has a library's list.
 */
public final class Roots implements PageStep {

  private static final String NAME = "roots-quality";
  private static final String WORDS = NAME + "/words";
  private static final String CHARACTERS = NAME + "/repeated-characters";
  private static final String REPEATED = NAME + "/repeated-words";
  private static final String SPECIAL = NAME + "/special-characters";
  private static final String STOPS = NAME + "/stop-words";
  private static final String FLAGGED = NAME + "/flagged-words";
  private static final String REMOVED = NAME + "/removed-words";

  private static final String[] LINK_PARTS = {"http", "www", ".com", "href", "//"};

  /** Punctuation, digits, white space and symbols as ROOTS lists them, and the blocks of emoji. */
  private static final CodePoints SPECIALS =
      CodePoints.of(
          "9-d 20-40 5b-60 7b-7e 81-85 91-93 95-99 9c-9d a0-ab ad-b4 b7-bf d7 f7-f8 131 26a"
              + " 2ba-2bc 2c8 2cc 2d0 2d8 2da 2dc 3c0 413 60c 647 66a 66c 6e9 93e 940 947 94d 97d"
              + " 9be e51 2002-2003 2005 2008-200b 2010-2011 2013-2016 2018-201a 201c-2020 2022"
              + " 2024 2026 202f-2030 2032-2033 2039-203a 203f 2043-2044 20a8 20aa 20ac 2103 2122"
              + " 2190-2193 21d3 2206 2208 2212 221a 221e-221f 223c 2248 2256 2264-2265 2295 22c5"
              + " 2550 25a0 25ac 25b2 25b4 25b7 25ba-25bc 25c6 25cf 25e6 2600-27bf 2800 3000-3002"
              + " 300a-300d 3010-3011 309c 30b7 30c3-30c4 30f3 30fb-30fc 4e00 4e0a 58eb fd3e-fd3f"
              + " feff ff01 ff08-ff09 ff0c ff0e ff11 ff1a-ff1b ff1f ff3e ff5e fffc-fffd"
              + " 1f000-1faff");

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          NAME,
          "ROOTS' filters for crawled text: words, repetition, special characters, lists.",
          List.of(
              Parameter.choice("links", List.of("out", "in"), "take words of links out"),
              Parameter.number("max_word_length", 25, "code points up to which words stay"),
              Parameter.number("min_words", 20, "least words"),
              Parameter.number("max_words", 100_000, "most words"),
              Parameter.number("character_ngram", 10, "characters of an n-gram"),
              Parameter.decimal(
                  "max_repeated_characters", 0.106, 1, "largest share of frequent n-grams"),
              Parameter.number("word_ngram", 5, "words of an n-gram"),
              Parameter.decimal("max_repeated_words", 0.19, 1, "largest share of repeated n-grams"),
              Parameter.decimal(
                  "max_special_characters", 0.4, 1, "largest share of special characters"),
              Parameter.files("stop_words", List.of(), "lists of stop words, one a line"),
              Parameter.decimal("min_stop_words", 0.3, 1, "least share of stop words"),
              Parameter.files("flagged_words", List.of(), "lists of flagged words, one a line"),
              Parameter.decimal("max_flagged_words", 0.01, 1, "largest share of flagged words")),
          List.of(WORDS, CHARACTERS, REPEATED, SPECIAL, STOPS, FLAGGED, REMOVED),
          Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
          Set.of(),
          (parameters, functions) -> new Roots(parameters, functions.segmenter()));

  private final Segmenter segmenter;
  private final Parameters limits;
  private final boolean linksOut;
  private final long maxWordLength;
  private final Set<String> stopWords;
  private final Set<String> flaggedWords;

  private Roots(Parameters parameters, Segmenter segmenter) {
    this.segmenter = segmenter;
    this.limits = parameters;
    this.linksOut = parameters.word("links").equals("out");
    this.maxWordLength = parameters.number("max_word_length");
    this.stopWords = Set.copyOf(parameters.lines("stop_words"));
    this.flaggedWords = Set.copyOf(parameters.lines("flagged_words"));
  }

  @Override
  public StepOutcome apply(Draft draft) {
    StringBuilder kept = new StringBuilder(draft.text().length());
    long removed = sift(Chars.strip(draft.text()), kept);
    String text = kept.toString();
    List<String> words = words(text);
    List<Measurement> measured = new ArrayList<>();
    double least = limits.number("min_words");
    measured.add(Measurement.within(WORDS, words.size(), least, limits.number("max_words")));
    atMost(measured, CHARACTERS, repeatedCharacters(text), "max_repeated_characters");
    List<String> small = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    atMost(measured, REPEATED, repeatedWords(small), "max_repeated_words");
    long special = text.codePoints().filter(SPECIALS::has).count();
    double length = text.codePointCount(0, text.length());
    atMost(measured, SPECIAL, Share.of(special, length), "max_special_characters");
    if (!stopWords.isEmpty()) {
      double share = share(small, stopWords);
      measured.add(Measurement.atLeast(STOPS, share, limits.decimal("min_stop_words")));
    }
    if (!flaggedWords.isEmpty()) {
      atMost(measured, FLAGGED, share(small, flaggedWords), "max_flagged_words");
    }
    measured.add(Measurement.quantity(REMOVED, removed, "any", true));
    return StepOutcome.judge(removed == 0 ? draft : changed(draft, text), measured);
  }

  private Draft changed(Draft draft, String text) {
    return draft.withText(text, segmenter.segment(text, draft.languageLabel()));
  }

  private void atMost(List<Measurement> measured, String rule, double value, String limit) {
    measured.add(Measurement.atMost(rule, value, limits.decimal(limit)));
  }

  /** Writes the text without the words that go; tells how many those are. */
  private long sift(String text, StringBuilder kept) {
    long removed = 0;
    for (String line : text.split("\n", -1)) {
      int start = kept.length();
      String between = start == 0 ? "" : "\n";
      for (String word : line.split("[ \t]+")) {
        if (word.isEmpty()) {
          continue;
        }
        if (stays(word)) {
          kept.append(between).append(word);
          between = " ";
        } else {
          removed++;
        }
      }
    }
    return removed;
  }

  private boolean stays(String word) {
    String bare = stripped(word);
    if (linksOut && Arrays.stream(LINK_PARTS).anyMatch(bare::contains)) {
      return false;
    }
    return word.codePointCount(0, word.length()) <= maxWordLength
        || !bare.isEmpty() && bare.codePointCount(0, bare.length()) <= maxWordLength;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.split("[ \t\n]+")) {
      String bare = stripped(word);
      if (!bare.isEmpty()) {
        words.add(bare);
      }
    }
    return words;
  }

  /** The word without special characters at its ends. */
  private static String stripped(String word) {
    int start = 0;
    int end = word.length();
    while (start < end && SPECIALS.has(word.codePointAt(start))) {
      start += Character.charCount(word.codePointAt(start));
    }
    while (end > start && SPECIALS.has(word.codePointBefore(end))) {
      end -= Character.charCount(word.codePointBefore(end));
    }
    return word.substring(start, end);
  }

  private double repeatedCharacters(String text) {
    int[] characters = text.codePoints().toArray();
    int n = size("character_ngram", characters.length);
    Groups groups = new CharacterNgrams(characters).of(n);
    int[] sizes = new int[groups.kinds()];
    int kind = 0;
    int repeated = 0;
    for (int i = 0; i < groups.count(); i++) {
      if (groups.first(i) == i) {
        sizes[kind++] = groups.size(i);
        repeated += groups.size(i) > 1 ? 1 : 0;
      }
    }
    Arrays.sort(sizes);
    int most = Math.min((int) Math.sqrt(sizes.length), repeated);
    long frequent = 0;
    for (int i = sizes.length - most; i < sizes.length; i++) {
      frequent += sizes[i];
    }
    return Share.of(frequent, groups.count());
  }

  private double repeatedWords(List<String> words) {
    int n = size("word_ngram", words.size());
    Groups groups = new Ngrams(Hashed.of(words), true).of(n);
    return Share.of(groups.repeats(), groups.count());
  }

  /** The size of n-grams that the recipe asks for; of what is shorter there are none. */
  private int size(String parameter, int longest) {
    return (int) Math.max(1, Math.min(limits.number(parameter), longest + 1L));
  }

  private static double share(List<String> words, Set<String> list) {
    return Share.of(words.stream().filter(list::contains).count(), words.size());
  }
}
