package dev.sluice.pages.archive;

import dev.sluice.pages.model.Headers;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads an archive record by record, from its beginning to its end: WARC 0.17 to 1.1 (ISO 28500)
 * and ARC, not compressed, or by gzip or Zstandard. From any stream, since nothing is read twice.
 *
 * <p>Archives that were gathered for years have damaged places. None ends the reading: it is told
 * as {@link ArchiveDamage}, and the next record is the one of the next member that can be unpacked,
 * or, within a member, at the next line that begins with {@code WARC/}. A record never goes on in
 * the next member, so a wrong Content-Length costs that record and no other.
 *
 * <p>For one thread. Memory: some 900 KB, and the block of a record.
 */
public final class ArchiveReading implements Closeable {

  private static final int MOST_LINE_BYTES = 32 << 10;
  private static final int MOST_HEAD_LINES = 1000;
  private static final int BEGINNING_BYTES = 16;
  private static final String ARC = "filedesc:";

  /** URL, address, date, media type, length; those of version 2 have more before the length. */
  private static final int LEAST_ARC_FIELDS = 5;

  private static final int MOST_ARC_FIELDS = 10;

  private final Source source;
  private final RecordInput in;
  private final int mostBlockBytes;
  private final Deque<ArchiveItem> waiting = new ArrayDeque<>();
  private boolean inMember;
  private boolean arc;
  private boolean anyRecord;
  private boolean ended;

  /**
   * Begins to read.
   *
   * @param in the bytes of the file; closed with this
   * @param mostBlockBytes what is kept of a record's block; the rest is passed over
   * @throws IOException if they cannot be read
   */
  public ArchiveReading(InputStream in, int mostBlockBytes) throws IOException {
    this.source = new Source(in);
    this.in = new RecordInput(new Members(source));
    this.mostBlockBytes = mostBlockBytes;
  }

  /** How much of the file was read, in bytes. */
  public long position() {
    return source.position();
  }

  /**
   * What comes next; nothing at the end of the file.
   *
   * @throws IOException if the file cannot be read any further; damage is no such failure
   */
  public Optional<ArchiveItem> next() throws IOException {
    while (waiting.isEmpty() && !ended) {
      long offset = in.offset();
      try {
        read();
      } catch (ZipException | EOFException damage) {
        waiting.add(new ArchiveDamage(inMember ? in.offset() : offset, words(damage)));
        in.giveUpMember();
        inMember = false;
      }
    }
    return Optional.ofNullable(waiting.poll());
  }

  private static String words(IOException damage) {
    return String.valueOf(damage.getMessage());
  }

  private void read() throws IOException {
    if (!inMember) {
      inMember = in.nextMember();
      tellGarbage();
      if (!inMember) {
        ended = true;
        return;
      }
      in.begin();
    }
    in.skipLineEnds();
    if (in.atEnd()) {
      inMember = false;
      return;
    }
    long offset = in.offset();
    try {
      waiting.add(record(offset));
      anyRecord = true;
    } catch (BrokenRecordException broken) {
      waiting.add(new ArchiveDamage(offset, words(broken)));
      seek();
    }
  }

  private void tellGarbage() {
    long bytes = in.members().garbage();
    if (bytes > 0) {
      waiting.add(
          new ArchiveDamage(in.offset(), "before it stand " + bytes + " bytes that are no member"));
    }
  }

  /** Without any record before it, what a file has is something else and not worth a search. */
  private void seek() throws IOException {
    if (anyRecord) {
      in.seekRecord();
    } else if (!in.members().compressed()) {
      ended = true;
    } else {
      in.leaveMember();
      inMember = false;
    }
  }

  private ArchiveRecord record(long offset) throws IOException {
    String beginning = text(in.peek(BEGINNING_BYTES));
    if (beginning.startsWith("WARC/")) {
      return warcRecord(offset);
    }
    arc |= beginning.startsWith(ARC);
    if (arc) {
      return arcRecord(offset);
    }
    throw new BrokenRecordException(
        "a WARC record is expected there, and what stands there begins with '"
            + beginning.replaceAll("[^\\x20-\\x7e]", "?")
            + "'");
  }

  private ArchiveRecord warcRecord(long offset) throws IOException {
    in.line(MOST_LINE_BYTES);
    Headers fields = fields();
    String type = fields.first("WARC-Type").orElse("").strip().toLowerCase(Locale.ROOT);
    if (type.isEmpty()) {
      throw new BrokenRecordException("its head has no WARC-Type");
    }
    long length = length(fields.first("Content-Length").orElse("").strip(), "Content-Length");
    ArchiveRecord record = withBlock(offset, type, fields, length);
    if (in.skipLineEnds() == 0 && !in.atEnd()) {
      throw new BrokenRecordException(
          "its block does not end after the " + length + " bytes that its Content-Length says");
    }
    return record;
  }

  private ArchiveRecord withBlock(long offset, String type, Headers fields, long length)
      throws IOException {
    int kept = (int) Math.min(length, mostBlockBytes);
    byte[] block = in.take(kept);
    long there = block.length + (block.length < kept ? 0 : in.skip(length - kept));
    if (there < length) {
      throw new BrokenRecordException(
          "it has " + there + " of the " + length + " bytes that its Content-Length says");
    }
    return new ArchiveRecord(offset, type, fields, block, length > kept);
  }

  private static long length(String digits, String name) throws BrokenRecordException {
    if (!digits.matches("[0-9]{1,18}")) {
      throw new BrokenRecordException("its " + name + " is no number: '" + digits + "'");
    }
    return Long.parseLong(digits);
  }

  private Headers fields() throws IOException {
    List<Headers.Field> fields = new ArrayList<>();
    for (int lines = 0; lines < MOST_HEAD_LINES; lines++) {
      String line = text(in.line(MOST_LINE_BYTES));
      if (line.isEmpty()) {
        return new Headers(fields);
      }
      add(fields, line);
    }
    throw new BrokenRecordException("its head has over " + MOST_HEAD_LINES + " lines");
  }

  private static void add(List<Headers.Field> fields, String line) {
    Headers.@Nullable Field last = fields.isEmpty() ? null : fields.get(fields.size() - 1);
    int colon = line.indexOf(':');
    if (last != null && (line.startsWith(" ") || line.startsWith("\t"))) {
      fields.set(
          fields.size() - 1, new Headers.Field(last.name(), last.value() + " " + line.strip()));
    } else if (colon > 0) {
      String name = line.substring(0, colon).strip();
      fields.add(new Headers.Field(name, line.substring(colon + 1).strip()));
    }
  }

  /** {@code URL address yyyyMMddHHmmss type length}, Heritrix's "ARC File Format" of 1996. */
  private ArchiveRecord arcRecord(long offset) throws IOException {
    String[] words = text(in.line(MOST_LINE_BYTES)).split(" ", -1);
    if (words.length < LEAST_ARC_FIELDS || words.length > MOST_ARC_FIELDS) {
      throw new BrokenRecordException("its head is no line of an ARC file");
    }
    long length = length(words[words.length - 1], "length");
    String url = words[0];
    Headers fields =
        new Headers(
            List.of(
                new Headers.Field("WARC-Target-URI", url),
                new Headers.Field("WARC-IP-Address", words[1]),
                new Headers.Field("WARC-Date", words[2]),
                new Headers.Field("Content-Type", words[3])));
    return withBlock(offset, url.startsWith(ARC) ? "warcinfo" : "response", fields, length);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    in.close();
    source.close();
  }
}
