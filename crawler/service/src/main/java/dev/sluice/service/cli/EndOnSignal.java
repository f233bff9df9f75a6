package dev.sluice.service.cli;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.settings.SettingsException;
import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * Lets SIGINT and SIGTERM end a command cleanly: asks it to end, and holds the process until it has
 * said how that went.
 */
final class EndOnSignal {

  private static final int LONGEST_END_SECONDS = 40;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook;
  private volatile int code = ExitCode.DEFECT;

  private EndOnSignal(Runnable askToEnd, boolean usual) {
    this.hook =
        new Thread(
            () -> {
              askToEnd.run();
              if (awaitDone() && usual) {
                Runtime.getRuntime().halt(code); // Java itself would give the signal's code
              }
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
    return new EndOnSignal(askToEnd, false).run(err, work);
  }

  /**
   * Does some work on a store, which a signal ends by closing that: what is done by then stays
   * done.
   *
   * @param work gives an exit code; it fails when the store is closed
   */
  static int duringWorkOn(DataFolder store, PrintWriter err, IntSupplier work) {
    AtomicBoolean ended = new AtomicBoolean();
    Runnable end =
        () -> {
          ended.set(true);
          store.close();
        };
    return during(
        err,
        end,
        () -> {
          try {
            return work.getAsInt();
          } catch (StoreException failure) {
            if (ended.get()) {
              return ExitCode.ENDED_BY_SIGNAL;
            }
            throw failure;
          }
        });
  }

  /**
   * Does the work of a service, of which a signal is the usual end: the process goes with the exit
   * code that the work gives.
   */
  static int duringService(PrintWriter err, Runnable askToEnd, IntSupplier work) {
    return new EndOnSignal(askToEnd, true).run(err, work);
  }

  private int run(PrintWriter err, IntSupplier work) {
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      code = work.getAsInt();
    } catch (StoreException | ExportException | SettingsException failure) {
      code = CommandLineRun.tell(failure, err);
    } finally {
      end();
    }
    return code;
  }

  private boolean awaitDone() {
    try {
      return done.await(LONGEST_END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void end() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      leaveTheExitCodeToTheSignal();
    }
  }

  /**
   * Waits to be halted: for an exit of this thread, with its own code, could come before that of
   * the signal. What the JVM takes for its end is short.
   */
  private static void leaveTheExitCodeToTheSignal() {
    try {
      Thread.sleep(TimeUnit.SECONDS.toMillis(LONGEST_END_SECONDS));
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
