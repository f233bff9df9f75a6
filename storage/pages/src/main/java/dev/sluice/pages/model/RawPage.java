package dev.sluice.pages.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A capture with its body: all that a cleaning function may know of a page.
 *
 * @param capture the facts of the fetch
 * @param body the bytes after transfer and content decoding; not to be changed
 */
public record RawPage(Capture capture, byte[] body) {

  /**
   * A page that no crawl has fetched, such as a file, as a good answer would have brought it.
   *
   * @param contentType as a Content-Type header has it
   */
  public static RawPage uncrawled(PageUrl url, String contentType, byte[] body) {
    Capture capture =
        new Capture(
            new CaptureKey(url, Instant.EPOCH),
            200,
            new Headers(List.of(new Headers.Field("Content-Type", contentType))),
            ContentHash.of(body),
            body.length,
            false,
            "",
            Duration.ZERO,
            false,
            Change.FIRST,
            List.of(),
            new Provenance(0, "", Map.of(), Optional.empty()));
    return new RawPage(capture, body);
  }
}
