package dev.sluice.pages.warc;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.RawPage;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcConversion;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;

/**
 * Writes a WARC file, record by record; see the package for which records. For one thread.
 *
 * <p>The file's {@code warcinfo} record is written before the first of them and has its date, since
 * no clock is asked; that of a file without records has the first second of 1970.
 */
public final class WarcWriting implements Closeable {

  private static final byte[] NOTHING = {};
  private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final MediaType TEXT = MediaType.parse("text/plain; charset=utf-8");
  private static final int MOST_LANGUAGES = 3;

  private final OutputStream out;
  private final RecordPacking packing;
  private final Warcinfo info;
  private Optional<UUID> infoId = Optional.empty();

  /**
   * Begins a file.
   *
   * @param out where it goes; closed with this
   * @param packing how each record is compressed; closed with this
   */
  public WarcWriting(OutputStream out, RecordPacking packing, Warcinfo info) {
    this.out = out;
    this.packing = packing;
    this.info = info;
  }

  /** Adds a capture with its body; one that the server answered with 304 as a revisit. */
  public void capture(RawPage page) throws IOException {
    Capture capture = page.capture();
    if (capture.status() == 304 && page.body().length == 0) {
      notModified(capture);
      return;
    }
    byte[] head = HttpHead.bytes(capture);
    WarcResponse.Builder record = new WarcResponse.Builder(Records.target(capture.url()));
    describe(record, capture, head.length + page.body().length);
    write(record.build(), head, page.body());
    metadata(capture, false);
  }

  /**
   * Adds a capture whose body is that of another one, which this file or another of its set has.
   */
  public void revisit(Capture capture, CaptureKey original) throws IOException {
    WarcRevisit.Builder record =
        new WarcRevisit.Builder(
            Records.target(capture.url()), WarcRevisit.IDENTICAL_PAYLOAD_DIGEST_1_1);
    record.setHeader("WARC-Refers-To", Records.field(Records.capture(original)));
    record.setHeader("WARC-Refers-To-Target-URI", Records.target(original.url()));
    record.setHeader("WARC-Refers-To-Date", original.fetchedAt().toString());
    revisit(capture, record);
  }

  private void notModified(Capture capture) throws IOException {
    String target = Records.target(capture.url());
    WarcRevisit.Builder record =
        new WarcRevisit.Builder(target, WarcRevisit.SERVER_NOT_MODIFIED_1_1);
    record.setHeader("WARC-Refers-To-Target-URI", target);
    revisit(capture, record);
  }

  private void revisit(Capture capture, WarcRevisit.Builder record) throws IOException {
    byte[] head = HttpHead.bytes(capture);
    describe(record, capture, head.length);
    write(record.build(), head, NOTHING);
    metadata(capture, true);
  }

  private void describe(WarcRecord.AbstractBuilder<?, ?> record, Capture capture, long length)
      throws IOException {
    begin(record, Records.capture(capture.key()), capture.key().fetchedAt());
    record.body(MediaType.HTTP_RESPONSE, nowhere(), length);
    record.setHeader("WARC-Payload-Digest", digest(capture.bodyHash()));
    if (!capture.address().isEmpty()) {
      record.setHeader("WARC-IP-Address", Escapes.value(capture.address(), ""));
    }
    if (capture.truncated()) {
      record.setHeader("WARC-Truncated", "length");
    }
  }

  private void metadata(Capture capture, boolean isRevisit) throws IOException {
    byte[] fields = lines(CaptureFields.of(capture, isRevisit));
    WarcMetadata.Builder record = new WarcMetadata.Builder();
    begin(record, Records.metadata(capture.key()), capture.key().fetchedAt());
    record.targetURI(Records.target(capture.url()));
    record.setHeader("WARC-Concurrent-To", Records.field(Records.capture(capture.key())));
    record.body(MediaType.WARC_FIELDS, nowhere(), fields.length);
    write(record.build(), fields, NOTHING);
  }

  /**
   * Adds the text that was made of a capture.
   *
   * @param languages ISO 639-3 codes, the main one first; three are written at most
   */
  public void text(CaptureKey key, String text, List<String> languages) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    String digest = digest(ContentHash.of(utf8));
    WarcConversion.Builder record = new WarcConversion.Builder();
    begin(record, Records.named("text", Records.capture(key) + " " + digest), key.fetchedAt());
    record.setHeader("WARC-Target-URI", Records.target(key.url()));
    record.setHeader("WARC-Refers-To", Records.field(Records.capture(key)));
    record.setHeader("WARC-Block-Digest", digest);
    if (!languages.isEmpty()) {
      String most =
          String.join(",", languages.subList(0, Math.min(MOST_LANGUAGES, languages.size())));
      record.setHeader("WARC-Identified-Content-Language", most);
    }
    record.body(TEXT, nowhere(), utf8.length);
    write(record.build(), utf8, NOTHING);
  }

  private static String digest(ContentHash hash) {
    return "sha256:" + hash.hex();
  }

  private void begin(WarcRecord.AbstractBuilder<?, ?> record, UUID id, Instant at)
      throws IOException {
    record.version(MessageVersion.WARC_1_1);
    record.recordId(id);
    record.date(at);
    record.setHeader("WARC-Warcinfo-ID", Records.field(info(id, at)));
  }

  /** The id of the file's first record, which is written if it is not there yet. */
  private UUID info(UUID first, Instant at) throws IOException {
    if (infoId.isEmpty()) {
      UUID id = Records.named("warcinfo", info + " " + first);
      infoId = Optional.of(id);
      byte[] fields = lines(infoFields());
      org.netpreserve.jwarc.Warcinfo.Builder record = new org.netpreserve.jwarc.Warcinfo.Builder();
      record.version(MessageVersion.WARC_1_1);
      record.recordId(id);
      record.date(at);
      record.body(MediaType.WARC_FIELDS, nowhere(), fields.length);
      write(record.build(), fields, NOTHING);
    }
    return infoId.orElseThrow();
  }

  private Map<String, List<String>> infoFields() {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    fields.put("software", List.of(info.software()));
    fields.put("format", List.of("WARC File Format 1.1"));
    fields.put(
        "conformsTo",
        List.of("http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"));
    fields.put("isPartOf", List.of(info.isPartOf()));
    fields.put("robots", List.of("obey"));
    fields.put("description", List.of(info.description()));
    return fields;
  }

  private static byte[] lines(Map<String, List<String>> fields) {
    StringBuilder lines = new StringBuilder();
    fields.forEach(
        (name, values) ->
            values.forEach(value -> lines.append(name).append(": ").append(value).append("\r\n")));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Blocks are written by this class, so that they are not copied; the builder tells lengths. */
  private static ReadableByteChannel nowhere() {
    return Channels.newChannel(InputStream.nullInputStream());
  }

  private void write(WarcRecord record, byte[] first, byte[] rest) throws IOException {
    packing.write(Arrays.asList(record.serializeHeader(), first, rest, END), out);
  }

  /** Ends the file. */
  @Override
  public void close() throws IOException {
    try (packing;
        out) {
      UUID none = new UUID(0, 0);
      info(none, Instant.EPOCH);
    }
  }
}
