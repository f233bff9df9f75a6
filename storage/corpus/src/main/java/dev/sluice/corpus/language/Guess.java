package dev.sluice.corpus.language;

/**
 * What a piece of text is probably in.
 *
 * @param code as in labels; {@code und} if it cannot be told
 * @param score how probable, 0 to 1
 */
record Guess(String code, double score) {

  /** Nothing can be told. */
  static final Guess NONE = new Guess("und", 0);
}
