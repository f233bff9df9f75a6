package dev.sluice.engine.crawler4j;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Turns at the processors: of the threads that have something to compute, only as many go on at a
 * time as the machine has processors. The others wait for theirs.
 *
 * <p>A crawl has hundreds of threads, because they wait for servers most of the time. While there
 * is more to compute than the processors can do, as in the first seconds, all of them would compute
 * at once. Then the JVM's own compiler, whose work makes theirs cheaper, gets one share among
 * hundreds, and so does whatever else the process has to answer. Besides, a parsed page takes many
 * times its size in memory.
 *
 * <p>Nobody waits for a server, or for another turn, within a turn. Safe for use by several
 * threads.
 */
final class ProcessorTurns {

  private final Semaphore turns;

  /** As many turns at a time as there are processors, and two at least. */
  ProcessorTurns() {
    this.turns = new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));
  }

  /** Waits for a turn and does this in it. */
  void take(Runnable work) {
    turns.acquireUninterruptibly();
    try {
      work.run();
    } finally {
      turns.release();
    }
  }

  /** Waits for a turn and finds this in it. */
  <T> T take(Supplier<T> work) {
    turns.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      turns.release();
    }
  }
}
