package dev.sluice.corpus.work;

import dev.sluice.corpus.model.Selection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Cuts the chosen candidates, in the order of their keys, where the next document would make a
 * shard too large.
 */
public final class ShardCuts {

  /** Candidates from {@code first} to before {@code end}; those that are chosen go to the shard. */
  public record Range(int first, int end) {}

  private ShardCuts() {}

  /**
   * The shards, in their order.
   *
   * @param sizes of all candidates, in bytes
   * @param shardBytes most bytes of one shard; a single document may have more
   */
  public static List<Range> of(Iterator<Long> sizes, Selection selection, long shardBytes) {
    List<Range> shards = new ArrayList<>();
    int first = 0;
    int candidate = 0;
    long bytes = 0;
    boolean empty = true;
    for (; sizes.hasNext(); candidate++) {
      long next = sizes.next();
      if (!selection.chosen(candidate)) {
        continue;
      }
      if (!empty && bytes + next > shardBytes) {
        shards.add(new Range(first, candidate));
        first = candidate;
        bytes = 0;
      }
      bytes += next;
      empty = false;
    }
    if (!empty) {
      shards.add(new Range(first, candidate));
    }
    return shards;
  }
}
