package dev.sluice.spark.write;

import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.PairSorter.Pairs;
import dev.sluice.corpus.work.MixedOrder;
import dev.sluice.corpus.work.ShardCuts;
import java.util.ArrayList;
import java.util.List;

/** Tells where the documents of chosen candidates go, which are asked for in their order. */
interface Places extends AutoCloseable {

  /** The places of a candidate, in the order of shards and lines. */
  List<Fate.Place> of(int candidate);

  @Override
  void close();

  /** Each document once, in the order of keys. */
  final class InOrder implements Places {

    private final List<ShardCuts.Range> shards;
    private int shard;
    private long line;

    InOrder(List<ShardCuts.Range> shards) {
      this.shards = shards;
    }

    @Override
    public List<Fate.Place> of(int candidate) {
      while (shards.get(shard).end() <= candidate) {
        shard++;
        line = 0;
      }
      return List.of(new Fate.Place(shard, line++));
    }

    @Override
    public void close() {
      // It holds nothing.
    }
  }

  /** In the order of a mix. */
  final class Mixed implements Places {

    private final PairSorter sorter;
    private final Pairs assignments;
    private boolean hasNext;

    Mixed(MixedOrder order) {
      this.sorter = order.sorters().get();
      this.assignments = order.assignments(sorter);
      this.hasNext = assignments.next();
    }

    @Override
    public List<Fate.Place> of(int candidate) {
      List<Fate.Place> places = new ArrayList<>();
      while (hasNext && assignments.key() == candidate) {
        long assignment = assignments.value();
        places.add(new Fate.Place(MixedOrder.shard(assignment), MixedOrder.line(assignment)));
        hasNext = assignments.next();
      }
      return places;
    }

    @Override
    public void close() {
      assignments.close();
      sorter.close();
    }
  }
}
