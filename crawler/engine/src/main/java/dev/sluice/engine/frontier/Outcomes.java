package dev.sluice.engine.frontier;

import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.PriorVisit;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.engine.model.VisitHistory;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Provenance;
import dev.sluice.pages.model.RawPage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a fetch result means for the URL: done, done without success, or to be tried again. */
final class Outcomes {

  private static final int NOT_MODIFIED = 304;

  private final int maxAttempts;

  Outcomes(int maxAttempts) {
    this.maxAttempts = maxAttempts;
  }

  /**
   * What is known of a URL after a result; nothing if it changes nothing.
   *
   * @param change how the answer stands to the one before
   * @param recrawl the seed's interval, if its pages are visited again
   */
  Optional<UrlRecord> next(
      UrlRecord before, FetchResult result, Change change, Optional<Duration> recrawl) {
    if (result instanceof Failure failure && failure.kind() == FetchFailure.CANCELLED) {
      return Optional.empty();
    }
    int attempts = before.attempts() + 1;
    boolean again = attempts < maxAttempts && couldChange(result);
    UrlStatus status = again ? UrlStatus.QUEUED : finalStatus(result);
    VisitHistory history =
        again ? before.history() : history(before.history(), result, change, recrawl);
    return Optional.of(
        new UrlRecord(before.url(), status, result.endedAt(), attempts, detail(result), history));
  }

  private static VisitHistory history(
      VisitHistory before, FetchResult result, Change change, Optional<Duration> recrawl) {
    boolean there = result instanceof Answer answer && answer.status() < 400;
    return there
        ? Recrawl.visited(before, change, result.endedAt(), recrawl)
        : Recrawl.gone(before, result.endedAt(), recrawl);
  }

  private static boolean couldChange(FetchResult result) {
    return result instanceof Answer answer
        ? answer.refusedForNow()
        : ((Failure) result).kind().passing();
  }

  private static UrlStatus finalStatus(FetchResult result) {
    return result instanceof Answer ? UrlStatus.FETCHED : UrlStatus.FAILED;
  }

  private static String detail(FetchResult result) {
    if (result instanceof Answer answer) {
      return String.valueOf(answer.status());
    }
    Failure failure = (Failure) result;
    return failure.kind() + ": " + failure.detail();
  }

  /** How an answer stands to the one before it. */
  static Change change(Optional<PriorVisit> prior, Answer answer, ContentHash bodyHash) {
    if (answer.status() == NOT_MODIFIED) {
      return Change.NOT_MODIFIED;
    }
    return prior
        .map(
            before ->
                before.status() == answer.status() && before.bodyHash().equals(bodyHash)
                    ? Change.SAME_CONTENT
                    : Change.CHANGED)
        .orElse(Change.FIRST);
  }

  /** The capture that a final answer becomes. */
  static RawPage capture(
      CrawlUrl url,
      Answer answer,
      ContentHash bodyHash,
      Change change,
      List<Directive> directives,
      Map<String, String> tags) {
    Capture capture =
        new Capture(
            new CaptureKey(url.url(), answer.endedAt()),
            answer.status(),
            answer.headers(),
            bodyHash,
            answer.body().length,
            answer.truncated(),
            answer.address(),
            answer.latency(),
            answer.unverified(),
            change,
            directives,
            new Provenance(url.depth(), url.seed(), tags, url.foundOn()));
    return new RawPage(capture, answer.body());
  }
}
