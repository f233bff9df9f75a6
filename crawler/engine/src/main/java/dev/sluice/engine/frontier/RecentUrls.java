package dev.sluice.engine.frontier;

import dev.sluice.pages.model.PageUrl;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * URLs that are known to be in the store, as far as a table of fixed size remembers: most links of
 * a page stood on the pages before it, and need not be looked up again.
 *
 * <p>It keeps 128 bits of hash for each URL, four places to a row, and forgets the oldest of a row.
 * Two URLs with the same 128 bits would make it lose one; for a billion URLs the odds of that are
 * about one in 10^21. BUbiNG has such a cache before its sieve, with 64 bits.
 *
 * <p>Safe for use by several threads: a cell that is torn by two writers at once matches nothing.
 */
final class RecentUrls {

  private static final int WAYS = 4;
  private static final long FIRST_FACTOR = 0x9E3779B97F4A7C15L;
  private static final long SECOND_FACTOR = 0xC2B2AE3D27D4EB4FL;

  private final AtomicLongArray cells;
  private final int rowMask;

  /**
   * @param size how many URLs it can hold, 32 bytes for two; a power of two
   */
  RecentUrls(int size) {
    this.cells = new AtomicLongArray(2 * size);
    this.rowMask = size / WAYS - 1;
  }

  boolean contains(PageUrl url) {
    long first = hash(url, FIRST_FACTOR);
    int row = row(first);
    for (int way = 0; way < WAYS; way++) {
      if (cells.getOpaque(row + 2 * way) == first) {
        return cells.getOpaque(row + 2 * way + 1) == hash(url, SECOND_FACTOR);
      }
    }
    return false;
  }

  /** Remembers a URL whose row is committed. */
  void add(PageUrl url) {
    long first = hash(url, FIRST_FACTOR);
    int row = row(first);
    for (int at = row + 2 * (WAYS - 1); at > row; at -= 2) {
      cells.setOpaque(at, cells.getOpaque(at - 2));
      cells.setOpaque(at + 1, cells.getOpaque(at - 1));
    }
    cells.setOpaque(row, first);
    cells.setOpaque(row + 1, hash(url, SECOND_FACTOR));
  }

  /** Forgets all of them. */
  void clear() {
    for (int cell = 0; cell < cells.length(); cell++) {
      cells.setOpaque(cell, 0);
    }
  }

  private int row(long hash) {
    return ((int) hash & rowMask) * 2 * WAYS;
  }

  /** A polynomial of the characters: one multiplication for each, mixed well at the end. */
  private static long hash(PageUrl url, long factor) {
    long hash = mixed(factor ^ url.port() + (url.scheme().length() << 16), url.host(), factor);
    return finished(mixed(hash, url.pathAndQuery(), factor));
  }

  private static long mixed(long start, String text, long factor) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash + text.charAt(i)) * factor;
    }
    return hash;
  }

  /** The finalizer of MurmurHash3: each bit of the input changes half of the output. */
  private static long finished(long value) {
    long hash = value;
    hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
    hash = (hash ^ hash >>> 33) * 0xC4CEB9FE1A85EC53L;
    return hash ^ hash >>> 33;
  }
}
