package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.Document;
import java.io.Closeable;
import java.io.IOException;
import java.util.OptionalLong;

/** Writes the documents of one shard; closing it ends the shard. For one thread. */
public interface ShardWriter extends Closeable {

  /**
   * Adds a document after those before it.
   *
   * @param original what it was made of, for formats that hold raw pages
   */
  void add(Document document, Original original) throws IOException;

  /** How many tokens the documents so far are, if they are written as tokens. */
  default OptionalLong tokens() {
    return OptionalLong.empty();
  }
}
