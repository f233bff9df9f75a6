package dev.sluice.pages.folder;

import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The file {@code sluice-store}, which says that a folder is a Sluice store.
 *
 * @param format version of the folder's layout
 * @param storeId tells this store from all others
 */
public record FolderMark(int format, String storeId) {

  /** The name of the file. */
  public static final String FILE = "sluice-store";

  private static final String UNFINISHED = FILE + ".tmp";
  private static final int FORMAT = 2;

  /**
   * Reads the mark of a folder that must be a store.
   *
   * @throws StoreException if there is none, or it is of another version
   */
  public static FolderMark read(Path folder) {
    if (!Files.exists(folder.resolve(FILE))) {
      throw new StoreException(
          Problem.NOT_A_STORE,
          folder
              + " is no Sluice store (it has no file '"
              + FILE
              + "'). 'sluice crawl --data "
              + folder
              + "' makes one; otherwise name the right folder with --data");
    }
    return parse(folder);
  }

  /**
   * Reads the mark of a folder, or makes it if the folder is missing or empty.
   *
   * @throws StoreException if the folder holds other things or cannot be written
   */
  public static FolderMark readOrMake(Path folder) {
    if (Files.exists(folder.resolve(FILE))) {
      return parse(folder);
    }
    try {
      Files.createDirectories(folder);
      if (!isEmpty(folder)) {
        throw new StoreException(
            Problem.NOT_A_STORE,
            folder + " holds other files and is no Sluice store: name an empty or a new folder");
      }
      return make(folder);
    } catch (IOException failure) {
      throw FolderTrouble.cannotBe("made", folder, failure);
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      // An unfinished mark is what a process leaves that was killed just here.
      return entries.allMatch(entry -> entry.endsWith(UNFINISHED));
    }
  }

  private static FolderMark make(Path folder) throws IOException {
    FolderMark mark = new FolderMark(FORMAT, UUID.randomUUID().toString().substring(0, 8));
    mark.write(folder);
    return mark;
  }

  /**
   * Marks a folder as holding this store, or a state of it.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path folder) throws IOException {
    String text =
        "# This folder is a Sluice store: raw pages and the state of their crawl.\n"
            + "format="
            + format
            + "\nid="
            + storeId
            + "\n";
    Path unfinished = folder.resolve(UNFINISHED);
    Files.writeString(unfinished, text);
    Files.move(unfinished, folder.resolve(FILE));
  }

  private static FolderMark parse(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      Properties properties = new Properties();
      properties.load(new StringReader(Files.readString(file)));
      int format = Integer.parseInt(properties.getProperty("format", "none"));
      requireKnown(folder, format);
      return new FolderMark(format, properties.getProperty("id", "none"));
    } catch (IllegalArgumentException | CharacterCodingException damage) {
      throw new StoreException(
          Problem.CORRUPT, file + " names no format: restore the file", damage);
    } catch (IOException failure) {
      throw FolderTrouble.cannotBe("read", file, failure);
    }
  }

  private static void requireKnown(Path folder, int format) {
    String versions = " Sluice (format " + format + "; this one knows " + FORMAT + "): ";
    if (format > FORMAT) {
      throw new StoreException(
          Problem.NEWER_VERSION, folder + " was written by a newer" + versions + "update Sluice");
    }
    if (format < FORMAT) {
      throw new StoreException(
          Problem.OLDER_VERSION,
          folder
              + " was written by an older"
              + versions
              + "read it with the Sluice that wrote it, or crawl again into a new folder");
    }
  }
}
