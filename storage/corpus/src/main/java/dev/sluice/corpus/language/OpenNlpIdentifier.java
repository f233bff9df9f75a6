package dev.sluice.corpus.language;

import dev.sluice.corpus.model.LanguageIdentifier;
import dev.sluice.corpus.model.LanguageLabel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.util.Objects;
import java.util.Optional;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/**
 * Tells a text's language by its script, and by OpenNLP's n-gram model where the script serves
 * many.
 *
 * <p>Scripts come first, because n-gram models are weak where they are strong: a short text in
 * kana, Hangul, Thai or Greek is certain by its letters alone, and Han without kana is Chinese. For
 * Latin, Cyrillic, Arabic, Devanagari and Bengali the model decides, which knows 103 languages.
 *
 * <p>The score of a label by script is the share of letters that speak for it. The score of a label
 * by the model is {@code p1 / (p1 + p2)} of its two best languages, times the share of letters in
 * the main script: the model's own probabilities are flat over a hundred languages, and 0.1 can be
 * a sure answer. A score by the model is therefore 0.5 for a toss-up, and rarely above 0.95.
 *
 * <p>Long texts are sampled at start, middle and end. It can be shared between threads: the model
 * is only read, and each text gets a detector of its own, which costs next to nothing.
 */
public final class OpenNlpIdentifier implements LanguageIdentifier {

  private static final String MODEL = "/langdetect-183.bin";

  /** Fewer letters than this say nothing, but for scripts of one language. */
  private static final int MIN_LETTERS = 20;

  private static final int SAMPLE_PIECES = 3;
  private static final int PIECE_CHARACTERS = 600;

  /** Above this share of kana among East Asian characters a text is Japanese, not Chinese. */
  private static final double JAPANESE_KANA_SHARE = 0.05;

  /** With this share of the text a page is East Asian: its commands and names may be in Latin. */
  private static final double EAST_ASIAN_SHARE = 0.35;

  private final LanguageDetectorModel model;
  private final ScriptTable scripts = new ScriptTable();
  private final HanVariants variants = new HanVariants();
  private final LanguageCodes codes = new LanguageCodes();

  /**
   * Loads the model from the class path, which takes about a second.
   *
   * @throws UncheckedIOException if the model cannot be read
   */
  public OpenNlpIdentifier() {
    try (InputStream in =
        Objects.requireNonNull(OpenNlpIdentifier.class.getResourceAsStream(MODEL), MODEL)) {
      model = new LanguageDetectorModel(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the language model " + MODEL, e);
    }
  }

  @Override
  public LanguageLabel identify(String text) {
    String sample = sample(text);
    ScriptCounts counts = ScriptCounts.of(sample);
    double eastAsianShare = counts.eastAsianShare();
    if (eastAsianShare >= EAST_ASIAN_SHARE) {
      return eastAsian(counts, sample, eastAsianShare);
    }
    UnicodeScript alphabet = counts.mainAlphabet();
    Optional<ScriptTable.Script> script = scripts.find(alphabet);
    if (script.isEmpty()) {
      return LanguageLabel.UNKNOWN;
    }
    double share = (double) counts.of(alphabet) / counts.total();
    Optional<String> only = script.get().onlyLanguage();
    return only.isPresent()
        ? new LanguageLabel(only.get(), script.get().code(), share)
        : byModel(sample, counts, script.get().code(), share);
  }

  private LanguageLabel eastAsian(ScriptCounts counts, String sample, double share) {
    int hangul = counts.of(UnicodeScript.HANGUL);
    if (2 * hangul > counts.eastAsian()) {
      return new LanguageLabel("ko", "Kore", share);
    }
    if (counts.kana() > JAPANESE_KANA_SHARE * counts.eastAsian()) {
      return new LanguageLabel("ja", "Jpan", share);
    }
    return new LanguageLabel("zh", variants.script(sample), share);
  }

  private LanguageLabel byModel(String sample, ScriptCounts counts, String script, double share) {
    if (counts.total() < MIN_LETTERS) {
      return new LanguageLabel("und", script, 0);
    }
    Language[] best = new LanguageDetectorME(model).predictLanguages(sample);
    String code = codes.shortest(best[0].getLang());
    double next = 0;
    for (int i = 1; i < best.length && next == 0; i++) {
      // The model knows some languages under two codes (est and ekk): no rivals of each other.
      next = codes.shortest(best[i].getLang()).equals(code) ? 0 : best[i].getConfidence();
    }
    double first = best[0].getConfidence();
    return new LanguageLabel(code, script, share * first / (first + next));
  }

  private static String sample(String text) {
    if (text.length() <= SAMPLE_PIECES * PIECE_CHARACTERS) {
      return text;
    }
    StringBuilder sample = new StringBuilder(SAMPLE_PIECES * (PIECE_CHARACTERS + 1));
    int stride = (text.length() - PIECE_CHARACTERS) / (SAMPLE_PIECES - 1);
    for (int i = 0; i < SAMPLE_PIECES; i++) {
      int start = i * stride;
      sample.append(text, start, Math.min(start + PIECE_CHARACTERS, text.length())).append('\n');
    }
    return sample.toString();
  }
}
