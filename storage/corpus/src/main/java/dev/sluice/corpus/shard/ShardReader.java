package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.Manifest.ShardEntry;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the documents of a finished shard back, to see whether they are what was written. */
public interface ShardReader {

  /** What a reader tells of the characters of a text that it does not read. */
  long UNKNOWN = -1;

  /** Is told what a reader meets. */
  interface Visitor {

    /** The line on which the next document stands, where the format has lines. */
    default void line(String line) {}

    /**
     * A document, in the order of the shard.
     *
     * @param id its id
     * @param characters Unicode code points of its text, or {@link #UNKNOWN}
     */
    void document(String id, long characters);

    /**
     * Something that is not as the format has it.
     *
     * @param file the file of the shard
     * @param line the number of the document in it, from 0
     */
    void trouble(String file, long line, String what);
  }

  /**
   * Reads all documents of a shard.
   *
   * @param folder where its files lie
   * @throws IOException if a file cannot be read as what it is
   */
  void read(Path folder, ShardEntry shard, Visitor visitor) throws IOException;
}
