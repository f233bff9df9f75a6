package dev.sluice.corpus;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.shard.ShardFormat;
import dev.sluice.pages.model.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which candidates go to which shard: runs in their order, cut where the next text would make the
 * shard too large. Since it is known before anything is written, shards can be written at the same
 * time by several threads and still come out the same.
 *
 * @param shards a range of candidates for each shard
 */
record ShardPlan(List<Range> shards) {

  /** Candidates from {@code first} to before {@code end}; those that are chosen go to the shard. */
  record Range(int first, int end) {}

  /** The name of a shard's file. */
  static String name(int number, ShardFormat format) {
    return names(number, format).get(0);
  }

  /** The names of all files of a shard. */
  static List<String> names(int number, ShardFormat format) {
    return format.suffixes().stream()
        .map(suffix -> String.format(Locale.ROOT, "documents-%05d%s", number, suffix))
        .toList();
  }

  static ShardPlan of(Candidates candidates, Selection selection, long shardTextBytes) {
    List<Range> shards = new ArrayList<>();
    int first = 0;
    int candidate = 0;
    long bytes = 0;
    boolean empty = true;
    try (Scan<Signature> scan = candidates.scan()) {
      for (; scan.hasNext(); candidate++) {
        int next = scan.next().textBytes();
        if (!selection.chosen(candidate)) {
          continue;
        }
        if (!empty && bytes + next > shardTextBytes) {
          shards.add(new Range(first, candidate));
          first = candidate;
          bytes = 0;
        }
        bytes += next;
        empty = false;
      }
    }
    if (!empty) {
      shards.add(new Range(first, candidate));
    }
    return new ShardPlan(shards);
  }
}
