package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.Manifest.TokenizerEntry;

/**
 * Counts the tokens of texts, the one that ends each document included; for any number of threads.
 */
public interface TokenCounter {

  /** How many tokens a text has as a document. */
  int count(String text);

  /** What counts. */
  TokenizerEntry entry();
}
