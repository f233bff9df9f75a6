package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.UrlTable.Place;
import dev.sluice.engine.model.HostClock;
import dev.sluice.engine.robots.RobotsFetch;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A host with work to do: its clock, the head of its queue, and whether it is being asked now.
 *
 * <p>The queue itself is on disk. Its head, a few dozen places, is held here: everything up to
 * {@code readUpTo} that is still to be done. The disk is read on from there, never from the
 * beginning, where the tombstones of the finished places lie. A new place that sorts before {@code
 * readUpTo} is put into the head; when the head grows too long, its tail goes back to the disk.
 *
 * <p>Guarded by the frontier's lock.
 */
final class HostQueue {

  private static final int READ_AT_ONCE = 32;
  private static final int MOST_IN_HEAD = 3 * READ_AT_ONCE;
  private static final byte[] BEGINNING = {};

  private final String key;
  private final TreeMap<byte[], Place> head = new TreeMap<>(Arrays::compareUnsigned);
  private final Deque<RobotsFetch> errands = new ArrayDeque<>();
  private byte[] readUpTo = BEGINNING;
  private HostClock clock;
  private State state = State.IDLE;
  private boolean awaitsRobots;

  /** Where a host stands. */
  enum State {
    /** Not in any queue; only while it is being looked at. */
    IDLE,
    /** Stands in the queue of hosts, by its clock. */
    WAITING,
    /** A request to it is under way. */
    BUSY,
    /** Can do nothing until its robots.txt has come from another host. */
    PARKED
  }

  HostQueue(String key, HostClock clock) {
    this.key = key;
    this.clock = clock;
  }

  String key() {
    return key;
  }

  HostClock clock() {
    return clock;
  }

  void setClock(HostClock next) {
    clock = next;
  }

  Instant due() {
    return clock.nextRequest();
  }

  State state() {
    return state;
  }

  void setState(State next) {
    state = next;
  }

  /** The first place in the queue, which stays there; null if there is none. */
  @Nullable Place peek(UrlTable urls) {
    // A place is on disk a moment before its finder adds it here. If it was read and done in that
    // moment, what was added is stale.
    while (!head.isEmpty() && !urls.holds(head.firstEntry().getValue())) {
      pop();
    }
    if (head.isEmpty()) {
      for (Place place : urls.next(key, readUpTo, READ_AT_ONCE)) {
        head.put(place.key(), place);
        readUpTo = place.key();
      }
    }
    return head.isEmpty() ? null : head.firstEntry().getValue();
  }

  /** Takes the first place out of the head; on disk it stays until its outcome is committed. */
  void pop() {
    head.pollFirstEntry();
  }

  /** A place was put into the queue on disk, or given back. */
  void added(Place place) {
    if (Arrays.compareUnsigned(place.key(), readUpTo) > 0) {
      return; // will be read from the disk in its turn
    }
    head.put(place.key(), place);
    while (head.size() > MOST_IN_HEAD) {
      head.pollLastEntry();
      readUpTo = head.lastKey();
    }
  }

  /** A place was taken out of the queue on disk. */
  void removed(Place place) {
    head.remove(place.key());
  }

  /** Requests to this host that a robots.txt, its own or another's, needs. */
  Deque<RobotsFetch> errands() {
    return errands;
  }

  /** Whether its robots.txt is being fetched from another host, where a redirect led. */
  boolean awaitsRobots() {
    return awaitsRobots;
  }

  void setAwaitsRobots(boolean awaits) {
    awaitsRobots = awaits;
  }
}
