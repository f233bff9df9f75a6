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
 * The step {@code redpajama-signals}: the signals of RedPajama-V2 (Weber et al. 2024, table 9) that
 * need no model, measured and never judged. They have RedPajama's names; a signal of lines is the
 * mean over the lines, since a measurement is one number. {@code
 * rps_lines_ending_with_terminal_punctution_mark} is spelled as there.
 *
 * <p>"Raw" words are runs of letters, numbers and low lines, and runs of other characters that are
 * no white space. "Normal" words stand between white space in the normal text: without ASCII's
 * punctuation, in small letters, decomposed (NFD). Lengths are code points.
 *
 * <p>{@code rps_doc_stop_word_fraction} and {@code rps_doc_ldnoobw_words} are measured if the
 * recipe names lists for them; RedPajama takes stopwords-json and LDNOOBW.
 */
public final class RedPajamaSignals implements PageStep {

  private static final String NAME = "redpajama-signals";
  private static final int FIRST_TOP = 2;
  private static final int FIRST_DUPLICATE = 5;
  private static final int LAST = 10;
  private static final int ASCII = 128;
  private static final CodePoints BULLETS =
      CodePoints.of("2013 2022-2023 25a0-25a1 25aa-25ab 25b6 25c0 25e6");
  private static final CodePoints END_MARKS = CodePoints.of("21 2e 3f 201d");

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          NAME,
          "Measures the quality signals of RedPajama-V2; drops nothing.",
          List.of(
              Parameter.files("stop_words", List.of(), "lists of stop words, one a line"),
              Parameter.files("bad_words", List.of(), "lists of words or phrases, one a line")),
          signals().stream().map(signal -> NAME + "/" + signal).toList(),
          Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
          Set.of(),
          (parameters, functions) -> new RedPajamaSignals(parameters));

  private final Set<String> stopWords;
  private final Set<String> badWords;

  private RedPajamaSignals(Parameters parameters) {
    this.stopWords = Set.copyOf(parameters.lines("stop_words"));
    this.badWords = Set.copyOf(parameters.lines("bad_words"));
  }

  private static List<String> signals() {
    List<String> signals =
        new ArrayList<>(
            List.of(
                "rps_doc_num_sentences",
                "rps_doc_word_count",
                "rps_doc_mean_word_length",
                "rps_doc_symbol_to_word_ratio",
                "rps_doc_frac_lines_end_with_ellipsis",
                "rps_doc_frac_no_alph_words",
                "rps_doc_frac_unique_words",
                "rps_doc_unigram_entropy",
                "rps_doc_frac_all_caps_words",
                "rps_doc_lorem_ipsum",
                "rps_doc_curly_bracket",
                "rps_doc_stop_word_fraction",
                "rps_doc_ldnoobw_words"));
    for (int n = FIRST_TOP; n < FIRST_DUPLICATE; n++) {
      signals.add("rps_doc_frac_chars_top_" + n + "gram");
    }
    for (int n = FIRST_DUPLICATE; n <= LAST; n++) {
      signals.add("rps_doc_frac_chars_dupe_" + n + "grams");
    }
    signals.addAll(
        List.of(
            "rps_lines_javascript_counts",
            "rps_lines_ending_with_terminal_punctution_mark",
            "rps_lines_num_words",
            "rps_lines_uppercase_letter_fraction",
            "rps_lines_numerical_chars_fraction",
            "rps_lines_start_with_bulletpoint"));
    return signals;
  }

  @Override
  public StepOutcome apply(Draft draft) {
    String text = draft.text();
    String normal = NormalText.of(text);
    Spans normalWords = Spans.words(normal);
    Signals found = new Signals(new ArrayList<>());
    ofRawWords(text, found);
    ofNormalWords(normal, normalWords, found);
    ofNgrams(Hashed.of(normalWords), found);
    ofLines(text, found);
    if (!badWords.isEmpty()) {
      found.add("rps_doc_ldnoobw_words", badWords(normalWords));
    }
    return StepOutcome.judge(draft, found.measured);
  }

  /** Measurements in the making. */
  private record Signals(List<Measurement> measured) {
    void add(String signal, double value) {
      measured.add(Measurement.quantity(NAME + "/" + signal, value, "any", true));
    }
  }

  private void ofRawWords(String text, Signals found) {
    Spans words = RawWords.of(text);
    long withLetter = 0;
    long capitals = 0;
    long stops = 0;
    for (int i = 0; i < words.count(); i++) {
      withLetter += hasAsciiLetter(text, words.start(i), words.end(i)) ? 1 : 0;
      capitals += isAllCapitals(text, words.start(i), words.end(i)) ? 1 : 0;
      stops += !stopWords.isEmpty() && stopWords.contains(words.piece(i)) ? 1 : 0;
    }
    int count = words.count();
    long symbols =
        Chars.occurrences(text, "#")
            + Chars.occurrences(text, "...")
            + Chars.occurrences(text, "…");
    found.add("rps_doc_num_sentences", RawWords.sentences(text));
    found.add("rps_doc_symbol_to_word_ratio", Share.of(symbols, count));
    found.add("rps_doc_frac_no_alph_words", count == 0 ? 0 : 1 - Share.of(withLetter, count));
    found.add("rps_doc_frac_all_caps_words", Share.of(capitals, count));
    long brackets = Chars.occurrences(text, "{") + Chars.occurrences(text, "}");
    found.add("rps_doc_curly_bracket", Share.of(brackets, text.codePointCount(0, text.length())));
    if (!stopWords.isEmpty()) {
      found.add("rps_doc_stop_word_fraction", Share.of(stops, count));
    }
  }

  private static void ofNormalWords(String normal, Spans words, Signals found) {
    Hashed hashed = Hashed.of(words);
    Groups groups = new Groups(words.count());
    groups.group(hashed.hashes(), words.count());
    double entropy = 0;
    for (int i = 0; i < words.count(); i++) {
      if (groups.first(i) == i) {
        double share = Share.of(groups.size(i), words.count());
        entropy -= share * Math.log(share);
      }
    }
    double characters = normal.codePointCount(0, normal.length());
    found.add("rps_doc_word_count", words.count());
    found.add("rps_doc_mean_word_length", Share.of(hashed.allLengths(), words.count()));
    found.add("rps_doc_frac_unique_words", Share.of(groups.kinds(), words.count()));
    found.add("rps_doc_unigram_entropy", entropy);
    found.add(
        "rps_doc_lorem_ipsum", Share.of(Chars.occurrences(normal, "lorem ipsum"), characters));
  }

  private static void ofNgrams(Hashed words, Signals found) {
    Ngrams ngrams = new Ngrams(words, true);
    for (int n = FIRST_TOP; n < FIRST_DUPLICATE; n++) {
      Groups groups = ngrams.of(n);
      int first = groups.count() == 0 ? 0 : groups.largest();
      boolean repeats = groups.count() > 0 && groups.size(first) > 1;
      double top = repeats ? groups.size(first) * ngrams.length(first, n) : 0;
      found.add("rps_doc_frac_chars_top_" + n + "gram", Share.of(top, ngrams.allLengths()));
    }
    for (int n = FIRST_DUPLICATE; n <= LAST; n++) {
      double repeated = ngrams.charactersInRepeated(n);
      found.add("rps_doc_frac_chars_dupe_" + n + "grams", Share.of(repeated, ngrams.allLengths()));
    }
  }

  /** Means over the lines, which end with their line feed. */
  private static void ofLines(String text, Signals found) {
    Spans lines = Spans.withFeeds(text);
    double javascript = 0;
    double ended = 0;
    double words = 0;
    double capitals = 0;
    double numbers = 0;
    double bulleted = 0;
    double cut = 0;
    for (int i = 0; i < lines.count(); i++) {
      int start = Chars.skipSpace(text, lines.start(i), lines.end(i));
      int end = Chars.trimEnd(text, start, lines.end(i));
      String normal = NormalText.of(lines.piece(i));
      Spans normalWords = Spans.words(normal);
      for (int word = 0; word < normalWords.count(); word++) {
        javascript += normalWords.piece(word).equals("javascript") ? 1 : 0;
      }
      words += normalWords.count();
      ended += start < end && END_MARKS.has(text.charAt(end - 1)) ? 1 : 0;
      bulleted += start < end && BULLETS.has(text.charAt(start)) ? 1 : 0;
      cut += Chars.endsWithAny(text, start, end, "...", "…") ? 1 : 0;
      long capitalsHere = lines.piece(i).codePoints().filter(Chars::isCapital).count();
      capitals += Share.of(capitalsHere, lines.length(i));
      long numbersHere = normal.codePoints().filter(Chars::isNumeric).count();
      numbers += Share.of(numbersHere, normal.codePointCount(0, normal.length()));
    }
    double count = lines.count();
    found.add("rps_doc_frac_lines_end_with_ellipsis", Share.of(cut, count));
    found.add("rps_lines_javascript_counts", Share.of(javascript, count));
    found.add("rps_lines_ending_with_terminal_punctution_mark", Share.of(ended, count));
    found.add("rps_lines_num_words", Share.of(words, count));
    found.add("rps_lines_uppercase_letter_fraction", Share.of(capitals, count));
    found.add("rps_lines_numerical_chars_fraction", Share.of(numbers, count));
    found.add("rps_lines_start_with_bulletpoint", Share.of(bulleted, count));
  }

  /** Runs of normal words that are an entry of the lists. */
  private long badWords(Spans words) {
    int most = badWords.stream().mapToInt(entry -> entry.split(" ").length).max().orElse(0);
    long found = 0;
    for (int i = 0; i < words.count(); i++) {
      for (int n = 1; n <= most && i + n <= words.count(); n++) {
        String run = words.text().substring(words.start(i), words.end(i + n - 1));
        found += badWords.contains(run) ? 1 : 0;
      }
    }
    return found;
  }

  private static boolean hasAsciiLetter(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < ASCII && Chars.isLetter(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is a capital and no other letter that has one. */
  private static boolean isAllCapitals(String text, int from, int to) {
    boolean capital = false;
    for (int i = from; i < to; ) {
      int c = text.codePointAt(i);
      if (Character.isLowerCase(c) || Character.isTitleCase(c)) {
        return false;
      }
      capital |= Chars.isCapital(c);
      i += Character.charCount(c);
    }
    return capital;
  }
}
