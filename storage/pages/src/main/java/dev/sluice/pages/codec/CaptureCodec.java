package dev.sluice.pages.codec;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Provenance;
import dev.sluice.pages.model.Row;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Captures as rows of table {@code captures}; the layout stands in the description of {@code
 * pages.store}. Keys as unsigned bytes sort as captures do: by site, then URL, then time.
 */
public final class CaptureCodec {

  /** The name of their table. */
  public static final String TABLE = "captures";

  private static final int VERSION = 2;

  /** The last version without how the capture changed, directives and tags. */
  private static final int WITHOUT_CHANGE = 1;

  private static final int TIME_BYTES = 1 + Long.BYTES;

  private CaptureCodec() {}

  /** What a capture is sorted by. */
  public static byte[] key(CaptureKey key) {
    byte[] url = key.url().key();
    return ByteBuffer.allocate(url.length + TIME_BYTES)
        .put(url)
        .put((byte) 0)
        .putLong(key.fetchedAt().toEpochMilli())
        .array();
  }

  /** The first key that a capture of this URL can have. */
  public static byte[] firstKey(PageUrl url) {
    byte[] key = url.key();
    return Arrays.copyOf(key, key.length + 1);
  }

  /** The first key after all captures of this URL. */
  public static byte[] endKey(PageUrl url) {
    byte[] end = firstKey(url);
    end[end.length - 1] = 1;
    return end;
  }

  /** All else of a capture. */
  public static byte[] value(Capture capture) {
    RowWriter row =
        new RowWriter(VERSION)
            .number(capture.status())
            .bytes(capture.bodyHash().bytes())
            .number(capture.bodyBytes())
            .flag(capture.truncated())
            .text(capture.address())
            .number(capture.latency().toMillis())
            .number(capture.depth())
            .text(capture.seed())
            .text(capture.foundOn().map(PageUrl::toString).orElse(""));
    List<Headers.Field> fields = capture.headers().fields();
    row.number(fields.size());
    fields.forEach(field -> row.text(field.name()).text(field.value()));
    row.flag(capture.unverified()).number(capture.change().ordinal());
    List<Directive> directives = capture.directives();
    row.number(directives.size());
    directives.forEach(
        asked -> row.number(asked.meaning().ordinal()).text(asked.source()).text(asked.text()));
    row.number(capture.tags().size());
    capture.tags().forEach((name, value) -> row.text(name).text(value));
    return row.toBytes();
  }

  /** The hash of a capture's body, without reading the rest. */
  public static ContentHash bodyHash(Row row) {
    RowReader in = new RowReader(TABLE, row.key(), row.value(), VERSION);
    in.smallNumber();
    return ContentHash.fromBytes(in.bytes());
  }

  /**
   * The capture that a key and a value stand for.
   *
   * @throws dev.sluice.pages.model.StoreException if they stand for none
   */
  public static Capture capture(Row row) {
    RowReader in = new RowReader(TABLE, row.key(), row.value(), VERSION);
    try {
      return capture(readKey(row.key()), in);
    } catch (IllegalArgumentException noSuchValue) {
      throw in.damaged("cannot be a capture's (" + noSuchValue.getMessage() + ")");
    }
  }

  private static Capture capture(CaptureKey key, RowReader in) {
    int status = in.smallNumber();
    ContentHash bodyHash = ContentHash.fromBytes(in.bytes());
    int bodyBytes = in.smallNumber();
    boolean truncated = in.flag();
    String address = in.text();
    Duration latency = Duration.ofMillis(in.number());
    int depth = in.smallNumber();
    String seed = in.text();
    String foundOn = in.text();
    Headers headers = readHeaders(in);
    boolean whole = in.version() > WITHOUT_CHANGE;
    boolean unverified = whole && in.flag();
    Change change = whole ? in.constant(Change.values()) : Change.FIRST;
    List<Directive> directives = whole ? readDirectives(in) : List.of();
    Map<String, String> tags = whole ? readTags(in) : Map.of();
    in.end();
    Optional<PageUrl> referrer =
        foundOn.isEmpty() ? Optional.empty() : Optional.of(PageUrl.parse(foundOn));
    return new Capture(
        key,
        status,
        headers,
        bodyHash,
        bodyBytes,
        truncated,
        address,
        latency,
        unverified,
        change,
        directives,
        new Provenance(depth, seed, tags, referrer));
  }

  private static CaptureKey readKey(byte[] key) {
    int end = key.length - TIME_BYTES;
    if (end <= 0 || key[end] != 0) {
      throw new IllegalArgumentException("the key has no time");
    }
    long fetchedAt = ByteBuffer.wrap(key, end + 1, Long.BYTES).getLong();
    return new CaptureKey(
        PageUrl.fromKey(Arrays.copyOf(key, end)), Instant.ofEpochMilli(fetchedAt));
  }

  private static Headers readHeaders(RowReader in) {
    int count = in.smallNumber();
    List<Headers.Field> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fields.add(new Headers.Field(in.text(), in.text()));
    }
    return new Headers(fields);
  }

  private static List<Directive> readDirectives(RowReader in) {
    int count = in.smallNumber();
    List<Directive> directives = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      directives.add(new Directive(in.constant(Directive.Meaning.values()), in.text(), in.text()));
    }
    return directives;
  }

  private static Map<String, String> readTags(RowReader in) {
    int count = in.smallNumber();
    Map<String, String> tags = new HashMap<>();
    for (int i = 0; i < count; i++) {
      tags.put(in.text(), in.text());
    }
    return tags;
  }
}
