package dev.sluice.pages.warc;

import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.PageUrl;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The names of records: made from what they are of, so that they are the same in every file. */
final class Records {

  private Records() {}

  /** The id of the record of a capture, a response or a revisit. */
  static UUID capture(CaptureKey key) {
    return named("capture", key.url() + " " + key.fetchedAt());
  }

  /** The id of the record of what a crawl knows besides of a capture. */
  static UUID metadata(CaptureKey key) {
    return named("metadata", key.url() + " " + key.fetchedAt());
  }

  /** The id of another record. */
  static UUID named(String kind, String name) {
    return UUID.nameUUIDFromBytes(("sluice " + kind + " " + name).getBytes(StandardCharsets.UTF_8));
  }

  /** An id as fields have it. */
  static String field(UUID id) {
    return "<urn:uuid:" + id + ">";
  }

  /** A URL as RFC 3986 wants it. */
  static String target(PageUrl url) {
    return url.origin() + Escapes.uri(url.pathAndQuery());
  }
}
