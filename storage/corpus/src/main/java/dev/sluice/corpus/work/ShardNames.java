package dev.sluice.corpus.work;

import dev.sluice.corpus.shard.ShardFormat;
import java.util.List;
import java.util.Locale;

/** Says how the files of shards are called. */
public final class ShardNames {

  private ShardNames() {}

  /** The name of a shard's file, by the number of the shard from 0. */
  public static String name(int number, ShardFormat format) {
    return names(number, format).get(0);
  }

  /** The names of all files of a shard. */
  public static List<String> names(int number, ShardFormat format) {
    return format.suffixes().stream()
        .map(suffix -> String.format(Locale.ROOT, "documents-%05d%s", number, suffix))
        .toList();
  }
}
