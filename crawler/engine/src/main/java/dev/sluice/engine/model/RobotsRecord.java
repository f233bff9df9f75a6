package dev.sluice.engine.model;

import dev.sluice.pages.model.Origin;
import java.time.Instant;
import java.util.Optional;

/**
 * The outcome of asking a server for its robots.txt, as it is kept in the store.
 *
 * @param origin the server
 * @param outcome what its answer means
 * @param status HTTP status of the last answer; 0 if there was none
 * @param body the robots.txt, cut at 500 KiB; empty if there is none. Of an {@code UNREACHABLE}
 *     server the last one that was known
 * @param reservations its {@code /.well-known/tdmrep.json}; empty if there is none
 * @param fetchedAt when it was asked
 * @param unreachableSince when it was asked first without an answer that says something; empty
 *     unless {@code UNREACHABLE}
 * @param detail the answer or failure in words
 */
public record RobotsRecord(
    Origin origin,
    Outcome outcome,
    int status,
    byte[] body,
    byte[] reservations,
    Instant fetchedAt,
    Optional<Instant> unreachableSince,
    String detail) {

  /** What an answer to the request for robots.txt means. Stored by ordinal: append only. */
  public enum Outcome {
    /** There are rules (2xx). */
    RULES,
    /** There are none (4xx, too many redirects): everything is allowed, RFC 9309 §2.3.1.3. */
    NO_RULES,
    /** It cannot be told (5xx, 429, no answer): everything is disallowed, RFC 9309 §2.3.1.4. */
    UNREACHABLE
  }

  /** The same with a tdmrep.json. */
  public RobotsRecord withReservations(byte[] tdmrep) {
    return new RobotsRecord(
        origin, outcome, status, body, tdmrep, fetchedAt, unreachableSince, detail);
  }

  /** The same with what an earlier record knew of the server. */
  public RobotsRecord after(RobotsRecord earlier) {
    return new RobotsRecord(
        origin,
        outcome,
        status,
        earlier.body,
        earlier.reservations,
        fetchedAt,
        earlier.unreachableSince.or(() -> unreachableSince),
        detail);
  }
}
