package dev.sluice.corpus.recipe;

import dev.sluice.corpus.model.ListFile;
import dev.sluice.pages.settings.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the files that a recipe names are read from: {@code builtin:NAME} comes with Sluice, any
 * other name is a path, beginning at the recipe's own folder. A file that a recipe names several
 * times is read once. For one recipe and one thread.
 *
 * <p>A name may be followed by {@code #sha256:} and the file's hash, as expanded recipes have it:
 * then a file that has changed since is a mistake.
 */
final class ListFiles {

  private static final String BUILT_IN = "builtin:";
  private static final String HASH = "#sha256:";

  /** Larger files are read again when a step is made of them, and not held until then. */
  private static final long LARGEST_KEPT_BYTES = 1 << 20;

  private final Optional<Path> folder;
  private final Map<String, ListFile> known = new HashMap<>();

  private ListFiles(Optional<Path> folder) {
    this.folder = folder;
  }

  /** Files beside a recipe in this folder. */
  static ListFiles beside(Path folder) {
    return new ListFiles(Optional.of(folder));
  }

  /** Only what comes with Sluice: the recipe is no file. */
  static ListFiles builtIn() {
    return new ListFiles(Optional.empty());
  }

  /** The file that an item of a recipe names. */
  ListFile read(Setting item) {
    String[] parts = item.text().split(HASH, 2);
    ListFile file = known.get(parts[0]);
    if (file == null) {
      file = load(item, parts[0]);
      known.put(parts[0], file);
    }
    if (parts.length == 2 && !parts[1].equals(file.hash().hex())) {
      throw item.mistake(
          "'%s' has changed: its hash is now %s; leave the hash out to take it as it is"
              .formatted(parts[0], file.hash()));
    }
    return file;
  }

  private ListFile load(Setting item, String name) {
    try {
      return name.startsWith(BUILT_IN)
          ? new ListFile(name, builtIn(item, name))
          : load(name, path(item, name));
    } catch (NoSuchFileException missing) {
      throw item.mistake("there is no file '" + missing.getMessage() + "'");
    } catch (IOException unreadable) {
      throw item.mistake("'" + name + "' cannot be read: " + unreadable.getMessage());
    }
  }

  private static ListFile load(String name, Path file) throws IOException {
    return Files.size(file) > LARGEST_KEPT_BYTES
        ? ListFile.reread(name, () -> Files.newInputStream(file))
        : new ListFile(name, Files.readAllBytes(file));
  }

  private static byte[] builtIn(Setting item, String name) throws IOException {
    String resource = "/lists/" + name.substring(BUILT_IN.length()) + ".txt";
    try (InputStream in = ListFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw item.mistake("no list '" + name + "' comes with Sluice");
      }
      return in.readAllBytes();
    }
  }

  private Path path(Setting item, String name) {
    Path from =
        folder.orElseThrow(
            () ->
                item.mistake(
                    "'" + name + "': only a recipe in a file can name files, or 'builtin:NAME'"));
    try {
      return from.resolve(name);
    } catch (InvalidPathException notAPath) {
      throw item.mistake("'" + name + "' is not the name of a file");
    }
  }
}
