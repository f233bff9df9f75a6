package dev.sluice.engine.frontier;

import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Provenance;
import dev.sluice.pages.model.RawPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a fetch result means for the URL: done, done without success, or to be tried again. */
final class Outcomes {

  private final int maxAttempts;

  Outcomes(int maxAttempts) {
    this.maxAttempts = maxAttempts;
  }

  /** What is known of a URL after a result; nothing if it changes nothing. */
  Optional<UrlRecord> next(UrlRecord before, FetchResult result) {
    if (result instanceof Failure failure && failure.kind() == FetchFailure.CANCELLED) {
      return Optional.empty();
    }
    int attempts = before.attempts() + 1;
    boolean again = attempts < maxAttempts && couldChange(result);
    UrlStatus status = again ? UrlStatus.QUEUED : finalStatus(result);
    return Optional.of(
        new UrlRecord(before.url(), status, result.endedAt(), attempts, detail(result)));
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

  /** The capture that a final answer becomes. */
  static RawPage capture(CrawlUrl url, Answer answer) {
    Capture capture =
        new Capture(
            new CaptureKey(url.url(), answer.endedAt()),
            answer.status(),
            answer.headers(),
            ContentHash.of(answer.body()),
            answer.body().length,
            answer.truncated(),
            answer.address(),
            answer.latency(),
            false,
            Change.FIRST,
            List.of(),
            new Provenance(url.depth(), url.seed(), Map.of(), url.foundOn()));
    return new RawPage(capture, answer.body());
  }
}
