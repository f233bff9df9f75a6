package dev.sluice.engine.robots;

import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.model.RobotsRecord.Outcome;
import dev.sluice.pages.model.Origin;
import dev.sluice.pages.model.PageUrl;
import java.util.Arrays;
import java.util.Optional;

/**
 * One request on the way to a server's robots.txt: the first, or one that a redirect led to.
 *
 * @param origin the server whose rules are wanted
 * @param url what to ask for now, perhaps at another server
 * @param redirects how many were followed so far
 */
public record RobotsFetch(Origin origin, PageUrl url, int redirects) {

  /** The most redirects that are followed, RFC 9309 §2.3.1.2. */
  private static final int MAX_REDIRECTS = 5;

  /** The first request for a server's robots.txt. */
  public static RobotsFetch first(Origin origin) {
    return new RobotsFetch(origin, origin.resolve("/robots.txt"), 0);
  }

  /** The request that an answer asks for next, or nothing if it settles the matter. */
  public Optional<RobotsFetch> next(FetchResult result, Optional<PageUrl> redirectTarget) {
    boolean follow =
        result instanceof Answer answer && answer.redirect() && redirects < MAX_REDIRECTS;
    return follow
        ? redirectTarget.map(target -> new RobotsFetch(origin, target, redirects + 1))
        : Optional.empty();
  }

  /** What a result means for the server, when there is nothing more to ask. */
  public RobotsRecord settle(FetchResult result) {
    if (result instanceof Answer answer) {
      return settle(answer);
    }
    Failure failure = (Failure) result;
    String detail = failure.kind() + ": " + failure.detail();
    return new RobotsRecord(origin, Outcome.UNREACHABLE, 0, new byte[0], failure.endedAt(), detail);
  }

  private RobotsRecord settle(Answer answer) {
    Outcome outcome = outcome(answer);
    byte[] body = outcome == Outcome.RULES ? wholeLines(answer) : new byte[0];
    String detail = "answered " + answer.status() + (redirects == 0 ? "" : " at " + url);
    return new RobotsRecord(origin, outcome, answer.status(), body, answer.endedAt(), detail);
  }

  /** A file that was cut at the limit could end in half a rule, which would mean something else. */
  private static byte[] wholeLines(Answer answer) {
    byte[] body = answer.body();
    int end = body.length;
    while (answer.truncated() && end > 0 && body[end - 1] != '\n' && body[end - 1] != '\r') {
      end--;
    }
    return Arrays.copyOf(body, end);
  }

  private static Outcome outcome(Answer answer) {
    if (answer.refusedForNow()) {
      return Outcome.UNREACHABLE;
    }
    return answer.status() / 100 == 2 ? Outcome.RULES : Outcome.NO_RULES;
  }
}
