package dev.sluice.engine.model;

import dev.sluice.pages.model.Headers;
import java.time.Duration;
import java.time.Instant;

/** What came of asking for a URL: an answer, of whatever status, or a failure. */
public sealed interface FetchResult {

  /** When it was over; politeness counts from here. */
  Instant endedAt();

  /**
   * The server answered. Status 304 says that the version named by the request's {@link Validators}
   * is still the newest; it has no body.
   *
   * @param status HTTP status code
   * @param headers as received
   * @param body after transfer and content decoding
   * @param truncated true if the body was cut at the limit, or not read because of its media type
   * @param address IP address that answered
   * @param unverified true if the server's certificate could not be verified and that was allowed:
   *     nobody knows who answered
   * @param latency from the start of the fetch to the end of the answer
   * @param endedAt when the answer was complete
   */
  record Answer(
      int status,
      Headers headers,
      byte[] body,
      boolean truncated,
      String address,
      boolean unverified,
      Duration latency,
      Instant endedAt)
      implements FetchResult {

    /** Whether the server says that it has trouble or too much to do: 429 or 5xx. */
    public boolean refusedForNow() {
      return status == 429 || status >= 500;
    }

    /** Whether it is a redirect that names a target by {@code Location}. */
    public boolean redirect() {
      return switch (status) {
        case 301, 302, 303, 307, 308 -> true;
        default -> false;
      };
    }
  }

  /**
   * There was no complete answer.
   *
   * @param kind why
   * @param detail the same in words
   * @param endedAt when it was given up
   */
  record Failure(FetchFailure kind, String detail, Instant endedAt) implements FetchResult {}
}
