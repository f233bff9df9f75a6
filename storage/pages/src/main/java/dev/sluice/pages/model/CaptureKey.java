package dev.sluice.pages.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What names a capture: the URL asked for, and when the answer was complete.
 *
 * @param url the URL as requested
 * @param fetchedAt end of the answer, cut to milliseconds
 */
public record CaptureKey(PageUrl url, Instant fetchedAt) {

  public CaptureKey {
    fetchedAt = fetchedAt.truncatedTo(ChronoUnit.MILLIS);
  }
}
