package dev.sluice.pages.folder;

import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The file {@code sluice-index}, which says that a folder is an index of exported documents.
 *
 * @param id tells this index from all others
 */
public record IndexMark(String id) {

  private static final String FILE = "sluice-index";
  private static final String UNFINISHED = FILE + ".tmp";
  private static final int FORMAT = 1;

  /**
   * Reads the mark of a folder that must be an index.
   *
   * @throws StoreException if there is none, or it is of another version
   */
  public static IndexMark read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      throw new StoreException(
          Problem.NOT_A_STORE,
          folder
              + " is no index of exported documents (it has no file '"
              + FILE
              + "'): 'sluice export --index "
              + folder
              + "' makes one in a new or empty folder");
    }
    return parse(folder, file);
  }

  /**
   * Reads the mark of a folder, or makes it if the folder is missing or empty.
   *
   * @throws StoreException if the folder holds other things or cannot be written
   */
  public static IndexMark readOrMake(Path folder) {
    if (Files.exists(folder.resolve(FILE))) {
      return read(folder);
    }
    try {
      Files.createDirectories(folder);
      requireEmpty(folder);
      return make(folder);
    } catch (IOException failure) {
      throw FolderTrouble.cannotBe("made", folder, failure);
    }
  }

  private static void requireEmpty(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      // An unfinished mark is what a process leaves that was killed just here.
      if (!entries.allMatch(entry -> entry.endsWith(UNFINISHED))) {
        throw new StoreException(
            Problem.NOT_A_STORE,
            folder
                + " holds other files and is no index of exported documents: name an empty or a new"
                + " folder with --index");
      }
    }
  }

  private static IndexMark make(Path folder) throws IOException {
    IndexMark mark = new IndexMark(UUID.randomUUID().toString().substring(0, 8));
    Path unfinished = folder.resolve(UNFINISHED);
    Files.writeString(
        unfinished,
        "# This folder is an index of exported documents: what new pages are compared with.\n"
            + "format="
            + FORMAT
            + "\nid="
            + mark.id
            + "\n");
    Files.move(unfinished, folder.resolve(FILE));
    return mark;
  }

  private static IndexMark parse(Path folder, Path file) {
    try {
      Properties lines = new Properties();
      lines.load(new StringReader(Files.readString(file)));
      int format = Integer.parseInt(lines.getProperty("format", "none"));
      requireKnown(folder, format);
      return new IndexMark(lines.getProperty("id", "none"));
    } catch (IllegalArgumentException damage) {
      throw new StoreException(
          Problem.CORRUPT, file + " names no format: restore the file", damage);
    } catch (IOException failure) {
      throw FolderTrouble.cannotBe("read", file, failure);
    }
  }

  private static void requireKnown(Path folder, int format) {
    if (format == FORMAT) {
      return;
    }
    boolean newer = format > FORMAT;
    throw new StoreException(
        newer ? Problem.NEWER_VERSION : Problem.OLDER_VERSION,
        folder
            + " was written by "
            + (newer ? "a newer" : "an older")
            + " Sluice (format "
            + format
            + "; this one knows "
            + FORMAT
            + "): "
            + (newer ? "update Sluice" : "begin a new index in another folder"));
  }
}
