package dev.sluice.pages.snapshot;

import dev.sluice.pages.model.SnapshotSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whose the bytes of a snapshot are: a file is shared with whoever has a hard link to it. */
final class FileSpace {

  private FileSpace() {}

  /**
   * A file that is there, whatever it is called.
   *
   * @param key its disk and the number of its inode
   * @param links how many names it has
   * @param bytes its length
   */
  private record Stored(String key, int links, long bytes) {}

  /** What a snapshot takes, and how much of that the store's folder does not have. */
  static SnapshotSpace of(Path snapshot, Path store) throws IOException {
    Set<String> ofStore = new HashSet<>();
    files(store).forEach(file -> ofStore.add(file.key));
    List<Stored> files = new ArrayList<>(files(snapshot));
    files.addAll(files(snapshot.resolve("rocks")));
    long bytes = 0;
    long apart = 0;
    long freed = 0;
    for (Stored file : files) {
      bytes += file.bytes;
      apart += ofStore.contains(file.key) ? 0 : file.bytes;
      freed += file.links == 1 ? file.bytes : 0;
    }
    return new SnapshotSpace(bytes, apart, freed);
  }

  /** What the files of a folder take. */
  static long bytes(Path folder) throws IOException {
    return files(folder).stream().mapToLong(Stored::bytes).sum();
  }

  /** The files of a folder, which may come and go meanwhile; none if the folder is missing. */
  private static List<Stored> files(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> entries = Files.list(folder)) {
      paths = entries.toList();
    } catch (NoSuchFileException missing) {
      return List.of();
    }
    List<Stored> files = new ArrayList<>();
    for (Path path : paths) {
      stored(path).ifPresent(files::add);
    }
    return files;
  }

  private static Optional<Stored> stored(Path path) throws IOException {
    try {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      int links = (Integer) Files.getAttribute(path, "unix:nlink");
      return file.isRegularFile()
          ? Optional.of(new Stored(String.valueOf(file.fileKey()), links, file.size()))
          : Optional.empty();
    } catch (NoSuchFileException deletedMeanwhile) {
      return Optional.empty();
    }
  }
}
