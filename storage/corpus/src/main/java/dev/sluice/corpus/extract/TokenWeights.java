package dev.sluice.corpus.extract;

/** What tokens say of the text that they stand by: log odds that it belongs to the main text. */
@FunctionalInterface
interface TokenWeights {

  /** The log odds of a token's hash; NaN if nothing is known of it. */
  float of(long hash);
}
