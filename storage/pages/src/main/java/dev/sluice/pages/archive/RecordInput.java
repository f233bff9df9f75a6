package dev.sluice.pages.archive;

import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;

/** The content of one member at a time, as lines and blocks. */
final class RecordInput implements Closeable {

  private static final int BUFFER_BYTES = 64 << 10;
  private static final byte[] RECORD = {'W', 'A', 'R', 'C', '/'};

  private final Members members;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int end;
  private boolean memberEnded = true;

  RecordInput(Members members) {
    this.members = members;
  }

  Members members() {
    return members;
  }

  /** Where the next record begins; see {@link ArchiveItem#offset}. */
  long offset() {
    return members.compressed() ? members.offset() : members.position() - (end - at);
  }

  /** Goes to the next member; false at the end of the file. */
  boolean nextMember() throws IOException {
    at = 0;
    end = 0;
    memberEnded = !members.next();
    return !memberEnded;
  }

  /** To be called once after {@link #nextMember}. */
  void begin() throws IOException {
    members.begin();
  }

  /** Whether the member has nothing more. */
  boolean atEnd() throws IOException {
    return ask(1) < 1;
  }

  /** Leaves what the member still has. */
  void leaveMember() {
    memberEnded = true;
    at = end;
  }

  /** Leaves a member that is broken. */
  void giveUpMember() {
    members.giveUp();
    leaveMember();
  }

  /** Makes so many bytes, or all that the member has, available; gives how many are. */
  private int ask(int bytes) throws IOException {
    if (end - at < bytes && !memberEnded) {
      System.arraycopy(buffer, at, buffer, 0, end - at);
      end -= at;
      at = 0;
      while (end < bytes && !memberEnded) {
        int read = members.read(buffer, end, buffer.length - end);
        memberEnded = read < 0;
        end += Math.max(0, read);
      }
    }
    return end - at;
  }

  /** Passes over empty lines; gives how many bytes they had. */
  int skipLineEnds() throws IOException {
    int skipped = 0;
    while (ask(1) > 0 && (buffer[at] == '\r' || buffer[at] == '\n')) {
      at++;
      skipped++;
    }
    return skipped;
  }

  /** The next bytes, which are not taken; fewer where the member ends. */
  byte[] peek(int bytes) throws IOException {
    return Arrays.copyOfRange(buffer, at, at + Math.min(bytes, ask(bytes)));
  }

  /**
   * A line without its end.
   *
   * @throws BrokenRecordException if it is longer than {@code most} bytes, or the member ends
   *     within it
   */
  byte[] line(int most) throws IOException {
    int length = 0;
    while (true) {
      int there = ask(Math.min(most, length + 1));
      while (length < there && buffer[at + length] != '\n') {
        length++;
      }
      if (length < there) {
        break;
      }
      if (length >= most || memberEnded) {
        throw new BrokenRecordException(
            length >= most ? "its head has an endless line" : "it ends within its head");
      }
    }
    int content = length > 0 && buffer[at + length - 1] == '\r' ? length - 1 : length;
    byte[] line = Arrays.copyOfRange(buffer, at, at + content);
    at += length + 1;
    return line;
  }

  /** Takes so many bytes; fewer only where the member ends. */
  byte[] take(int bytes) throws IOException {
    // A record that promises a long block is believed when it comes.
    byte[] taken = new byte[Math.min(bytes, 1 << 20)];
    int length = 0;
    while (length < bytes && ask(1) > 0) {
      if (length == taken.length) {
        taken = Arrays.copyOf(taken, (int) Math.min(2L * length, bytes));
      }
      int some = Math.min(taken.length - length, end - at);
      System.arraycopy(buffer, at, taken, length, some);
      at += some;
      length += some;
    }
    return length == taken.length ? taken : Arrays.copyOf(taken, length);
  }

  /** Passes over so many bytes; gives how many there were before the member's end. */
  long skip(long bytes) throws IOException {
    long skipped = 0;
    while (skipped < bytes && ask(1) > 0) {
      int some = (int) Math.min(bytes - skipped, end - at);
      at += some;
      skipped += some;
    }
    return skipped;
  }

  /** Goes on to the next line of the member that begins a WARC record, or to the member's end. */
  void seekRecord() throws IOException {
    while (ask(RECORD.length + 1) > RECORD.length) {
      boolean lineEnd = buffer[at] == '\n';
      at++;
      if (lineEnd && Arrays.equals(buffer, at, at + RECORD.length, RECORD, 0, RECORD.length)) {
        return;
      }
    }
    skip(Long.MAX_VALUE);
  }

  @Override
  public void close() {
    members.close();
  }
}
