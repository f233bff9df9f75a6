package dev.sluice.corpus.language;

import java.lang.Character.UnicodeScript;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a paragraph says of its language by itself: by its script where that is enough, otherwise by
 * the model.
 */
final class Alphabets {

  /** With this share of the text a paragraph is East Asian: its commands and names are in Latin. */
  static final double EAST_ASIAN_SHARE = 0.35;

  /** A paragraph with fewer letters has no language of its own where many share its script. */
  static final int OWN_LETTERS = 40;

  /** Fewer letters than this say nothing, but for scripts of one language. */
  private static final int MIN_LETTERS = 12;

  /** How much likelier a language is if the page states it. */
  private static final double HINT_ODDS = 3;

  /** Assamese writes its letters ra and wa so; the Bengali script has no others in common use. */
  private static final String ASSAMESE = "\u09F0\u09F1";

  private static final double BY_LETTERS = 0.98;

  /** Text in no language, as the model calls it. */
  static final String NO_LANGUAGE = "zxx";

  private final Letters letters = new Letters();
  private final Grams grams = new Grams(letters);
  private final ScriptTable scripts = new ScriptTable();
  private final HanVariants variants = new HanVariants();
  private final NgramModel model;

  Alphabets(NgramModel model) {
    this.model = model;
  }

  /** An empty text. */
  NgramModel.Text begin() {
    return model.begin();
  }

  /**
   * Reads a paragraph.
   *
   * @param buckets room for n-grams, used anew for each paragraph
   * @return nothing if it has no letters
   */
  Optional<Paragraph> read(String line, int[] buckets) {
    ScriptCounts counts = ScriptCounts.of(line, letters);
    if (counts.total() == 0) {
      return Optional.empty();
    }
    NgramModel.Text text = model.begin();
    HanVariants.Counts telling = variants.count(line);
    if (counts.eastAsianShare() >= EAST_ASIAN_SHARE) {
      EastAsianText own = new EastAsianText();
      own.add(counts, telling);
      return Optional.of(
          new Paragraph(counts.weight(), UnicodeScript.HAN, counts, telling, text, own.guess()));
    }
    UnicodeScript alphabet = counts.mainAlphabet();
    if (alphabet == UnicodeScript.BENGALI && isAssamese(line)) {
      Guess assamese = new Guess("as", BY_LETTERS);
      return Optional.of(new Paragraph(counts.weight(), alphabet, counts, telling, text, assamese));
    }
    boolean shared = scripts.find(alphabet).flatMap(ScriptTable.Script::onlyLanguage).isEmpty();
    if (shared) {
      text.add(buckets, grams.find(line, alphabet, buckets));
    }
    boolean tells = !shared || counts.weight() >= OWN_LETTERS;
    Guess guess = tells ? guess(alphabet, text, counts, Optional.empty()) : Guess.NONE;
    return Optional.of(new Paragraph(counts.weight(), alphabet, counts, telling, text, guess));
  }

  private static boolean isAssamese(String line) {
    return line.chars().anyMatch(c -> ASSAMESE.indexOf(c) >= 0);
  }

  /** The likeliest language of a text in an alphabet. */
  Guess guess(
      UnicodeScript alphabet, NgramModel.Text text, ScriptCounts counts, Optional<String> hint) {
    Optional<ScriptTable.Script> script = scripts.find(alphabet);
    if (script.isEmpty()) {
      return Guess.NONE;
    }
    Optional<String> only = script.get().onlyLanguage();
    if (only.isPresent()) {
      return new Guess(only.get(), (double) counts.of(alphabet) / counts.total());
    }
    if (counts.of(alphabet) < MIN_LETTERS || text.grams() == 0) {
      return Guess.NONE;
    }
    double[] likely = probabilities(alphabet, text, hint);
    int best = 0;
    for (int i = 1; i < likely.length; i++) {
      best = likely[i] > likely[best] ? i : best;
    }
    return named(best, likely[best]);
  }

  /** How probable a language is, 0 to 1. */
  double probability(
      String code, UnicodeScript alphabet, NgramModel.Text text, Optional<String> hint) {
    double[] likely = probabilities(alphabet, text, hint);
    double sum = 0;
    for (int i = 0; i < likely.length; i++) {
      sum += named(i, 0).code().equals(code) ? likely[i] : 0;
    }
    return sum;
  }

  /** Of some languages, each with how probable it is beforehand, the likeliest one. */
  Optional<String> likeliest(
      UnicodeScript alphabet, NgramModel.Text text, Map<String, Double> priors) {
    double[] likely = probabilities(alphabet, text, Optional.empty());
    Map<String, Double> odds = new HashMap<>();
    for (int i = 0; i < likely.length; i++) {
      Double prior = likely[i] > 0 ? priors.get(named(i, 0).code()) : null;
      if (prior != null) {
        odds.merge(named(i, 0).code(), likely[i] * prior, Double::sum);
      }
    }
    return odds.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .max(Map.Entry.<String, Double>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }

  private double[] probabilities(
      UnicodeScript alphabet, NgramModel.Text text, Optional<String> hint) {
    double[] likely = text.probabilities(alphabet);
    if (hint.isEmpty()) {
      return likely;
    }
    double sum = 0;
    List<NgramModel.Written> languages = model.languages();
    for (int i = 0; i < likely.length; i++) {
      likely[i] *= languages.get(i).code().equals(hint.get()) ? HINT_ODDS : 1;
      sum += likely[i];
    }
    for (int i = 0; i < likely.length; i++) {
      likely[i] /= sum;
    }
    return likely;
  }

  private Guess named(int language, double score) {
    String code = model.languages().get(language).code();
    return code.equals(NO_LANGUAGE) ? new Guess("und", score) : new Guess(code, score);
  }

  /** ISO 15924 code of the script that a label names. */
  String code(UnicodeScript script) {
    return scripts.find(script).map(ScriptTable.Script::code).orElse("Zyyy");
  }

  /** ISO 15924 code of the letters themselves; {@code Zzzz} for those that are not told apart. */
  String letterCode(UnicodeScript script) {
    return switch (script) {
      case HAN -> "Hani";
      case HIRAGANA -> "Hira";
      case KATAKANA -> "Kana";
      case HANGUL -> "Hang";
      case BOPOMOFO -> "Bopo";
      default -> scripts.find(script).map(ScriptTable.Script::code).orElse("Zzzz");
    };
  }
}
