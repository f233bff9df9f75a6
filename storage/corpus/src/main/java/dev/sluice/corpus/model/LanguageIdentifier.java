package dev.sluice.corpus.model;

import java.util.Optional;

/** Tells the language of a text. */
@FunctionalInterface
public interface LanguageIdentifier {

  /** The languages of a text, its main one first. */
  LanguageLabel identify(String text);

  /**
   * The languages of a text of which somebody says what it is in.
   *
   * @param hint a BCP 47 tag, as {@code <html lang>} states it; templates often state a wrong one,
   *     so it may decide between languages that are about equally likely, and nothing else
   */
  default LanguageLabel identify(String text, Optional<String> hint) {
    return identify(text);
  }
}
