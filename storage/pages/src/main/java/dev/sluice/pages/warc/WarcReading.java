package dev.sluice.pages.warc;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.netpreserve.jwarc.HttpResponse;
import org.netpreserve.jwarc.MessageHeaders;
import org.netpreserve.jwarc.WarcDigest;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;

/**
 * Reads the captures of a WARC file, compressed or not, in their order. For one thread.
 *
 * <p>A {@code metadata} record that follows its capture is read with it. Memory: the body of one
 * capture.
 */
public final class WarcReading implements Closeable {

  /** A header is at most as long; what is longer counts as body. */
  private static final int MOST_HEAD_BYTES = 1 << 20;

  private static final byte[] ZSTD_FRAME = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

  private final WarcReader reader;
  private final int mostBodyBytes;
  private Optional<WarcRecord> next;

  /** What was wrong with the record after the one that was given last. */
  private Optional<IOException> trouble = Optional.empty();

  /**
   * Begins to read.
   *
   * @param file the bytes of the file, from its beginning or that of a compressed record
   * @param mostBodyBytes longer bodies are cut there, and count as truncated
   * @throws IOException if it cannot be read, or its first record is damaged
   */
  public WarcReading(InputStream file, int mostBodyBytes) throws IOException {
    this.reader = new WarcReader(unpacked(file));
    this.mostBodyBytes = mostBodyBytes;
    this.next = reader.next();
  }

  /** The same of a channel. */
  public WarcReading(ReadableByteChannel file, int mostBodyBytes) throws IOException {
    this(Channels.newInputStream(file), mostBodyBytes);
  }

  /** Frames of zstd are unpacked here: jwarc does not find the end of a file of them. */
  private static InputStream unpacked(InputStream file) throws IOException {
    PushbackInputStream begun = new PushbackInputStream(file, ZSTD_FRAME.length);
    byte[] mark = begun.readNBytes(ZSTD_FRAME.length);
    begun.unread(mark);
    return Arrays.equals(mark, ZSTD_FRAME) ? new ZstdInputStreamNoFinalizer(begun) : begun;
  }

  /**
   * The next item.
   *
   * @return empty at the end
   * @throws IOException if the file cannot be read, or a record is damaged; nothing can be read
   *     after it
   */
  public Optional<WarcItem> next() throws IOException {
    if (trouble.isPresent()) {
      throw trouble.get();
    }
    if (next.isEmpty()) {
      return Optional.empty();
    }
    WarcRecord record = next.get();
    MessageHeaders head = record.headers();
    String type = head.first("WARC-Type").orElse("");
    boolean isCapture = type.equals("response") || type.equals("revisit");
    boolean isText = type.equals("conversion");
    byte[] block = isCapture || isText ? block(record) : new byte[0];
    advance();
    if (isText) {
      return Optional.of(text(head, block));
    }
    return Optional.of(
        isCapture ? capture(type, head, block, fields(head)) : new WarcItem.Passed(type, ""));
  }

  /** Goes on; a capture before a damaged record is given first. */
  private void advance() {
    try {
      next = reader.next();
    } catch (IOException damaged) {
      next = Optional.empty();
      trouble = Optional.of(damaged);
    }
  }

  private byte[] block(WarcRecord record) throws IOException {
    return record.body().stream().readNBytes(MOST_HEAD_BYTES + mostBodyBytes + 1);
  }

  /** What the record that follows says of a capture, if it does. */
  private CaptureFields fields(MessageHeaders capture) throws IOException {
    Optional<WarcMetadata> metadata =
        next.filter(WarcMetadata.class::isInstance)
            .map(WarcMetadata.class::cast)
            .filter(it -> belongsTo(it.headers(), capture.first("WARC-Record-ID").orElse("")));
    if (metadata.isEmpty()) {
      return CaptureFields.none();
    }
    try {
      return CaptureFields.read(metadata.get().fields().map());
    } finally {
      advance();
    }
  }

  private static boolean belongsTo(MessageHeaders metadata, String id) {
    return metadata.all("WARC-Concurrent-To").contains(id)
        || metadata.all("WARC-Refers-To").contains(id);
  }

  private static WarcItem text(MessageHeaders head, byte[] block) {
    Optional<PageUrl> url = target(head);
    Optional<Instant> at = instant(head, "WARC-Date");
    return url.isEmpty() || at.isEmpty()
        ? new WarcItem.Passed("conversion", "it has no usable address or date")
        : new WarcItem.Text(
            url.get(),
            at.get(),
            new String(block, StandardCharsets.UTF_8),
            head.first("WARC-Identified-Content-Language").orElse(""));
  }

  private static Optional<PageUrl> target(MessageHeaders head) {
    return address(head, "WARC-Target-URI");
  }

  /** An address; WARC 1.0 put some between angles. */
  private static Optional<PageUrl> address(MessageHeaders head, String name) {
    return head.first(name).map(it -> it.replaceAll("^<|>$", "")).flatMap(PageUrl::tryParse);
  }

  private static Optional<Instant> instant(MessageHeaders head, String name) {
    try {
      return head.first(name).map(Instant::parse);
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  private WarcItem capture(String type, MessageHeaders head, byte[] block, CaptureFields fields)
      throws IOException {
    Optional<PageUrl> url = fields.url().or(() -> target(head));
    Optional<Instant> at = instant(head, "WARC-Date");
    int end = HttpHead.end(block);
    Optional<HttpHead> http = HttpHead.read(block, end, fields.dropsLength());
    if (url.isEmpty()) {
      String address = head.first("WARC-Target-URI").orElse("");
      return new WarcItem.Passed(type, "its address is none of a page: '" + address + "'");
    }
    if (at.isEmpty() || http.isEmpty()) {
      String what = at.isEmpty() ? "a date" : "the header of an HTTP answer";
      return new WarcItem.Passed(type, url.get() + " has not " + what);
    }
    Found found = new Found(new CaptureKey(url.get(), at.get()), head, http.get(), fields);
    return type.equals("revisit") ? revisit(found) : page(found, block, end);
  }

  /** What was found of a capture. */
  private record Found(CaptureKey key, MessageHeaders head, HttpHead http, CaptureFields fields) {

    Capture capture(ContentHash hash, int bodyBytes, boolean isCut) {
      return new Capture(
          key,
          http.status(),
          fields.headers().orElse(http.headers()),
          hash,
          bodyBytes,
          isCut || head.first("WARC-Truncated").isPresent(),
          head.first("WARC-IP-Address").orElse(""),
          fields.latency(),
          fields.unverified(),
          fields.change(),
          fields.directives(),
          fields.provenance());
    }
  }

  private WarcItem page(Found found, byte[] block, int end) throws IOException {
    byte[] all =
        isEncoded(block, end) ? decoded(block) : Arrays.copyOfRange(block, end, block.length);
    boolean isCut = all.length > mostBodyBytes;
    byte[] body = isCut ? Arrays.copyOf(all, mostBodyBytes) : all;
    return new WarcItem.Page(
        new RawPage(found.capture(ContentHash.of(body), body.length, isCut), body));
  }

  /** Whether the body stands in the record as it was sent. */
  private static boolean isEncoded(byte[] block, int end) {
    String head = new String(block, 0, end, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    return head.contains("\ncontent-encoding:") || head.contains("\ntransfer-encoding:");
  }

  private byte[] decoded(byte[] block) throws IOException {
    HttpResponse http = HttpResponse.parse(Channels.newChannel(new ByteArrayInputStream(block)));
    return http.bodyDecoded().stream().readNBytes(mostBodyBytes + 1);
  }

  private static WarcItem revisit(Found found) {
    Optional<CaptureKey> original =
        address(found.head, "WARC-Refers-To-Target-URI")
            .flatMap(
                url ->
                    instant(found.head, "WARC-Refers-To-Date").map(at -> new CaptureKey(url, at)));
    Optional<ContentHash> hash =
        found.head.first("WARC-Payload-Digest").flatMap(WarcReading::sha256);
    boolean isUnchanged = found.http.status() == 304;
    return hash.isEmpty() && !isUnchanged && original.isEmpty()
        ? new WarcItem.Passed(
            "revisit", found.key.url() + " does not say which capture has its body")
        : new WarcItem.Revisit(
            found.capture(
                hash.orElse(ContentHash.of(new byte[0])),
                found.fields.bodyBytes().orElse(0),
                false),
            original);
  }

  private static Optional<ContentHash> sha256(String labelled) {
    try {
      WarcDigest digest = new WarcDigest(labelled);
      return digest.algorithm().equals("sha256")
          ? Optional.of(ContentHash.fromBytes(digest.bytes()))
          : Optional.empty();
    } catch (IllegalArgumentException noDigest) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
