package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import java.util.Optional;

/** The readers of finished shards, by the endings of their files. */
public final class ShardReaders {

  private ShardReaders() {}

  /** The reader of a shard of an export; empty if Sluice reads none of its kind back. */
  public static Optional<ShardReader> of(ShardEntry shard, Manifest manifest) {
    String name = shard.file();
    if (name.endsWith(".jsonl.zst")) {
      return Optional.of(new LinesReader());
    }
    if (name.endsWith(".parquet")) {
      return Optional.of(new TableReader());
    }
    if (name.matches(".*\\.warc((\\.wet)?\\.(gz|zst))?")) {
      return Optional.of(new ArchiveReader());
    }
    return name.endsWith(".bin") && manifest.tokenizer().isPresent()
        ? Optional.of(new TokensReader(manifest.tokenizer().get()))
        : Optional.empty();
  }
}
