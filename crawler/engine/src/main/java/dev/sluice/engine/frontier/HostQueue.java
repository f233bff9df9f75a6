package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.UrlTable.Place;
import dev.sluice.engine.model.HostClock;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.HostWait;
import dev.sluice.engine.model.HostWait.Reason;
import dev.sluice.engine.scope.HostHabits;
import dev.sluice.pages.model.Origin;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A host with work to do: its clock, the head of its queue, and whether it is being asked now.
 *
 * <p>The queue itself is on disk. Its head, a few dozen places, is held here: everything that has
 * been read and is still to be done. A new place that sorts before what is unread is put into the
 * head; when the head grows too long, its tail goes back to the disk.
 *
 * <p>Guarded by the frontier's lock.
 */
final class HostQueue {

  private static final int PAGES_BETWEEN_HABITS = 50;

  private final String key;
  private final TreeMap<byte[], InHead> head = new TreeMap<>(Arrays::compareUnsigned);
  private final Deque<RobotsErrand> errands = new ArrayDeque<>();
  private final Map<Origin, Integer> failedRobots = new HashMap<>(2);
  private final HostHabits habits;
  private HostRecord record;
  private Reading reading;
  private int urgency;
  private String address;
  private State state = State.IDLE;
  private boolean located;
  private boolean awaitsRobots;
  private boolean backsOff;
  private Instant askedUntil = Instant.EPOCH;
  private int requests;
  private long pages;

  /**
   * A place in the head.
   *
   * @param told by its finder, and not read from the disk
   */
  private record InHead(Place place, boolean told) {}

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

  HostQueue(String key, HostRecord record, HostHabits habits) {
    this.key = key;
    this.address = "of " + key;
    this.record = record.readFrom(Reading.BEGINNING);
    this.habits = habits;
    this.reading = new Reading(record.cursor(), record.pages());
    this.urgency = record.priority();
    this.pages = record.pages();
    this.backsOff = record.clock().failures() > 0;
  }

  String key() {
    return key;
  }

  HostClock clock() {
    return record.clock();
  }

  void setClock(HostClock next) {
    become(record.at(next));
  }

  private void become(HostRecord next) {
    if (!next.clock().equals(record.clock())) {
      backsOff = next.clock().lastFailure().isAfter(record.clock().lastFailure());
    }
    record = next;
  }

  /** A request to it ended at this time. */
  void askedUntil(Instant end) {
    askedUntil = end;
  }

  /** Why it is not asked before it is due. */
  HostWait untilDue() {
    HostClock clock = record.clock();
    Reason why = Waits.reason(clock);
    if (!askedUntil.equals(Instant.EPOCH) && !backsOff) {
      boolean asItAsks = due().equals(askedUntil.plus(clock.crawlDelay()));
      why = asItAsks && !clock.crawlDelay().isZero() ? Reason.CRAWL_DELAY : Reason.DELAY;
    }
    return HostWait.until(why, due());
  }

  Instant due() {
    return record.clock().nextRequest();
  }

  /**
   * As it stands on the disk, but for its clock and its count of pages. It has no cursor there
   * while it is in memory, since places are added before any.
   */
  HostRecord onDisk() {
    return record;
  }

  /** As it is to be written after a request that brought so many pages. */
  HostRecord after(HostClock clock, int storedPages) {
    return new HostRecord(
        clock,
        record.priority(),
        record.standing(),
        record.since(),
        record.cursor(),
        pages + storedPages);
  }

  /** As it is to be written after a request that brought no page. */
  HostRecord after(HostClock clock) {
    return after(clock, 0);
  }

  /** Whether what was learnt is to be written: not with each page, since it is long. */
  boolean isTimeToWriteHabits() {
    return pages % PAGES_BETWEEN_HABITS == PAGES_BETWEEN_HABITS - 1;
  }

  /** Takes note of what was written after a request. */
  void written(HostRecord next) {
    become(next);
    pages = next.pages();
  }

  /** What its pages teach of its URLs; while it is being asked, for whoever has the lease. */
  HostHabits habits() {
    return habits;
  }

  /** As it is to be written when it leaves the memory. */
  HostRecord leaving(Standing standing, Instant since) {
    boolean goesOn = standing == Standing.WAITING && !reading.hasPassedOver();
    byte[] cursor = goesOn ? cursor() : Reading.BEGINNING;
    return new HostRecord(record.clock(), urgency, standing, since, cursor, pages);
  }

  private byte[] cursor() {
    return head.isEmpty() ? reading.unread() : head.firstKey();
  }

  /** How urgent it is: the priority of its most urgent seed. */
  int urgency() {
    return urgency;
  }

  void setUrgency(int priority) {
    urgency = priority;
  }

  void hurry(int priority) {
    urgency = Math.min(urgency, priority);
  }

  long pages() {
    return pages;
  }

  /** Requests to it since it came into memory. */
  int requests() {
    return requests;
  }

  void countRequest() {
    requests++;
  }

  State state() {
    return state;
  }

  void setState(State next) {
    state = next;
  }

  /** The IP address that it is asked at; a stand-in of its own until that was looked up. */
  String address() {
    return address;
  }

  /** Whether its address was looked up. */
  boolean isLocated() {
    return located;
  }

  void locate(String ip) {
    address = ip;
    located = true;
  }

  /** The first place in the queue, which stays there; null if there is none. */
  @Nullable Place peek(UrlTable urls, int readAtOnce) {
    while (!head.isEmpty() && isStale(urls, head.firstEntry().getValue())) {
      pop();
    }
    if (head.isEmpty()) {
      for (Place place : urls.next(key, reading.unread(), readAtOnce)) {
        head.put(place.key(), new InHead(place, false));
        reading.read(place.key());
      }
    }
    return head.isEmpty() ? null : head.firstEntry().getValue().place();
  }

  /**
   * A place is on disk a moment before its finder adds it here. If it was read and done in that
   * moment, what was added is stale. What was read is not: nobody but this host takes it away.
   */
  private static boolean isStale(UrlTable urls, InHead first) {
    return first.told() && !urls.holds(first.place());
  }

  /** Takes the first place out of the head; on disk it stays until its outcome is committed. */
  void pop() {
    head.pollFirstEntry();
  }

  /** Leaves the first place where it is: this run may not fetch it, another may. */
  void passOver() {
    reading.passOver();
    pop();
  }

  /** A place that was taken out of the head stays in the queue, for another run. */
  void leaveBehind() {
    reading.passOver();
  }

  /** Leaves the first place where it is, since a budget is used up. */
  void passOverBudget() {
    reading.passOverBudget();
    pop();
  }

  /** Leaves the first place where it is until this host has had more pages. */
  void passOverShare() {
    reading.passOverShare();
    pop();
  }

  /** Leaves the first place where it is, since its seed is paused. */
  void passOverPaused() {
    reading.passOverPaused();
    pop();
  }

  /** Whether places were passed over since their seed is paused. */
  boolean isPaused() {
    return reading.isPaused();
  }

  /**
   * Looks again at what was passed over: its seeds have changed. Nothing that is under way is read
   * a second time, since a host that is being asked reads nothing before the outcome is committed.
   */
  void lookAgain() {
    if (reading.hasPassedOver()) {
      readAnew();
    }
  }

  /** Reads its queue from the beginning, since places of it were removed. */
  void readAnew() {
    reading = new Reading(Reading.BEGINNING, pages);
    head.clear();
  }

  /** Whether places were passed over since a budget is used up. */
  boolean isOverBudget() {
    return reading.isOverBudget();
  }

  /** Whether places were passed over, so that the queue is not empty when its end is reached. */
  boolean hasPassedOver() {
    return reading.hasPassedOver();
  }

  /** How far its queue was read, for when it comes back in this run. */
  Reading reading() {
    reading.setUnread(cursor());
    return reading;
  }

  /** It has been here before in this run, and is read on from there. */
  void goOn(Reading before) {
    reading = before;
  }

  /** At the end of the queue: begins anew if there can be room by now for what was passed over. */
  boolean beginAnew() {
    return reading.beginAnew(pages);
  }

  /** A place was put into the queue on disk, or given back. */
  void added(Place place, int mostInHead) {
    if (!reading.isBehind(place.key())) {
      return; // will be read from the disk in its turn
    }
    head.put(place.key(), new InHead(place, true));
    while (head.size() > mostInHead) {
      reading.setUnread(head.lastKey());
      head.pollLastEntry();
    }
  }

  /** A place was taken out of the queue on disk. */
  void removed(Place place) {
    head.remove(place.key());
  }

  /** Requests to this host that a robots.txt, its own or another's, needs. */
  Deque<RobotsErrand> errands() {
    return errands;
  }

  /** Whether its robots.txt is being fetched from another host, where a redirect led. */
  boolean awaitsRobots() {
    return awaitsRobots;
  }

  void setAwaitsRobots(boolean awaits) {
    awaitsRobots = awaits;
  }

  /** How often the robots.txt of each of its servers could not be had, in this run. */
  Map<Origin, Integer> failedRobots() {
    return failedRobots;
  }
}
