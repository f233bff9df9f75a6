package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.UrlTable.Due;
import dev.sluice.engine.frontier.UrlTable.Place;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.VisitHistory;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.PageUrl;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The pages that are to be visited again, in the order of their times: table {@code due}. When a
 * time has come, the page goes back into the queue of its host.
 *
 * <p>Safe for use by several threads.
 */
final class Visits {

  private static final int QUEUED_AT_ONCE = 256;

  private final UrlTable urls;
  private final Instant until;
  private final ReentrantLock changing = new ReentrantLock();
  private byte[] readUpTo = key(Instant.EPOCH);
  private Instant next;

  /**
   * @param until later visits are left to another run
   */
  Visits(UrlTable urls, Instant until) {
    this.urls = urls;
    this.until = until;
    this.next = first().orElse(Instant.MAX);
  }

  private static byte[] key(Instant at) {
    return ByteBuffer.allocate(Long.BYTES).putLong(at.toEpochMilli()).array();
  }

  private Optional<Instant> first() {
    return urls.due(readUpTo, 1).stream().map(Due::at).findFirst();
  }

  /** When the first visit of this run is due; {@link Instant#MAX} if there is none. */
  synchronized Instant next() {
    return next.isAfter(until) ? Instant.MAX : next;
  }

  boolean areDue(Instant now) {
    return !next().isAfter(now);
  }

  /** Whether there are visits of this run, due or not; also while they are being queued. */
  boolean willBeDue() {
    return changing.isLocked() || !next().equals(Instant.MAX);
  }

  /** A visit is planned for this time, as the disk says by now. */
  synchronized void expect(Instant at) {
    if (at.isBefore(next)) {
      next = at;
    }
    byte[] key = key(at);
    if (Arrays.compareUnsigned(key, readUpTo) < 0) {
      readUpTo = key;
    }
  }

  /**
   * Begins to change the visits of pages that are not queued, which one thread does at a time: what
   * it has read of them holds until its batch is committed.
   */
  void begin() {
    changing.lock();
  }

  void end() {
    changing.unlock();
  }

  /** Puts visits that are due back into the queue, in a batch; between begin and end. */
  List<Place> queue(Batch batch, Instant now) {
    byte[] from;
    synchronized (this) {
      from = readUpTo;
      next = Instant.MAX; // what is planned from here on counts
    }
    List<Due> read = urls.due(from, QUEUED_AT_ONCE + 1);
    List<Due> due = new ArrayList<>();
    Instant following = Instant.MAX;
    for (Due visit : read) {
      if (due.size() == QUEUED_AT_ONCE || visit.at().isAfter(now) || visit.at().isAfter(until)) {
        following = visit.at();
        break;
      }
      due.add(visit);
    }
    List<Place> places = requeue(batch, due, now);
    advance(from, due, following);
    return places;
  }

  private List<Place> requeue(Batch batch, List<Due> due, Instant now) {
    List<Place> places = new ArrayList<>();
    for (UrlRecord record : urls.findAll(due.stream().map(Due::urlKey).toList())) {
      if (!record.status().isInQueue()) {
        places.add(urls.requeue(batch, record, now));
      }
    }
    return places;
  }

  private synchronized void advance(byte[] from, List<Due> due, Instant following) {
    if (following.isBefore(next)) {
      next = following;
    }
    if (!due.isEmpty() && Arrays.equals(from, readUpTo)) {
      byte[] last = due.get(due.size() - 1).key();
      readUpTo = Arrays.copyOf(last, last.length + 1);
    }
  }

  /**
   * Plans visits of pages for now, unless they are queued already; between begin and end. Gives the
   * time of those visits, to be expected when the batch is committed.
   */
  Optional<Instant> bringForward(Batch batch, List<PageUrl> outdated, Instant now) {
    Instant at = now.isAfter(until) ? until : now; // in this run
    boolean any = false;
    for (UrlRecord before : urls.findAll(outdated.stream().map(PageUrl::key).toList())) {
      if (before.status().isInQueue()) {
        continue;
      }
      any = true;
      VisitHistory seen = before.history();
      VisitHistory sooner =
          new VisitHistory(
              seen.visits(), seen.changes(), seen.interval(), seen.lastVisit(), Optional.of(at));
      urls.reschedule(
          batch,
          before,
          new UrlRecord(
              before.url(),
              before.status(),
              before.since(),
              before.attempts(),
              before.detail(),
              sooner));
    }
    return any ? Optional.of(at) : Optional.empty();
  }
}
