package dev.sluice.corpus.language;

import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.LanguageLabel.Share;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One text while its languages are told: its paragraphs, and what they say together. */
final class Reading {

  private static final String UNDETERMINED = "und";

  /** A paragraph that is so sure has a language of its own. */
  private static final double OWN_SCORE = 0.9;

  /** What is less likely than this is not told. */
  private static final double LEAST_SCORE = 0.15;

  /** A language that no other paragraph is in is as likely beforehand as such a share of a text. */
  private static final double UNSEEN_SHARE = 0.02;

  private static final double ROUNDING = 1_000;

  private final Alphabets alphabets;
  private final Optional<String> hint;
  private final List<Paragraph> paragraphs;
  private final ScriptCounts letters = new ScriptCounts();

  /** The paragraphs of one alphabet taken together. */
  private final Map<UnicodeScript, NgramModel.Text> pooled = new EnumMap<>(UnicodeScript.class);

  private final EastAsianText eastAsian = new EastAsianText();

  /** Letters by language. */
  private final Map<String, Integer> weights = new TreeMap<>();

  Reading(Alphabets alphabets, List<Paragraph> paragraphs, Optional<String> hint) {
    this.alphabets = alphabets;
    this.hint = hint;
    this.paragraphs = paragraphs;
    for (Paragraph paragraph : paragraphs) {
      letters.add(paragraph.letters());
      if (paragraph.alphabet() == UnicodeScript.HAN) {
        eastAsian.add(paragraph.letters(), paragraph.variants());
      } else {
        pool(paragraph.alphabet()).add(paragraph.grams());
      }
    }
  }

  private NgramModel.Text pool(UnicodeScript alphabet) {
    return pooled.computeIfAbsent(alphabet, script -> alphabets.begin());
  }

  /** The label of the text. */
  LanguageLabel label() {
    if (letters.total() == 0) {
      return LanguageLabel.UNKNOWN;
    }
    List<String> codes = codes();
    for (int i = 0; i < codes.size(); i++) {
      weights.merge(codes.get(i), paragraphs.get(i).weight(), Integer::sum);
    }
    String main = main();
    List<Share> scripts = scriptShares();
    if (main.equals(UNDETERMINED)) {
      return new LanguageLabel(main, mainScript(), 0, languageShares(), scripts);
    }
    return scored(main, codes, scripts);
  }

  /** The language of each paragraph: its own if it is sure, otherwise the likeliest of the rest. */
  private List<String> codes() {
    Map<String, Integer> sure = new TreeMap<>();
    for (Paragraph paragraph : paragraphs) {
      if (isSure(paragraph)) {
        sure.merge(paragraph.guess().code(), paragraph.weight(), Integer::sum);
      }
    }
    Map<UnicodeScript, Guess> together = new EnumMap<>(UnicodeScript.class);
    pooled.forEach(
        (script, text) -> together.put(script, alphabets.guess(script, text, letters, hint)));
    Guess han = eastAsian.guess();
    List<String> codes = new ArrayList<>();
    for (Paragraph paragraph : paragraphs) {
      if (isSure(paragraph)) {
        codes.add(paragraph.guess().code());
      } else if (paragraph.alphabet() == UnicodeScript.HAN) {
        codes.add(eastAsianCode(paragraph.guess(), han));
      } else {
        codes.add(
            likeliest(paragraph, together.getOrDefault(paragraph.alphabet(), Guess.NONE), sure));
      }
    }
    return codes;
  }

  private static boolean isSure(Paragraph paragraph) {
    return paragraph.guess().score() >= OWN_SCORE;
  }

  /** A line without telling characters is in what the whole is in. */
  private static String eastAsianCode(Guess own, Guess whole) {
    return whole.score() > own.score() ? whole.code() : own.code();
  }

  private String likeliest(Paragraph paragraph, Guess together, Map<String, Integer> sure) {
    if (paragraph.grams().grams() == 0) {
      return paragraph.guess().code();
    }
    Map<String, Double> priors = new TreeMap<>();
    double all = sure.values().stream().mapToInt(Integer::intValue).sum() + 1.0;
    sure.forEach((code, weight) -> priors.put(code, weight / all));
    priors.merge(together.code(), UNSEEN_SHARE, Double::sum);
    if (priors.size() == 1) {
      return together.code();
    }
    return alphabets
        .likeliest(paragraph.alphabet(), paragraph.grams(), priors)
        .orElse(together.code());
  }

  private String main() {
    String main = UNDETERMINED;
    int most = 0;
    for (Map.Entry<String, Integer> entry : weights.entrySet()) {
      if (!entry.getKey().equals(UNDETERMINED) && entry.getValue() > most) {
        main = entry.getKey();
        most = entry.getValue();
      }
    }
    int none = weights.getOrDefault(UNDETERMINED, 0);
    return most >= none ? main : UNDETERMINED;
  }

  /** The label with the probability that the paragraphs in the main language are in it. */
  private LanguageLabel scored(String main, List<String> codes, List<Share> scripts) {
    NgramModel.Text text = alphabets.begin();
    EastAsianText han = new EastAsianText();
    ScriptCounts own = new ScriptCounts();
    double byLetters = 0;
    for (int i = 0; i < codes.size(); i++) {
      if (codes.get(i).equals(main)) {
        Paragraph paragraph = paragraphs.get(i);
        own.add(paragraph.letters());
        text.add(paragraph.grams());
        han.add(paragraph.letters(), paragraph.variants());
        byLetters += paragraph.weight() * paragraph.guess().score();
      }
    }
    if (own.eastAsianShare() >= Alphabets.EAST_ASIAN_SHARE) {
      return new LanguageLabel(
          main, han.script(main), han.guess().score(), languageShares(), scripts);
    }
    UnicodeScript alphabet = own.mainAlphabet();
    double score =
        text.grams() == 0
            ? byLetters / own.weight()
            : alphabets.probability(main, alphabet, text, hint);
    if (score < LEAST_SCORE) {
      return new LanguageLabel(UNDETERMINED, mainScript(), 0, languageShares(), scripts);
    }
    return new LanguageLabel(main, alphabets.code(alphabet), score, languageShares(), scripts);
  }

  private String mainScript() {
    return alphabets.code(letters.mainAlphabet());
  }

  private List<Share> languageShares() {
    return shares(weights);
  }

  private List<Share> scriptShares() {
    Map<String, Integer> byCode = new TreeMap<>();
    letters
        .byScript()
        .forEach(
            (script, count) -> byCode.merge(alphabets.letterCode(script), count, Integer::sum));
    return shares(byCode);
  }

  /** Shares to three decimals, the largest first; equal ones in the order of their names. */
  private static List<Share> shares(Map<String, Integer> weights) {
    double all = weights.values().stream().mapToInt(Integer::intValue).sum();
    return weights.entrySet().stream()
        .map(
            entry ->
                new Share(entry.getKey(), Math.rint(entry.getValue() / all * ROUNDING) / ROUNDING))
        .filter(share -> share.share() > 0)
        .sorted(Comparator.comparingDouble(Share::share).reversed().thenComparing(Share::name))
        .toList();
  }
}
