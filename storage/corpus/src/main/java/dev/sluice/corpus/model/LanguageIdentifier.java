package dev.sluice.corpus.model;

/** Tells the language of a text. */
@FunctionalInterface
public interface LanguageIdentifier {

  /** The main language of a text. */
  LanguageLabel identify(String text);
}
