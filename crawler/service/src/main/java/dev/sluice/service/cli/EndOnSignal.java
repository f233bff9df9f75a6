package dev.sluice.service.cli;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.settings.SettingsException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Lets SIGINT and SIGTERM end a command cleanly: asks it to end, and holds the process until it has
 * said how that went.
 */
final class EndOnSignal {

  private static final int LONGEST_END_SECONDS = 40;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;

  private EndOnSignal(Runnable askToEnd) {
    this.hook =
        new Thread(
            () -> {
              askToEnd.run();
              awaitDone();
            },
            "end-on-signal");
  }

  /**
   * Does some work, which a signal asks to end. The process goes when the work has returned, and
   * its failure, if it has one, is told.
   *
   * @param work gives an exit code
   */
  static int during(PrintWriter err, Runnable askToEnd, IntSupplier work) {
    EndOnSignal signal = new EndOnSignal(askToEnd);
    Runtime.getRuntime().addShutdownHook(signal.hook);
    try {
      return work.getAsInt();
    } catch (StoreException | ExportException | SettingsException failure) {
      return CommandLineRun.tell(failure, err);
    } finally {
      signal.end();
    }
  }

  private void awaitDone() {
    try {
      done.await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void end() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      // a signal is why the work ended
    }
  }
}
