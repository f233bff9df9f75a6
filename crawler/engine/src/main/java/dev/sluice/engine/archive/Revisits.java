package dev.sluice.engine.archive;

import dev.sluice.engine.parse.UrlNormalizer;
import dev.sluice.pages.archive.ArchiveRecord;
import dev.sluice.pages.archive.HttpMessage;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageStore;
import dev.sluice.pages.model.RawPage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the pages that revisit records are about: by the URL and time that they name, or else by
 * the digest of their payload among the last records that were read. For one thread.
 */
final class Revisits {

  private static final int NOT_MODIFIED = 304;
  private static final byte[] NOTHING = {};

  /** Digests that are remembered; some 300 bytes each. */
  private static final int MOST_DIGESTS = 100_000;

  private final PageStore pages;
  private final RecordReader reader;
  private final UrlNormalizer normalizer = new UrlNormalizer();
  private final Map<String, CaptureKey> byDigest =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CaptureKey> eldest) {
          return size() > MOST_DIGESTS;
        }
      };

  Revisits(PageStore pages, RecordReader reader) {
    this.pages = pages;
    this.reader = reader;
  }

  /** Remembers the payload of a record, which a later one may be about. */
  void remember(PageRecord of) {
    String digest = of.record().field("WARC-Payload-Digest");
    Optional<Instant> time = ArchiveTime.parse(of.record().field("WARC-Date"));
    if (!digest.isEmpty()) {
      time.ifPresent(at -> byDigest.putIfAbsent(digest, new CaptureKey(of.url(), at)));
    }
  }

  /** The capture of a revisit record; nothing if the page that it is about is not in the store. */
  Optional<ReadPage> read(PageRecord of) throws UnreadableRecordException {
    if (isNotModified(of.record())) {
      return Optional.of(notModified(reader, of));
    }
    Optional<Capture> original = original(of.record());
    if (original.isEmpty()) {
      return Optional.empty();
    }
    Capture before = original.get();
    return Optional.of(complete(reader, of, new RawPage(before, pages.body(before))));
  }

  /** Whether a server answered that nothing had changed, and no page. */
  static boolean isNotModified(ArchiveRecord record) {
    return record.field("WARC-Profile").toLowerCase(Locale.ROOT).contains("server-not-modified");
  }

  /** The capture of such an answer. */
  static ReadPage notModified(RecordReader reader, PageRecord of) throws UnreadableRecordException {
    RawPage page = reader.page(of, NOT_MODIFIED, headers(of).orElse(Headers.NONE), NOTHING, false);
    return new ReadPage(page, Optional.of(Change.NOT_MODIFIED), false);
  }

  /** The capture of a record that another page has the body of. */
  static ReadPage complete(RecordReader reader, PageRecord of, RawPage original)
      throws UnreadableRecordException {
    Capture before = original.capture();
    int status =
        HttpMessage.parse(of.record().block()).map(HttpMessage::status).orElse(before.status());
    Headers headers = headers(of).orElse(before.headers());
    RawPage page = reader.page(of, status, headers, original.body(), before.truncated());
    return new ReadPage(page, RecordReader.change(of, page), false);
  }

  private static Optional<Headers> headers(PageRecord of) {
    return HttpMessage.parse(of.record().block())
        .map(HttpMessage::headers)
        .map(ReceivedHeaders::of);
  }

  private Optional<Capture> original(ArchiveRecord record) {
    return named(record, normalizer)
        .flatMap(this::stored)
        .or(
            () ->
                Optional.ofNullable(byDigest.get(record.field("WARC-Payload-Digest")))
                    .flatMap(this::stored));
  }

  /** The capture that a revisit record names. */
  static Optional<CaptureKey> named(ArchiveRecord record, UrlNormalizer normalizer) {
    String uri = RecordReader.withoutBrackets(record.field("WARC-Refers-To-Target-URI"));
    Optional<Instant> time = ArchiveTime.parse(record.field("WARC-Refers-To-Date"));
    return normalizer.normalize(uri).flatMap(url -> time.map(at -> new CaptureKey(url, at)));
  }

  private Optional<Capture> stored(CaptureKey key) {
    return pages.captures(key.url()).stream()
        .filter(capture -> capture.key().equals(key))
        .findFirst();
  }
}
