package dev.sluice.engine.model;

import java.time.Instant;

/**
 * All that the frontier keeps of a host.
 *
 * @param clock when it may be asked again
 * @param priority of the most urgent seed that has pages there, 1 (first) to 9 (last)
 * @param standing where it stands
 * @param since where it stands among others: the earliest time at which its turn can come
 * @param cursor the place in its queue before which nothing is left to do; empty for its beginning
 * @param pages captures of it that were stored
 */
public record HostRecord(
    HostClock clock, int priority, Standing standing, Instant since, byte[] cursor, long pages) {

  private static final byte[] NOTHING = {};

  /** Where a host stands. Stored by ordinal: append only. */
  public enum Standing {
    /** Nothing of it is queued. */
    DRAINED,
    /** Has something to do, now or at a time. */
    WAITING,
    /** It could not be reached or may not be asked; another run, or a later hour, tries again. */
    GIVEN_UP,
    /** What it has queued belongs to no seed of this run. */
    NOT_OURS,
    /** Some of what it has queued is over a budget of pages, and nothing else is left to do. */
    OVER_BUDGET,
    /** Some of what it has queued is of a seed that is paused, and nothing else is left to do. */
    PAUSED
  }

  /** A host that was just found. */
  public static HostRecord found(int priority, Instant now) {
    return new HostRecord(HostClock.NEW, priority, Standing.WAITING, now, NOTHING, 0);
  }

  /** The same host, standing elsewhere. */
  public HostRecord standing(Standing next, Instant from) {
    return new HostRecord(clock, priority, next, from, cursor, pages);
  }

  /** The same host, its queue to be read from another place. */
  public HostRecord readFrom(byte[] place) {
    return new HostRecord(clock, priority, standing, since, place, pages);
  }

  /** The same host with another priority. */
  public HostRecord ofPriority(int next) {
    return new HostRecord(clock, next, standing, since, cursor, pages);
  }

  /** The same host with fewer pages. */
  public HostRecord withoutPages(long gone) {
    return new HostRecord(clock, priority, standing, since, cursor, Math.max(0, pages - gone));
  }

  /** The same host with another clock. */
  public HostRecord at(HostClock next) {
    return new HostRecord(next, priority, standing, since, cursor, pages);
  }
}
