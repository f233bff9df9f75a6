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
    ArchiveRecord record = of.record();
    Optional<HttpMessage> head = HttpMessage.parse(record.block());
    Headers headers = head.map(HttpMessage::headers).map(ReceivedHeaders::of).orElse(Headers.NONE);
    String profile = record.field("WARC-Profile").toLowerCase(Locale.ROOT);
    if (profile.contains("server-not-modified")) {
      RawPage page = reader.page(of, NOT_MODIFIED, headers, NOTHING, false);
      return Optional.of(new ReadPage(page, Optional.of(Change.NOT_MODIFIED), false));
    }
    Optional<Capture> original = original(record);
    if (original.isEmpty()) {
      return Optional.empty();
    }
    Capture before = original.get();
    int status = head.map(HttpMessage::status).orElse(before.status());
    RawPage page =
        reader.page(
            of,
            status,
            head.isEmpty() ? before.headers() : headers,
            pages.body(before),
            before.truncated());
    return Optional.of(new ReadPage(page, RecordReader.change(of, page), false));
  }

  private Optional<Capture> original(ArchiveRecord record) {
    String uri = RecordReader.withoutBrackets(record.field("WARC-Refers-To-Target-URI"));
    Optional<Instant> time = ArchiveTime.parse(record.field("WARC-Refers-To-Date"));
    Optional<CaptureKey> named =
        normalizer.normalize(uri).flatMap(url -> time.map(at -> new CaptureKey(url, at)));
    return named
        .flatMap(this::stored)
        .or(
            () ->
                Optional.ofNullable(byDigest.get(record.field("WARC-Payload-Digest")))
                    .flatMap(this::stored));
  }

  private Optional<Capture> stored(CaptureKey key) {
    return pages.captures(key.url()).stream()
        .filter(capture -> capture.key().equals(key))
        .findFirst();
  }
}
