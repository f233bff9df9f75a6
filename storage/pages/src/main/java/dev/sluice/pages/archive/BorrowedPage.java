package dev.sluice.pages.archive;

import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A {@code revisit} record: a page whose body another record has.
 *
 * @param tag the file's name
 * @param record the record, with the head of the answer, if it has one
 * @param url its URL in normal form
 * @param metadata the lines of the metadata record that belongs to it, if there is one
 * @param original the capture that has the body, if the record names it
 */
public record BorrowedPage(
    String tag,
    ArchiveRecord record,
    PageUrl url,
    Headers metadata,
    Optional<CaptureKey> original) {

  private static final int VERSION = 1;

  /** The digest of the body as the record has it, such as {@code sha1:…}; empty if it has none. */
  public String payloadDigest() {
    return record.field("WARC-Payload-Digest");
  }

  /** The same as bytes, for a way over the network. */
  public byte[] toBytes() {
    RowWriter row =
        new RowWriter(VERSION)
            .text(tag)
            .number(record.offset())
            .text(record.type())
            .bytes(record.block())
            .flag(record.cut())
            .text(url.toString())
            .flag(original.isPresent());
    original.ifPresent(key -> row.text(key.url().toString()).instant(key.fetchedAt()));
    write(row, record.fields());
    write(row, metadata);
    return row.toBytes();
  }

  private static void write(RowWriter row, Headers headers) {
    row.number(headers.fields().size());
    headers.fields().forEach(field -> row.text(field.name()).text(field.value()));
  }

  /** What {@link #toBytes} wrote. */
  public static BorrowedPage of(byte[] bytes) {
    RowReader in =
        new RowReader("revisits", "".getBytes(StandardCharsets.UTF_8), bytes, VERSION, "export");
    String tag = in.text();
    long offset = in.number();
    String type = in.text();
    byte[] block = in.bytes();
    boolean cut = in.flag();
    PageUrl url = PageUrl.parse(in.text());
    Optional<CaptureKey> original =
        in.flag()
            ? Optional.of(new CaptureKey(PageUrl.parse(in.text()), in.instant()))
            : Optional.empty();
    Headers fields = headers(in);
    Headers metadata = headers(in);
    in.end();
    ArchiveRecord record = new ArchiveRecord(offset, type, fields, block, cut);
    return new BorrowedPage(tag, record, url, metadata, original);
  }

  private static Headers headers(RowReader in) {
    List<Headers.Field> fields = new ArrayList<>();
    int count = in.smallNumber();
    for (int i = 0; i < count; i++) {
      fields.add(new Headers.Field(in.text(), in.text()));
    }
    return new Headers(fields);
  }
}
