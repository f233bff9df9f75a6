package dev.sluice.engine.robots;

import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.model.RobotsRecord.Outcome;
import dev.sluice.pages.model.Origin;
import dev.sluice.pages.model.PageUrl;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * One request on the way to what a server's owner says: first for its robots.txt, wherever
 * redirects lead, then for its tdmrep.json, if the robots.txt allows that.
 *
 * @param origin the server whose rules are wanted
 * @param url what to ask for now, perhaps at another server
 * @param redirects how many were followed so far for this file
 * @param robots what came of the robots.txt; empty while that is asked for
 */
public record RobotsFetch(
    Origin origin, PageUrl url, int redirects, Optional<RobotsRecord> robots) {

  /** The most redirects that are followed for a robots.txt, RFC 9309 §2.3.1.2. */
  private static final int MAX_REDIRECTS = 5;

  /** A tdmrep.json is not worth more; and it has to stay on its server, whose rules are known. */
  private static final int MAX_RESERVATION_REDIRECTS = 1;

  private static final String RESERVATIONS = "/.well-known/tdmrep.json";

  /** The first request for a server's robots.txt. */
  public static RobotsFetch first(Origin origin) {
    return new RobotsFetch(origin, origin.resolve("/robots.txt"), 0, Optional.empty());
  }

  /** The request to be made next after a result, or nothing if all is settled. */
  public Optional<RobotsFetch> next(FetchResult result, Optional<PageUrl> redirectTarget) {
    if (result instanceof Answer answer && answer.redirect() && mayFollow(redirectTarget)) {
      return redirectTarget.map(to -> new RobotsFetch(origin, to, redirects + 1, robots));
    }
    return robots.isPresent() ? Optional.empty() : askForReservations(settleRobots(result));
  }

  private boolean mayFollow(Optional<PageUrl> target) {
    return robots.isEmpty()
        ? redirects < MAX_REDIRECTS && target.isPresent()
        : redirects < MAX_RESERVATION_REDIRECTS
            && target
                .filter(to -> to.origin().equals(origin) && mayAsk(robots.get(), to))
                .isPresent();
  }

  private Optional<RobotsFetch> askForReservations(RobotsRecord settled) {
    PageUrl file = origin.resolve(RESERVATIONS);
    return mayAsk(settled, file)
        ? Optional.of(new RobotsFetch(origin, file, 0, Optional.of(settled)))
        : Optional.empty();
  }

  private static boolean mayAsk(RobotsRecord settled, PageUrl url) {
    return settled.outcome() != Outcome.UNREACHABLE && Robots.allows(settled, url);
  }

  /** The Crawl-delay that holds for this request, if the robots.txt is known by now. */
  public Optional<Duration> crawlDelay() {
    return robots.map(Robots::crawlDelay);
  }

  /** What a result means for the server, when there is nothing more to ask. */
  public RobotsRecord settle(FetchResult result) {
    return robots
        .map(known -> known.withReservations(reservations(result)))
        .orElseGet(() -> settleRobots(result));
  }

  /** Whatever is no file of rules says nothing. */
  private static byte[] reservations(FetchResult result) {
    return result instanceof Answer answer
            && answer.status() / 100 == 2
            && !answer.truncated()
            && Reservations.parse(answer.body()).isPresent()
        ? answer.body()
        : new byte[0];
  }

  private RobotsRecord settleRobots(FetchResult result) {
    if (result instanceof Answer answer) {
      return settleRobots(answer);
    }
    Failure failure = (Failure) result;
    return record(
        Outcome.UNREACHABLE, 0, new byte[0], failure, failure.kind() + ": " + failure.detail());
  }

  private RobotsRecord settleRobots(Answer answer) {
    Outcome outcome = outcome(answer);
    byte[] body = outcome == Outcome.RULES ? wholeLines(answer) : new byte[0];
    String detail = "answered " + answer.status() + (redirects == 0 ? "" : " at " + url);
    return record(outcome, answer.status(), body, answer, detail);
  }

  private RobotsRecord record(
      Outcome outcome, int status, byte[] body, FetchResult result, String detail) {
    return new RobotsRecord(
        origin,
        outcome,
        status,
        body,
        new byte[0],
        result.endedAt(),
        outcome == Outcome.UNREACHABLE ? Optional.of(result.endedAt()) : Optional.empty(),
        detail);
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
