package dev.sluice.service.daemon;

import dev.sluice.corpus.Recipes;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The recipes that a daemon exports by: those that come with Sluice, and the files {@code
 * DATA/recipes/NAME.yaml}, with their lists beside them. Who may write to that folder says what the
 * daemon reads; a text that comes over HTTP can name no file but those that come with Sluice, so
 * that nobody has files read which are not his.
 */
record RecipeShelf(Path data) {

  private static final String SUFFIX = ".yaml";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9@._-]{0,63}");
  private static final int MOST_FILES = 1_000;

  /** Names that can be exported by: those that come with Sluice first, each group in order. */
  List<String> names() {
    return Stream.concat(Recipes.names().stream(), own().stream()).toList();
  }

  private List<String> own() {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .filter(name -> NAME.matcher(name).matches() && !Recipes.names().contains(name))
          .limit(MOST_FILES)
          .sorted()
          .toList();
    } catch (IOException none) {
      return List.of();
    }
  }

  private Path folder() {
    return data.resolve("recipes");
  }

  private Path file(String name) {
    return folder().resolve(name + SUFFIX);
  }

  /**
   * What {@code sluice export --recipe} is to be given for a recipe.
   *
   * @throws SettingsException if there is none of this name
   */
  String argument(String name) {
    if (Recipes.names().contains(name)) {
      return name;
    }
    if (!own().contains(name)) {
      throw new SettingsException(
          "there is no built-in recipe '"
              + name
              + "'"
              + Nearest.hint(name, names())
              + " (there are "
              + String.join(", ", names())
              + "), and no file "
              + folder().resolve("NAME" + SUFFIX)
              + " of this name");
    }
    return file(name).toString();
  }

  /**
   * Reads a recipe with its lists, so that a mistake is told before anything is begun.
   *
   * @throws SettingsException if there is none of this name, or it has a mistake
   */
  void check(String name) {
    Recipes.load(argument(name));
  }

  /**
   * Keeps the text of a recipe, in the place of one that was kept under this name.
   *
   * @throws SettingsException if the name cannot be one or is a built-in recipe's, or the text has
   *     a mistake
   * @throws StoreException if it cannot be written
   */
  void keep(String name, String text) {
    if (!NAME.matcher(name).matches() || Recipes.names().contains(name)) {
      throw new SettingsException(
          "'"
              + name
              + "' cannot be the name of a recipe of your own: a name has at most 64 letters,"
              + " digits, dots, dashes, underscores and at signs, begins with a letter or digit,"
              + " and is not that of a built-in one");
    }
    Recipes.parse(name + SUFFIX, text);
    Path unfinished = folder().resolve(name + SUFFIX + ".tmp");
    try {
      Files.createDirectories(folder());
      Files.writeString(unfinished, text);
      Files.move(
          unfinished,
          file(name),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException notWritten) {
      throw new StoreException(
          StoreException.Problem.INACCESSIBLE,
          "cannot write "
              + file(name)
              + ": "
              + ExportBook.told(notWritten)
              + "; free some space there or make it writable, and send it again",
          notWritten);
    }
  }
}
