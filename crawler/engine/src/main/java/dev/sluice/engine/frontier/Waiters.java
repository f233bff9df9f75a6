package dev.sluice.engine.frontier;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads that wait for something to do, and the lock that guards what they wait for.
 *
 * <p>One of them, the leader, waits until the next host is due; the others wait for the leader. So
 * a host that becomes due wakes one thread and not all of them (the leader-follower pattern, as in
 * {@code java.util.concurrent.DelayQueue}).
 */
final class Waiters {

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition settled = lock.newCondition();
  private @Nullable Thread leader;
  private Instant leaderUntil = Instant.EPOCH;

  Waiters(InstantSource clock) {
    this.clock = clock;
  }

  void lock() {
    lock.lock();
  }

  void lockInterruptibly() throws InterruptedException {
    lock.lockInterruptibly();
  }

  void unlock() {
    lock.unlock();
  }

  /** Waits until something has changed, or until a time. With the lock held. */
  @SuppressWarnings("WaitNotInLoop") // whoever waits looks again for something to do, and again
  void awaitUntil(Instant next) throws InterruptedException {
    if (leader != null) {
      changed.await();
      return;
    }
    leader = Thread.currentThread();
    leaderUntil = next;
    try {
      changed.awaitNanos(Duration.between(clock.instant(), next).toNanos());
    } finally {
      if (leader == Thread.currentThread()) {
        leader = null;
      }
    }
  }

  /** Something has changed, and the next host is due at this time. With the lock held. */
  void wakeFor(Instant next) {
    if (leader == null || next.isBefore(leaderUntil)) {
      leader = null; // it waits for too long now; the next one will wait for the right time
      changed.signal();
    }
  }

  /** Waits until a lease has ended, or for a moment. With the lock held. */
  @SuppressWarnings("WaitNotInLoop") // whoever waits looks again
  void awaitSettled(Duration most) throws InterruptedException {
    settled.awaitNanos(most.toNanos());
  }

  /** A lease may have ended. With the lock held. */
  void settled() {
    settled.signalAll();
  }

  /** Lets another thread lead, now that this one has something to do. With the lock held. */
  void passOn() {
    if (leader == null) {
      changed.signal();
    }
  }

  /** There is nothing to wait for any more. With the lock held. */
  void wakeAll() {
    changed.signalAll();
  }
}
