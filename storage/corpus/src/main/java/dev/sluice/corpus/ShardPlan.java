package dev.sluice.corpus;

import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.shard.ShardFormat;
import dev.sluice.corpus.work.ShardNames;
import dev.sluice.pages.model.Scan;
import java.util.List;

/**
 * Which documents go to which shard, and in which order. Since it is known before anything is
 * written, shards can be written at the same time by several threads and still come out the same.
 */
interface ShardPlan extends AutoCloseable {

  /** How many shards there are. */
  int shards();

  /** The documents of a shard in their order; may be asked for by several threads. */
  Scan<ShardDocument> documents(int shard);

  /** Where the documents of candidates will be. */
  Places places();

  /** Removes what lies on the disk for it. */
  @Override
  void close();

  /** A walk over the places of documents. For one thread. */
  interface Places extends AutoCloseable {

    /**
     * Where a chosen candidate's document is.
     *
     * @param candidate each chosen one, in their order
     * @return its places, in the order of shards and lines
     */
    List<Place> of(int candidate);

    @Override
    void close();
  }

  /** A place: the number of a shard, and of a document in it. */
  record Place(int shard, long line) {

    LedgerRow.Place in(ShardFormat format) {
      return new LedgerRow.Place(ShardNames.name(shard, format), line);
    }
  }
}
