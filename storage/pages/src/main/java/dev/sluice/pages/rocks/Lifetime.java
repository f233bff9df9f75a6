package dev.sluice.pages.rocks;

import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long something of RocksDB's may be used: until it is closed, which waits for those who are
 * just using it.
 *
 * <p>RocksDB takes our word for an address. A call with one that was given back ends the process,
 * and at the end of a crawl some thread may still be about to make it. So each call is made within
 * a {@link Use}, which costs two additions to a number. What was opened from this, a scan say, is
 * closed with it. Safe for use by several threads.
 */
final class Lifetime {

  /** Added to the number of users when it is closed; there are never so many. */
  private static final int CLOSED = 1 << 30;

  /** Together a minute, or less where the waiting thread is interrupted. */
  private static final int WAIT_SECONDS = 10;

  private static final int MOST_WAITS = 6;

  private final String what;
  private final AtomicInteger users = new AtomicInteger();
  private final CountDownLatch deserted = new CountDownLatch(1);
  private final Set<Runnable> dependents = ConcurrentHashMap.newKeySet();
  private final Use use = this::leave;
  private boolean freed;

  /** {@code what} is named where it is used after its end. */
  Lifetime(String what) {
    this.what = what;
  }

  /** A call that is under way. */
  interface Use extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Begins a call.
   *
   * @throws StoreException if it is closed
   */
  Use enter() {
    if (users.incrementAndGet() >= CLOSED) {
      leave();
      throw new StoreException(Problem.CLOSED, what + " is closed and cannot be used any more");
    }
    return use;
  }

  private void leave() {
    if (users.decrementAndGet() == CLOSED) {
      deserted.countDown();
    }
  }

  /** Has something closed at the end of this that was opened within one of its calls. */
  void add(Runnable close) {
    dependents.add(close);
  }

  /** Forgets what was added, and closed meanwhile. */
  void remove(Runnable close) {
    dependents.remove(close);
  }

  /**
   * Ends it: calls from now on fail; waits for those under way, closes what was opened within them,
   * and then gives back what they used. Nothing happens the second time.
   *
   * @throws StoreException if a call has not ended after a minute; then nothing is given back
   */
  synchronized void end(Runnable free) {
    if (freed) {
      return;
    }
    refuse();
    awaitDeserted();
    dependents.forEach(Runnable::run);
    free.run();
    freed = true;
  }

  /** Makes calls fail from now on; those under way go on. */
  void refuse() {
    if (users.getAndUpdate(number -> number | CLOSED) == 0) {
      deserted.countDown();
    }
  }

  private void awaitDeserted() {
    boolean interrupted = false;
    boolean empty = false;
    for (int left = MOST_WAITS; !empty && left > 0; left--) {
      try {
        empty = deserted.await(WAIT_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException goOn) {
        interrupted = true; // whoever closes cannot go on before
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!empty) {
      throw new StoreException(
          Problem.IN_USE, what + " cannot be closed: a thread is still using it after a minute");
    }
  }
}
