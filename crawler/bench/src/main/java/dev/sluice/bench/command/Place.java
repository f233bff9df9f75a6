package dev.sluice.bench.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Where a measurement takes place, and by which clock.
 *
 * @param home the folder of Sluice's sources, which holds the launcher
 * @param work a folder for data that may be thrown away
 * @param results for tables, ready to be put into a document
 * @param remarks for what a person wants to see meanwhile
 */
public record Place(
    Path home, Path work, PrintStream results, PrintStream remarks, InstantSource clock) {

  /** A folder in {@code work} that does not exist: what was there is deleted. */
  public Path fresh(String name) throws IOException, InterruptedException {
    Path folder = work.resolve(name);
    if (Files.exists(folder)) {
      // The system's own tool is the quickest for the hundred thousand files that a peer can leave.
      Process delete = new ProcessBuilder("rm", "-rf", "--", folder.toString()).start();
      if (delete.waitFor() != 0) {
        throw new IOException("cannot delete " + folder);
      }
    }
    return folder;
  }

  /** Waits; may end a little early, as nothing here depends on it. */
  public void pause(Duration time) {
    LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(time.toMillis()));
  }
}
