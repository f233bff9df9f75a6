package dev.sluice.corpus.language;

import dev.sluice.corpus.model.LanguageIdentifier;
import dev.sluice.corpus.model.LanguageLabel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Tells the languages of a text, paragraph by paragraph: by script, and by an n-gram model where
 * the script serves many languages.
 *
 * <p><b>Scripts</b> come first, because n-gram models are weak where they are strong: a short text
 * in kana, Hangul, Thai or Greek is certain by its letters alone. Han without kana is Chinese,
 * unless it has characters that only Japan uses; with the characters of written Cantonese it is
 * Cantonese.
 *
 * <p><b>The model</b> ({@link NgramModel}) decides for Latin, Cyrillic, Arabic, Devanagari,
 * Bengali, Hebrew and Ethiopic letters. It has learned what code looks like, too, and calls it
 * {@code zxx}; labels call it {@code und}.
 *
 * <p><b>Paragraphs</b> are lines. One that is long and clear enough has its own language. All
 * others get the likeliest of the languages that the text has otherwise, each as likely beforehand
 * as its share: a heading of two words tells nothing by itself. The text's language is the one with
 * the largest share.
 *
 * <p><b>The score</b> is the probability, as the model sees it, that all paragraphs in the main
 * language together are in that language and no other; measured against what came true in
 * docs/benchmarks.md. For languages told by script it is a constant, or grows with the number of
 * characters for Han without any telling one.
 *
 * <p>It can be shared between threads. A text costs time in proportion to its length, but of a
 * paragraph no more than its first 500 letters or so are looked at by the model, and of a text with
 * very many paragraphs some thousands, evenly spread.
 */
public final class ParagraphIdentifier implements LanguageIdentifier {

  /** The name of the model's file. */
  static final String MODEL = "languages.bin";

  /** Each costs some kilobytes of memory, and a list of a million words is one page, too. */
  private static final int MOST_PARAGRAPHS = 5_000;

  private final Alphabets alphabets;

  /**
   * Loads the model from the class path.
   *
   * @throws UncheckedIOException if the model cannot be read
   */
  public ParagraphIdentifier() {
    this(standardModel());
  }

  /** An identifier with a model of one's own. */
  public ParagraphIdentifier(NgramModel model) {
    this.alphabets = new Alphabets(model);
  }

  private static NgramModel standardModel() {
    try (InputStream in =
        Objects.requireNonNull(ParagraphIdentifier.class.getResourceAsStream(MODEL), MODEL)) {
      return NgramModel.read(new BufferedInputStream(in));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the language model " + MODEL, e);
    }
  }

  @Override
  public LanguageLabel identify(String text) {
    return identify(text, Optional.empty());
  }

  @Override
  public LanguageLabel identify(String text, Optional<String> hint) {
    int[] buckets = new int[Grams.MOST];
    List<Paragraph> paragraphs = new ArrayList<>();
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    int step = 1 + (lines.size() - 1) / MOST_PARAGRAPHS;
    for (int i = 0; i < lines.size(); i += step) {
      alphabets.read(lines.get(i), buckets).ifPresent(paragraphs::add);
    }
    return new Reading(alphabets, paragraphs, hint.map(ParagraphIdentifier::language)).label();
  }

  /** The language of a BCP 47 tag. */
  private static String language(String tag) {
    String code = tag.strip().split("[-_]", 2)[0].toLowerCase(Locale.ROOT);
    return code.equals("no") ? "nb" : code;
  }
}
