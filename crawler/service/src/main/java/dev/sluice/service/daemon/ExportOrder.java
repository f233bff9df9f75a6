package dev.sluice.service.daemon;

import java.time.Instant;
import java.util.Optional;

/**
 * An export that somebody ordered of the daemon, and what became of it.
 *
 * @param id its name, which is that of its folder
 * @param snapshot the name of what is exported
 * @param recipe the name of a built-in recipe
 * @param since the name of an older snapshot, if only what has changed since then is wanted
 * @param index the name of an index of exported documents to compare with, if there is one
 * @param startedAt when it was begun, or gone on with; nothing before
 * @param endedAt nothing while it is under way
 * @param message why it did not come to its end
 * @param maker the process that makes it, or did last
 */
public record ExportOrder(
    String id,
    String snapshot,
    String recipe,
    Optional<String> since,
    Optional<String> index,
    State state,
    Instant orderedAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<String> message,
    Optional<Maker> maker) {

  /** How an export stands. */
  public enum State {
    /** It waits for its turn. */
    QUEUED,
    /** A process makes it. */
    RUNNING,
    /** It is whole. */
    DONE,
    /** It was asked to end, or its process is gone; it can be resumed. */
    CANCELLED,
    /** It met trouble; it can be resumed when that is gone. */
    FAILED
  }

  /**
   * A process, told from later ones of the same number.
   *
   * @param startedAt as the system tells it
   */
  public record Maker(long pid, Instant startedAt) {}

  /** What an export is to be. */
  public record Wish(
      String snapshot, String recipe, Optional<String> since, Optional<String> index) {

    /** Everything that a snapshot has, compared with no other export. */
    public static Wish of(String snapshot, String recipe) {
      return new Wish(snapshot, recipe, Optional.empty(), Optional.empty());
    }
  }

  /** One that waits for its turn. */
  static ExportOrder of(String id, Wish wish, Instant now) {
    return new ExportOrder(
        id,
        wish.snapshot,
        wish.recipe,
        wish.since,
        wish.index,
        State.QUEUED,
        now,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether it waits or is made. */
  boolean isUnderWay() {
    return state == State.QUEUED || state == State.RUNNING;
  }

  /** The same, waiting for its turn again. */
  ExportOrder again() {
    return of(id, new Wish(snapshot, recipe, since, index), orderedAt);
  }

  /** The same, which a process makes from now on. */
  ExportOrder started(Instant now, Maker by) {
    return new ExportOrder(
        id,
        snapshot,
        recipe,
        since,
        index,
        State.RUNNING,
        orderedAt,
        Optional.of(now),
        Optional.empty(),
        Optional.empty(),
        Optional.of(by));
  }

  /** The same, whole. */
  ExportOrder done(Instant now) {
    return ended(State.DONE, now, Optional.empty());
  }

  /** The same, not whole, and why. */
  ExportOrder ended(State how, Instant now, String why) {
    return ended(how, now, Optional.of(why));
  }

  private ExportOrder ended(State how, Instant now, Optional<String> why) {
    return new ExportOrder(
        id,
        snapshot,
        recipe,
        since,
        index,
        how,
        orderedAt,
        startedAt,
        Optional.of(now),
        why,
        maker);
  }
}
