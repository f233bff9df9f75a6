package dev.sluice.pages.snapshot;

import dev.sluice.pages.model.SnapshotSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Whose the bytes of a snapshot are: a file is shared with whoever has a hard link to it. */
final class FileSpace {

  private FileSpace() {}

  /** What a snapshot takes, and how much of that the store's folder does not have. */
  static SnapshotSpace of(Path snapshot, Path store) throws IOException {
    Set<Object> ofStore = new HashSet<>();
    for (Path file : files(store)) {
      ofStore.add(attributes(file).getOrDefault("ino", 0L));
    }
    long bytes = 0;
    long apart = 0;
    long freed = 0;
    for (Path file : files(snapshot)) {
      Map<String, Object> attributes = attributes(file);
      long size = number(attributes, "size");
      bytes += size;
      apart += ofStore.contains(attributes.getOrDefault("ino", 0L)) ? 0 : size;
      freed += number(attributes, "nlink") == 1 ? size : 0;
    }
    return new SnapshotSpace(bytes, apart, freed);
  }

  /** What the files of a folder take. */
  static long bytes(Path folder) throws IOException {
    long bytes = 0;
    for (Path file : files(folder)) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }

  /** Nothing for a file that was deleted meanwhile. */
  private static Map<String, Object> attributes(Path file) throws IOException {
    try {
      return Files.readAttributes(file, "unix:ino,nlink,size");
    } catch (NoSuchFileException deletedMeanwhile) {
      return Map.of();
    }
  }

  private static long number(Map<String, Object> attributes, String name) {
    return attributes.get(name) instanceof Number number ? number.longValue() : 0;
  }
}
