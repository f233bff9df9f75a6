package dev.sluice.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.pages.model.ContentHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folders with all that is in them. */
final class Trees {

  private Trees() {}

  /** The digest of each file, by its name in the folder. */
  static Map<String, String> digests(Path folder) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    for (Path file : files(folder)) {
      digests.put(
          folder.relativize(file).toString(), ContentHash.of(Files.readAllBytes(file)).hex());
    }
    return digests;
  }

  /**
   * The same of a finished export, but for its report, which tells of the exports beside it, too,
   * and its digest.
   */
  static Map<String, String> exportDigests(Path export) throws IOException {
    Map<String, String> digests = digests(export);
    assertThat(digests.keySet().removeAll(Set.of("report.html", "report.json", "SHA256SUMS")))
        .isTrue();
    return digests;
  }

  /** All files of a folder, in order. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Copies a folder; the new one must not be there yet. */
  static Path copy(Path from, Path to) throws IOException {
    try (Stream<Path> entries = Files.walk(from)) {
      for (Path entry : entries.toList()) {
        Files.copy(entry, to.resolve(from.relativize(entry).toString()));
      }
    }
    return to;
  }
}
