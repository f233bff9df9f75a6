package dev.sluice.pages.snapshot;

import dev.sluice.pages.folder.FolderTrouble;
import dev.sluice.pages.folder.ReadersLock;
import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.SnapshotSpace;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The snapshots of a data folder as folders on the disk: which there are, and how they go. */
public final class SnapshotShelf {

  private static final String MAKING = ".making-";
  private static final String GONE = ".gone-";

  private final Path data;
  private final Path shelf;

  /** The shelf of a data folder, which need not be there yet. */
  public SnapshotShelf(Path data) {
    this.data = data;
    this.shelf = data.resolve("snapshots");
  }

  /** The names of all snapshots, in order; what is half made or half gone has none. */
  public List<String> names() {
    return entries().stream().filter(SnapshotName::isValid).toList();
  }

  private List<String> entries() {
    try (Stream<Path> entries = Files.list(shelf)) {
      return entries
          .filter(Files::isDirectory)
          .map(entry -> String.valueOf(entry.getFileName()))
          .sorted()
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException failure) {
      throw FolderTrouble.cannotBe("read", shelf, failure);
    }
  }

  /** Whether there is a snapshot of this name, whole or damaged. */
  public boolean has(String name) {
    return SnapshotName.isValid(name) && Files.isDirectory(shelf.resolve(name));
  }

  /**
   * The folder of a snapshot.
   *
   * @throws SettingsException if there is none of this name; says which was probably meant
   */
  public Path folder(String name) {
    SnapshotName.require(name);
    if (!has(name)) {
      throw new SettingsException(data + " has no snapshot '" + name + "'" + hint(name));
    }
    return shelf.resolve(name);
  }

  private String hint(String name) {
    List<String> names = names();
    if (names.isEmpty()) {
      return "; it has none yet, 'sluice snapshot create --data " + data + "' makes one";
    }
    return Nearest.to(name, names)
        .map(near -> "; did you mean '" + near + "'?")
        .orElse("; 'sluice snapshot list --data " + data + "' lists those that there are");
  }

  /**
   * What is written down of a snapshot.
   *
   * @throws SettingsException if there is none of this name
   * @throws StoreException if it is damaged
   */
  public NamedSnapshot read(String name) {
    return SnapshotMark.read(folder(name));
  }

  /** What a snapshot costs on the disk. */
  public SnapshotSpace space(String name) {
    Path folder = folder(name);
    try {
      return FileSpace.of(folder, data.resolve("rocks"));
    } catch (IOException failure) {
      throw FolderTrouble.cannotBe("read", folder, failure);
    }
  }

  /**
   * Removes a snapshot, all at once for everybody else.
   *
   * @throws SettingsException if there is none of this name
   * @throws StoreException if somebody reads it (Problem IN_USE), or it cannot be removed
   */
  public void delete(String name) {
    Path folder = folder(name);
    Path gone = shelf.resolve(GONE + name + "-" + UUID.randomUUID().toString().substring(0, 8));
    try (ReadersLock alone = ReadersLock.claim(folder).orElseThrow(() -> beingRead(name))) {
      Files.move(folder, gone, StandardCopyOption.ATOMIC_MOVE);
      Disk.sync(shelf);
    } catch (IOException failure) {
      throw FolderTrouble.cannotBe("deleted", folder, failure);
    }
    remove(gone);
  }

  private StoreException beingRead(String name) {
    return new StoreException(
        Problem.IN_USE,
        "the snapshot '"
            + name
            + "' of "
            + data
            + " is being read, by an export say: wait for that to end, or end it, and then delete"
            + " the snapshot");
  }

  /**
   * Removes what was left by a process that was killed while it made or deleted a snapshot. Only
   * for the one process that writes to the data folder, when it makes none.
   */
  public void clearLeftovers() {
    for (String entry : entries()) {
      if (entry.startsWith(MAKING) || entry.startsWith(GONE)) {
        remove(shelf.resolve(entry));
      }
    }
  }

  /** The same where something else has failed before, which is what has to be told. */
  void discardLeftovers() {
    try {
      clearLeftovers();
    } catch (StoreException nextWriterTriesAgain) {
      // what is left has no name, and is in nobody's way
    }
  }

  private static void remove(Path tree) {
    try {
      Disk.deleteTree(tree);
    } catch (IOException failure) {
      throw FolderTrouble.cannotBe("removed", tree, failure);
    }
  }

  /** Refuses a name that is taken, or cannot be one. */
  void requireFree(String name) {
    SnapshotName.require(name);
    if (has(name)) {
      throw new SettingsException(
          data + " already has a snapshot '" + name + "': choose another name, or delete that one");
    }
  }

  /** Where a snapshot of this name is, or would be. */
  Path path(String name) {
    return shelf.resolve(name);
  }

  /** Makes the folder in which a snapshot is put together. */
  Path begin(String name) throws IOException {
    return Files.createDirectories(shelf.resolve(MAKING + name));
  }

  /** Gives a snapshot that is whole its name; it is safe from a power cut then. */
  void publish(Path making, String name) throws IOException {
    Files.move(making, shelf.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    Disk.sync(shelf);
    Disk.sync(data);
  }
}
