package dev.sluice.corpus.work;

import dev.sluice.corpus.mix.Mixed;
import dev.sluice.corpus.model.MixPlan;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.PairSorter.Pairs;
import dev.sluice.corpus.shard.ShardFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Which documents of a mix go to which shard, and in which order: all occurrences in the order of
 * the mix, cut where the next one would make a shard too large.
 *
 * @param sorters bring pairs of numbers into order
 * @param shardBytes most bytes of text of one shard; a single longer text may have more
 */
public record MixedOrder(Mixed mixed, Supplier<PairSorter> sorters, long shardBytes) {

  /** Bits of an assignment that tell the line. */
  private static final int LINE_BITS = 40;

  /** What will be in the shards. */
  public List<MixPlan.Shard> planned(ShardFormat format) {
    List<MixPlan.Shard> planned = new ArrayList<>();
    try (PairSorter sorter = sorters.get();
        Pairs occurrences = mixed.occurrences(sorter)) {
      Cut cut = new Cut(occurrences);
      while (cut.next()) {
        if (cut.shard == planned.size()) {
          planned.add(new MixPlan.Shard(ShardNames.name(cut.shard, format), 0, 0));
        }
        MixPlan.Shard last = planned.get(cut.shard);
        planned.set(
            cut.shard,
            new MixPlan.Shard(last.file(), cut.line + 1, last.textBytes() + cut.textBytes));
      }
    }
    return planned;
  }

  /**
   * Sorts the places of all occurrences by candidate, shard and line.
   *
   * @param byCandidate sorts them; closed by whoever asks
   * @return values that {@link #shard} and {@link #line} take apart
   */
  public Pairs assignments(PairSorter byCandidate) {
    try (PairSorter inOrder = sorters.get();
        Pairs occurrences = mixed.occurrences(inOrder)) {
      Cut cut = new Cut(occurrences);
      while (cut.next()) {
        byCandidate.add(cut.candidate, (long) cut.shard << LINE_BITS | cut.line);
      }
    }
    return byCandidate.sorted();
  }

  public static int shard(long assignment) {
    return (int) (assignment >>> LINE_BITS);
  }

  public static long line(long assignment) {
    return assignment & (1L << LINE_BITS) - 1;
  }

  /** A walk over all occurrences, which puts each into a shard. */
  private final class Cut {

    private final Pairs occurrences;
    private int shard;
    private long line = -1;
    private long bytes;
    private int candidate;
    private int textBytes;

    Cut(Pairs occurrences) {
      this.occurrences = occurrences;
    }

    boolean next() {
      if (!occurrences.next()) {
        return false;
      }
      candidate = Mixed.candidate(occurrences.value());
      textBytes = mixed.textBytes(candidate);
      boolean full = line >= 0 && bytes + textBytes > shardBytes;
      shard += full ? 1 : 0;
      line = full ? 0 : line + 1;
      bytes = (full ? 0 : bytes) + textBytes;
      return true;
    }
  }
}
