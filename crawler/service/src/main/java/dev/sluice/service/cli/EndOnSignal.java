package dev.sluice.service.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets SIGINT and SIGTERM end a command cleanly: asks it to end, and holds the process until it has
 * said that it is done. For the command, the time between making this and closing it.
 */
final class EndOnSignal implements AutoCloseable {

  private static final int LONGEST_END_SECONDS = 40;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  EndOnSignal(Runnable askToEnd) {
    this.hook =
        new Thread(
            () -> {
              askToEnd.run();
              awaitDone();
            },
            "end-on-signal");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void awaitDone() {
    try {
      done.await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // a signal is why the command ended
    }
  }
}
