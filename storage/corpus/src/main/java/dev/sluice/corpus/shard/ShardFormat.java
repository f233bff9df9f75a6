package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.Edition;
import java.io.IOException;
import java.io.OutputStream;

/** A file format of shards. Equal documents must always give equal bytes. */
public interface ShardFormat {

  /** As users name it, such as {@code jsonl}. */
  String name();

  /** The end of its file names, such as {@code .jsonl.zst}. */
  String suffix();

  /** Begins a shard; the writer closes the stream. */
  ShardWriter begin(OutputStream out, Edition edition) throws IOException;
}
