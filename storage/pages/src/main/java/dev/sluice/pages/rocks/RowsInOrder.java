package dev.sluice.pages.rocks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads single rows of a table whose blocks are large, by several threads, each of which goes on in
 * about the order of the keys.
 *
 * <p>A table that is not compacted has a row's neighbours in two dozen files, so that readers in
 * order need a block of each at the same time: more than the block cache holds, and then a block
 * would be decompressed for each row. So rows are read with walks, which keep hold of their blocks:
 * with the one that stands closest before the row, which is that of the same thread in the end.
 *
 * <p>Safe for use by several threads; closed with its view.
 */
public final class RowsInOrder {

  /** Walks that wait for readers; each may hold a block of each of two dozen files. */
  private static final int MOST_IDLE = 8;

  private final RocksTable table;
  private final List<RocksScan> idle = new ArrayList<>();

  RowsInOrder(RocksTable table) {
    this.table = table;
  }

  /** The value under a key. */
  public Optional<byte[]> get(byte[] key) {
    RocksScan walk = take(key);
    try {
      return walk.seek(key);
    } finally {
      giveBack(walk);
    }
  }

  private RocksScan take(byte[] key) {
    RocksScan waiting = closestBefore(key);
    return waiting == null ? table.walk() : waiting;
  }

  private synchronized @Nullable RocksScan closestBefore(byte[] key) {
    @Nullable RocksScan closest = null;
    for (RocksScan walk : idle) {
      if (!walk.isBeyond(key) && (closest == null || walk.isBeyond(closest))) {
        closest = walk;
      }
    }
    if (closest == null && idle.size() >= MOST_IDLE) {
      closest = idle.get(0);
    }
    if (closest != null) {
      idle.remove(closest);
    }
    return closest;
  }

  /** The one that was used last stands last, so that the first is that whose reader is gone. */
  private void giveBack(RocksScan walk) {
    if (!keeps(walk)) {
      walk.close();
    }
  }

  private synchronized boolean keeps(RocksScan walk) {
    return idle.size() < MOST_IDLE && idle.add(walk);
  }
}
