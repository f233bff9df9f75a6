package dev.sluice.corpus.shard;

import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;

/**
 * What a segment was made from; one that was made from anything else is foreign and is made anew.
 *
 * @param snapshot id of the snapshot
 * @param recipe hash of the recipe
 * @param sluiceVersion version of the program
 * @param part number of the part, from 0
 * @param firstCapture number of its first capture in the snapshot
 * @param captures how many captures the part holds
 */
public record SegmentHeader(
    String snapshot,
    String recipe,
    String sluiceVersion,
    int part,
    long firstCapture,
    int captures) {

  private static final int VERSION = 1;

  byte[] toBytes() {
    return new RowWriter(VERSION)
        .text(snapshot)
        .text(recipe)
        .text(sluiceVersion)
        .number(part)
        .number(firstCapture)
        .number(captures)
        .toBytes();
  }

  static SegmentHeader fromBytes(byte[] row) {
    RowReader in = new RowReader("segment header", new byte[0], row, VERSION);
    SegmentHeader header =
        new SegmentHeader(
            in.text(), in.text(), in.text(), in.smallNumber(), in.number(), in.smallNumber());
    in.end();
    return header;
  }
}
