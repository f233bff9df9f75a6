package dev.sluice.pages.model;

import java.time.Duration;
import java.util.Optional;

/**
 * The facts of one fetch that was answered: request, answer and how the URL was found. The body
 * lies apart, under its hash; {@link RawPage} is both together.
 *
 * @param key URL and time
 * @param status HTTP status code as received
 * @param headers answer header as received
 * @param bodyHash digest of the body after transfer and content decoding
 * @param bodyBytes length of that body in bytes
 * @param truncated true if the body was longer than the crawl's limit and was cut there
 * @param address IP address that answered
 * @param latency from sending the request to the end of the answer
 * @param depth links followed from the seed to this URL; a seed has 0
 * @param seed name of the seed whose scope the URL belongs to
 * @param foundOn page whose link led here first; empty for a seed
 */
public record Capture(
    CaptureKey key,
    int status,
    Headers headers,
    ContentHash bodyHash,
    int bodyBytes,
    boolean truncated,
    String address,
    Duration latency,
    int depth,
    String seed,
    Optional<PageUrl> foundOn) {

  /** The URL asked for. */
  public PageUrl url() {
    return key.url();
  }

  /** The media type of the answer; see {@link Headers#mediaType}. */
  public String mediaType() {
    return headers.mediaType();
  }
}
