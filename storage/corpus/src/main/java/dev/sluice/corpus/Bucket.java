package dev.sluice.corpus;

import dev.sluice.corpus.shard.SegmentFiles;
import dev.sluice.corpus.shard.ShelfFile;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * The documents of one shard on the disk, put down in the order of candidates and taken up in that
 * of the shard. A document that is in the shard several times lies there once. Ten bytes a line in
 * memory; one thread at a time.
 */
final class Bucket implements AutoCloseable {

  private final ShelfFile shelf;
  private final int[] rows;
  private final int[] candidates;
  private final short[] copies;
  private int lastCandidate = -1;
  private int lastRow;

  /** An empty bucket for so many lines. */
  Bucket(Path folder, int lines) {
    this.shelf = new ShelfFile(folder, 0);
    this.rows = new int[lines];
    this.candidates = new int[lines];
    this.copies = new short[lines];
  }

  /** Puts down what a line is. */
  void put(int line, int candidate, int copy, Supplier<byte[]> row) {
    if (candidate != lastCandidate) {
      lastRow = shelf.add(row.get());
      lastCandidate = candidate;
    }
    rows[line] = lastRow;
    candidates[line] = candidate;
    copies[line] = (short) copy;
  }

  int lines() {
    return rows.length;
  }

  ShardDocument document(int line) {
    return new ShardDocument(
        SegmentFiles.document(shelf.row(rows[line])), candidates[line], copies[line]);
  }

  @Override
  public void close() {
    shelf.close();
  }
}
