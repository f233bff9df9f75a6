package dev.sluice.engine.model;

import dev.sluice.engine.model.Ruling.Refused;
import java.time.Instant;
import java.util.Optional;

/**
 * All that the frontier keeps of a URL.
 *
 * @param url the URL and how it was found
 * @param status what became of it
 * @param since when it came to be so; for a queued one, when it was queued
 * @param attempts how often it was asked for without a final answer
 * @param detail the last answer or failure in words, or the budget that it is over; empty if there
 *     was none
 * @param history its visits so far, and when the next one is due
 */
public record UrlRecord(
    CrawlUrl url,
    UrlStatus status,
    Instant since,
    int attempts,
    String detail,
    VisitHistory history) {

  private static final String COLON = ": ";

  /** It stays where it is, since a budget is used up. */
  public UrlRecord over(Refused budget) {
    String words = budget.why() + COLON + budget.detail();
    return new UrlRecord(url, UrlStatus.OVER_BUDGET, since, attempts, words, history);
  }

  /** The budget that it is over, if it is over one. */
  public Optional<Refused> budget() {
    if (status != UrlStatus.OVER_BUDGET) {
      return Optional.empty();
    }
    int colon = detail.indexOf(COLON);
    Refusal why = Refusal.valueOf(detail.substring(0, colon));
    return Optional.of(new Refused(why, detail.substring(colon + COLON.length())));
  }

  /** The same state of the same URL, found in another way. */
  public UrlRecord as(CrawlUrl found) {
    return new UrlRecord(found, status, since, attempts, detail, history);
  }
}
