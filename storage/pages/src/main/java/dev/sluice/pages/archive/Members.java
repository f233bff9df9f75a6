package dev.sluice.pages.archive;

import java.io.Closeable;
import java.io.IOException;

/**
 * The unpacked content of a file, member by member. In archives each record is a member of its own,
 * so that one can be read alone; and so a damaged member costs no more than its record, for the
 * next one is found by its first bytes.
 */
final class Members implements Closeable {

  private static final int MARK_BYTES = 4;
  private static final int SCANNED_AT_ONCE = 32 << 10;

  private final Source source;
  private final Unpacking unpacking;
  private long offset;
  private long position;
  private long garbage;
  private boolean givenUp;

  Members(Source source) throws IOException {
    this.source = source;
    this.unpacking = unpacking(source);
  }

  private static Unpacking unpacking(Source source) throws IOException {
    int there = source.ask(MARK_BYTES);
    GzipMember gzip = new GzipMember();
    if (gzip.begins(source.buffer(), source.at(), there)) {
      return gzip;
    }
    gzip.close();
    ZstdMember zstd = new ZstdMember();
    if (zstd.begins(source.buffer(), source.at(), there)) {
      return zstd;
    }
    zstd.close();
    return new PlainMember();
  }

  boolean compressed() {
    return !(unpacking instanceof PlainMember);
  }

  /**
   * Goes to the next member; what does not look like the beginning of one is passed over.
   *
   * @return false at the end of the file
   */
  boolean next() throws IOException {
    garbage = 0;
    while (true) {
      int there = source.ask(Math.max(SCANNED_AT_ONCE, unpacking.markBytes()));
      int some = 0;
      while (some < there && !unpacking.begins(source.buffer(), source.at() + some, there - some)) {
        garbage += source.buffer()[source.at() + some] == 0 ? 0 : 1; // zeros are padding
        some++;
      }
      // The mark of a member may lie across the end of what was looked at.
      boolean ended = there < SCANNED_AT_ONCE;
      int passed = some == there && !ended ? some - unpacking.markBytes() + 1 : some;
      garbage -= passed < some ? nonZero(passed, some) : 0;
      source.take(passed);
      garbage = givenUp ? 0 : garbage; // what a broken member leaves is told with it
      if (some < there) {
        givenUp = false;
        offset = source.position();
        position = 0;
        source.mark();
        return true;
      }
      if (ended) {
        return false;
      }
    }
  }

  private int nonZero(int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += source.buffer()[source.at() + i] == 0 ? 0 : 1;
    }
    return count;
  }

  /** Reads what stands before the member's content; to be called once after {@link #next}. */
  void begin() throws IOException {
    unpacking.begin(source);
  }

  /** How many bytes were passed over before this member, or before the end; zeros not counted. */
  long garbage() {
    return garbage;
  }

  /** Where the member begins in the file. */
  long offset() {
    return offset;
  }

  /** How much of the member's content was given. */
  long position() {
    return position;
  }

  /** How much of the file was read. */
  long filePosition() {
    return source.position();
  }

  /**
   * Gives the member up, which is broken: what follows is looked for from its second byte on, since
   * a broken one may have been read far beyond its end; in one of over half a megabyte, from where
   * that was found.
   */
  void giveUp() {
    source.rewind();
    givenUp = true;
  }

  int read(byte[] into, int from, int length) throws IOException {
    int read = unpacking.read(source, into, from, length);
    position += Math.max(0, read);
    return read;
  }

  @Override
  public void close() {
    unpacking.close();
  }
}
