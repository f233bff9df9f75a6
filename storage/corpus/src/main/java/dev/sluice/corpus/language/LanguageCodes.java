package dev.sluice.corpus.language;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The codes of languages that a page's label can have. */
public final class LanguageCodes {

  /** Told by letters alone, and by no table: see {@link EastAsianText} and {@link Alphabets}. */
  private static final Set<String> BY_LETTERS = Set.of("zh", "yue", "ja", "as");

  private LanguageCodes() {}

  /**
   * All of them, in alphabetical order, with {@code und} for texts whose language cannot be told.
   * Reads the head of the model only.
   *
   * @throws UncheckedIOException if the model cannot be read
   */
  public static Set<String> all() {
    Set<String> codes = new TreeSet<>(BY_LETTERS);
    codes.add("und");
    new ScriptTable().onlyLanguages().forEach(codes::add);
    try (InputStream in =
        Objects.requireNonNull(
            LanguageCodes.class.getResourceAsStream(ParagraphIdentifier.MODEL),
            ParagraphIdentifier.MODEL)) {
      codesOf(in).filter(code -> !code.equals(Alphabets.NO_LANGUAGE)).forEach(codes::add);
    } catch (IOException damagedJar) {
      throw new UncheckedIOException("cannot read the language model", damagedJar);
    }
    return codes;
  }

  private static Stream<String> codesOf(InputStream model) throws IOException {
    return NgramModel.languagesOf(new BufferedInputStream(model)).stream()
        .map(NgramModel.Written::code);
  }
}
