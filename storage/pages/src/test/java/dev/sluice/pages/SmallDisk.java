package dev.sluice.pages;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Small disks for processes of the tests, to be filled. */
final class SmallDisk {

  private SmallDisk() {}

  /**
   * What mounts a disk with these options of tmpfs there, for the command that follows and nobody
   * else. Where that cannot be done, the test is skipped and says so.
   */
  static List<String> mountPrefix(Path disk, String options)
      throws IOException, InterruptedException {
    String script = "mount -t tmpfs -o " + options + " tmpfs '" + disk + "' && exec \"$@\"";
    for (List<String> unshare : List.of(List.of("unshare", "-m"), List.of("unshare", "-rm"))) {
      List<String> prefix =
          Stream.concat(unshare.stream(), Stream.of("sh", "-c", script, "sh")).toList();
      if (works(prefix)) {
        return prefix;
      }
    }
    assumeTrue(
        false,
        "needs 'unshare' (Debian package util-linux) and the right to mount: root with"
            + " CAP_SYS_ADMIN, or user namespaces");
    return List.of();
  }

  private static boolean works(List<String> prefix) throws IOException, InterruptedException {
    List<String> command = Stream.concat(prefix.stream(), Stream.of("true")).toList();
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException noUnshare) {
      return false;
    }
  }
}
