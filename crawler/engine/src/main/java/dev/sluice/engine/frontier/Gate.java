package dev.sluice.engine.frontier;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * Lets threads through to the frontier's memory one at a time, and says when there is nothing more
 * to do: its lock is <em>the frontier's lock</em>.
 *
 * <p>What came of a lease is put together and committed outside of it; then the memory is brought
 * up to date by {@link #changing}, which also wakes whoever can go on. With it held the disk is
 * only read for the heads of queues, and written when a host comes, leaves, or has URLs refused.
 */
final class Gate {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** Leases that expire tell nobody. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private final Dispatch dispatch;
  private final Visits visits;
  private final OptionalLong maxPages;
  private final boolean endless;
  private final InstantSource clock;
  private final Waiters waiters;
  private long pagesDone;
  private boolean stopped;

  /**
   * @param maxPages pages after which no more are handed out; unlimited if empty
   * @param endless whether there is always more to come
   */
  Gate(
      Dispatch dispatch,
      Visits visits,
      OptionalLong maxPages,
      boolean endless,
      InstantSource clock) {
    this.dispatch = dispatch;
    this.visits = visits;
    this.maxPages = maxPages;
    this.endless = endless;
    this.clock = clock;
    this.waiters = new Waiters(clock);
  }

  Instant now() {
    return clock.instant();
  }

  void lock() {
    waiters.lock();
  }

  void lockInterruptibly() throws InterruptedException {
    waiters.lockInterruptibly();
  }

  void unlock() {
    waiters.unlock();
  }

  /** What may be done now. With the lock held. */
  Optional<Lease> next(Instant now) {
    return isLimitReached() ? Optional.empty() : dispatch.next(now);
  }

  /** Whether there is nothing to do, now or later. With the lock held. */
  boolean isDrained(Instant now) {
    return dispatch.leases().none()
        && (isLimitReached() || (!endless && dispatch.nobodyWaits(now) && !visits.willBeDue()));
  }

  private boolean isLimitReached() {
    return maxPages.isPresent() && pagesDone + dispatch.leases().pages() >= maxPages.getAsLong();
  }

  /** Waits until there can be something to do. With the lock held. */
  void await(Instant now) throws InterruptedException {
    waiters.awaitUntil(nextEvent(now));
  }

  private Instant nextEvent(Instant now) {
    Instant latest = now.plus(LONGEST_WAIT);
    if (isLimitReached()) {
      return latest;
    }
    Instant visit = visits.next();
    Instant next = dispatch.nextEvent(now).filter(due -> due.isBefore(latest)).orElse(latest);
    return visit.isBefore(next) ? visit : next;
  }

  /** Lets another thread wait at the head of all, now that this one goes. With the lock held. */
  void passOn() {
    waiters.passOn();
  }

  /** There is nothing to wait for any more. With the lock held. */
  void wakeAll() {
    waiters.wakeAll();
  }

  /** Changes the memory, and wakes whoever has something to do then. Takes the lock. */
  void changing(Runnable change) {
    waiters.lock();
    try {
      change.run();
      waiters.settled();
      Instant now = clock.instant();
      if (isDrained(now)) {
        waiters.wakeAll();
      } else {
        waiters.wakeFor(nextEvent(now));
      }
    } finally {
      waiters.unlock();
    }
  }

  /** Takes a lease back for good; false if it has expired. Takes the lock. */
  boolean beginToEnd(Lease lease) {
    waiters.lock();
    try {
      return dispatch.leases().beginToEnd(lease);
    } finally {
      waiters.unlock();
    }
  }

  /** Changes the memory as the end of a lease demands. Takes the lock. */
  void ended(Lease lease, Runnable change) {
    changing(
        () -> {
          dispatch.leases().ended(lease);
          change.run();
        });
  }

  /**
   * Waits until all leases have ended that are out now; those that nobody ends, until they expire.
   * Takes the lock.
   */
  void awaitEndOfLeases() throws InterruptedException {
    waiters.lock();
    try {
      long last = dispatch.leases().lastId();
      while (dispatch.leases().anyUpTo(last)) {
        dispatch.takeBackExpired(clock.instant());
        waiters.awaitSettled(BETWEEN_LOOKS);
      }
    } finally {
      waiters.unlock();
    }
  }

  /** Waits until something holds that the end of a lease can bring about. Takes the lock. */
  void awaitSettled(BooleanSupplier condition) throws InterruptedException {
    waiters.lock();
    try {
      while (!condition.getAsBoolean()) {
        dispatch.takeBackExpired(clock.instant());
        waiters.awaitSettled(BETWEEN_LOOKS);
      }
    } finally {
      waiters.unlock();
    }
  }

  /** A page was stored. With the lock held. */
  void countPage() {
    pagesDone++;
  }

  /** How many pages were stored in this run. With the lock held. */
  long pagesDone() {
    return pagesDone;
  }

  /** Hands out nothing more. Takes the lock. */
  void stop() {
    waiters.lock();
    try {
      stopped = true;
      waiters.wakeAll();
    } finally {
      waiters.unlock();
    }
  }

  /** With the lock held. */
  boolean isStopped() {
    return stopped;
  }
}
