package dev.sluice.spark.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder on this machine, which is gone when it is closed. */
final class LocalFolder implements AutoCloseable {

  private final Path path;

  LocalFolder() {
    try {
      this.path = Files.createTempDirectory("sluice-");
    } catch (IOException notWritable) {
      throw new UncheckedIOException(
          "cannot make a temporary folder in "
              + System.getProperty("java.io.tmpdir")
              + ": name another with -Djava.io.tmpdir",
          notWritable);
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() {
    try (Stream<Path> walk = Files.walk(path)) {
      List<Path> all = walk.sorted(Comparator.reverseOrder()).toList();
      for (Path each : all) {
        Files.delete(each);
      }
    } catch (IOException stays) {
      throw new UncheckedIOException("cannot delete " + path, stays);
    }
  }
}
