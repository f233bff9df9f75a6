package dev.sluice.pages.model;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The facts of one fetch that was answered: request, answer and how the URL was found. The body
 * lies apart; {@link RawPage} is both together.
 *
 * @param key URL and time
 * @param status HTTP status code as received
 * @param headers answer header as received
 * @param bodyHash digest of the body after transfer and content decoding
 * @param bodyBytes length of that body in bytes
 * @param truncated true if the body was longer than the crawl's limit and was cut there
 * @param address IP address that answered
 * @param latency from sending the request to the end of the answer
 * @param unverified true if the server's certificate was not verified, as its seed allows
 * @param change how it stands to the capture before it
 * @param directives what the page's owner asks of those who read it by machine
 * @param provenance how the crawl came to the URL
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
    boolean unverified,
    Change change,
    List<Directive> directives,
    Provenance provenance) {

  public Capture {
    directives = List.copyOf(directives);
  }

  /** The same capture of a page whose owner asks this. */
  public Capture withDirectives(Collection<Directive> wishes) {
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
        List.copyOf(wishes),
        provenance);
  }

  /** The same capture, which stands so to the one before it. */
  public Capture withChange(Change difference) {
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
        difference,
        directives,
        provenance);
  }

  /** The same capture, found so. */
  public Capture withProvenance(Provenance found) {
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
        found);
  }

  /** The URL asked for. */
  public PageUrl url() {
    return key.url();
  }

  /** The media type of the answer; see {@link Headers#mediaType}. */
  public String mediaType() {
    return headers.mediaType();
  }

  /** Links followed from the seed to the URL; see {@link Provenance}. */
  public int depth() {
    return provenance.depth();
  }

  /** Name of the seed whose scope the URL belongs to; see {@link Provenance}. */
  public String seed() {
    return provenance.seed();
  }

  /** What the seed's owner noted of it; see {@link Provenance}. */
  public Map<String, String> tags() {
    return provenance.tags();
  }

  /** Page whose link led here first; see {@link Provenance}. */
  public Optional<PageUrl> foundOn() {
    return provenance.foundOn();
  }
}
