package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.Edition;
import dev.sluice.corpus.model.Manifest.TokenizerEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** A file format of shards. Equal documents must always give equal bytes. */
public interface ShardFormat {

  /** What shards hold of documents, by which they are measured. */
  enum Content {
    /** Their texts, or what is made of them. */
    TEXTS,
    /** The raw pages that they were made of, whatever the text is. */
    RAW_PAGES
  }

  /** What its shards hold. */
  default Content content() {
    return Content.TEXTS;
  }

  /** As users name it, such as {@code jsonl}. */
  String name();

  /**
   * The ends of a shard's file names, such as {@code .jsonl.zst}: one for each file that a shard
   * is. The first is the one that the shard is named after.
   */
  List<String> suffixes();

  /** The end of the name of a shard. */
  default String suffix() {
    return suffixes().get(0);
  }

  /**
   * Begins a shard; the writer closes the streams.
   *
   * @param files a stream for each of {@link #suffixes}
   */
  ShardWriter begin(List<OutputStream> files, Edition edition) throws IOException;

  /** What turns texts into numbers, if anything does. */
  default Optional<TokenizerEntry> tokenizer() {
    return Optional.empty();
  }

  /** What counts a text's tokens, if the format has any. */
  default Optional<TokenCounter> counter() {
    return Optional.empty();
  }
}
