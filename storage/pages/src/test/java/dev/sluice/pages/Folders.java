package dev.sluice.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies of data folders, and what lies in them. */
final class Folders {

  private Folders() {}

  /** Copies a folder with all that is in it; the new one must not be there yet. */
  static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> entries = Files.walk(from)) {
      for (Path entry : entries.toList()) {
        Files.copy(entry, to.resolve(from.relativize(entry).toString()));
      }
    }
    return to;
  }

  /** RocksDB's files whose name contains this, in order. */
  static List<Path> rocks(Path folder, String namePart) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("rocks"))) {
      return files
          .filter(file -> file.getFileName().toString().contains(namePart))
          .sorted()
          .toList();
    }
  }
}
