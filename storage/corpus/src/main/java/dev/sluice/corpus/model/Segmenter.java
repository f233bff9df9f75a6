package dev.sluice.corpus.model;

/** Cuts texts into words, lines and sentences. */
@FunctionalInterface
public interface Segmenter {

  /** The segments of a text in a language. */
  Segments segment(String text, LanguageLabel language);
}
