package dev.sluice.bench.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What a folder takes of the disk: blocks, since some files have holes. */
public final class DiskUse {

  private DiskUse() {}

  /** The bytes of all blocks of a folder's files. */
  public static long bytes(Path folder) throws IOException, InterruptedException {
    Process du = new ProcessBuilder("du", "-s", "--block-size=1", "--", folder.toString()).start();
    String said = new String(du.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (du.waitFor() != 0) {
      throw new IOException("cannot measure " + folder);
    }
    return Long.parseLong(said.substring(0, said.indexOf('\t')));
  }
}
