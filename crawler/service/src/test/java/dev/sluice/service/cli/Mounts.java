package dev.sluice.service.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shells that may mount a disk of their own, which nobody else sees. */
record Mounts(List<String> unshare) {

  /** What a machine lacks where there is no such shell. */
  static final String MISSING =
      "needs 'unshare' (Debian package util-linux) and the right to mount: root with"
          + " CAP_SYS_ADMIN, or user namespaces";

  /** How to get such a shell here, if at all. */
  static Optional<Mounts> find() throws IOException, InterruptedException {
    for (List<String> unshare : List.of(List.of("unshare", "-m"), List.of("unshare", "-rm"))) {
      Mounts mounts = new Mounts(unshare);
      if (mounts.work()) {
        return Optional.of(mounts);
      }
    }
    return Optional.empty();
  }

  /** The start of a command line that runs this script; what is put behind it are its arguments. */
  List<String> shell(String script) {
    return Stream.concat(unshare.stream(), Stream.of("sh", "-c", script, "sh")).toList();
  }

  private boolean work() throws IOException, InterruptedException {
    List<String> command = shell("mount -t tmpfs -o size=1m tmpfs /mnt");
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException noUnshare) {
      return false;
    }
  }
}
