package dev.sluice.engine.model;

import java.time.Instant;

/**
 * All that the frontier keeps of a URL.
 *
 * @param url the URL and how it was found
 * @param status what became of it
 * @param since when it came to be so; for a queued one, when it was queued
 * @param attempts how often it was asked for without a final answer
 * @param detail the last answer or failure in words; empty if there was none
 * @param history its visits so far, and when the next one is due
 */
public record UrlRecord(
    CrawlUrl url,
    UrlStatus status,
    Instant since,
    int attempts,
    String detail,
    VisitHistory history) {

  /** The same state of the same URL, found in another way. */
  public UrlRecord as(CrawlUrl found) {
    return new UrlRecord(found, status, since, attempts, detail, history);
  }
}
