package dev.sluice.corpus;

import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.work.Ahead;
import dev.sluice.corpus.work.ShardCuts;
import dev.sluice.corpus.work.ShardCuts.Range;
import dev.sluice.pages.model.Scan;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Each document once, in the order of keys: runs of candidates, cut where the next document would
 * make the shard too large.
 */
final class KeyOrderPlan implements ShardPlan {

  private final Leavings leavings;
  private final List<Range> ranges;

  private KeyOrderPlan(Leavings leavings, List<Range> ranges) {
    this.leavings = leavings;
    this.ranges = ranges;
  }

  /**
   * Plans the shards.
   *
   * @param sizes of all candidates, in their order; closed at the end
   * @param shardBytes most bytes of one shard, by these sizes
   */
  static KeyOrderPlan of(
      Scan<Long> sizes, Selection selection, long shardBytes, Leavings leavings) {
    try (sizes) {
      return new KeyOrderPlan(leavings, ShardCuts.of(sizes, selection, shardBytes));
    }
  }

  @Override
  public int shards() {
    return ranges.size();
  }

  @Override
  public Scan<ShardDocument> documents(int shard) {
    return new Walk(ranges.get(shard));
  }

  @Override
  public Places places() {
    return new InOrder();
  }

  /** Holds one part's file open at a time. */
  private final class Walk extends Ahead<ShardDocument> {

    private final Range range;
    private final int lastPart;
    private int nextPart;
    private @Nullable Scan<ShardDocument> part;

    Walk(Range range) {
      this.range = range;
      this.nextPart = leavings.parts().partOf(range.first());
      this.lastPart = leavings.parts().partOf(range.end() - 1);
    }

    @Override
    public Optional<ShardDocument> find() {
      while (part == null || !part.hasNext()) {
        close();
        if (nextPart > lastPart) {
          return Optional.empty();
        }
        part = leavings.of(nextPart++, it -> it >= range.first() && it < range.end());
      }
      return Optional.of(part.next());
    }

    @Override
    public void close() {
      if (part != null) {
        part.close();
        part = null;
      }
    }
  }

  @Override
  public void close() {
    // It has nothing on the disk.
  }

  private final class InOrder implements Places {

    private int shard;
    private long line;

    @Override
    public List<Place> of(int candidate) {
      while (ranges.get(shard).end() <= candidate) {
        shard++;
        line = 0;
      }
      return List.of(new Place(shard, line++));
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }
}
