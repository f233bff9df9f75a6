package dev.sluice.corpus.recipe;

import dev.sluice.corpus.model.Recipe;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.pages.settings.YamlFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A recipe with other values for some of its parameters: {@code length.min_characters=200}, {@code
 * language.keep=[en, zh]}. Where parameters lie within each other, dots go deeper. {@code STEP=off}
 * takes a step out.
 *
 * <p>The changed recipe is read as any other, so a name that does not exist or a value out of
 * bounds is the same mistake as in a file.
 */
public final class RecipeChanges {

  private static final String OFF = "off";

  private final Setting file;
  private final ListFiles files;

  private RecipeChanges(Setting file, ListFiles files) {
    this.file = file;
    this.files = files;
  }

  /** Changes to the recipe in a file. */
  public static RecipeChanges of(Path file) {
    return new RecipeChanges(
        YamlFile.read(file), ListFiles.beside(file.toAbsolutePath().resolveSibling("")));
  }

  /** Changes to a built-in recipe. */
  public static RecipeChanges ofBuiltIn(String name) {
    return new RecipeChanges(
        YamlFile.parse("recipes/" + name + ".yaml", BuiltInRecipes.text(name)),
        ListFiles.builtIn());
  }

  /** Changes to the same recipe under another name, at version 1. */
  public RecipeChanges named(String name, String description) {
    Setting renamed = replaced(file, "name", word("name", name));
    Setting described = replaced(renamed, "description", word("description", description));
    return new RecipeChanges(replaced(described, "version", word("version", "1")), files);
  }

  private Setting word(String field, String value) {
    return Setting.ofText(file.source(), file.line(), field, value);
  }

  /**
   * The recipe with these changes, made one after the other.
   *
   * @throws SettingsException if one of them is not understood, or the outcome is no recipe
   */
  public Recipe apply(List<String> changes) {
    Setting changed = file;
    RecipeReader.recipe(changed, files); // a mistake in the file itself is told as such
    for (String change : changes) {
      changed = with(changed, change);
    }
    return RecipeReader.recipe(changed, files);
  }

  private static Setting with(Setting file, String change) {
    int equals = change.indexOf('=');
    if (equals < 1) {
      throw new SettingsException(
          "'" + change + "' is no parameter with a value, such as length.min_characters=200");
    }
    String[] path = change.substring(0, equals).strip().split("\\.", -1);
    String value = change.substring(equals + 1).strip();
    List<Setting> before = file.field("steps").items();
    List<String> names = before.stream().map(RecipeChanges::name).toList();
    if (!names.contains(path[0])) {
      throw new SettingsException(
          "'%s': the recipe has no step '%s'%s"
              .formatted(change, path[0], Nearest.hint(path[0], names)));
    }
    List<Setting> steps =
        before.stream()
            .flatMap(
                item ->
                    name(item).equals(path[0]) ? step(item, path, value, change) : Stream.of(item))
            .toList();
    return replaced(file, "steps", Setting.ofItems(file.source(), file.line(), "steps", steps));
  }

  /** The changed step; nothing if it is left out. */
  private static Stream<Setting> step(Setting item, String[] path, String value, String change) {
    if (path.length > 1 && !path[path.length - 1].isBlank()) {
      return Stream.of(changed(item, path, value, change));
    }
    if (!value.equals(OFF)) {
      throw new SettingsException(
          "'%s' names no parameter: write '%s.PARAMETER=%s', or '%s=off' to leave the step out"
              .formatted(change, path[0], value, path[0]));
    }
    return Stream.of();
  }

  private static String name(Setting item) {
    return item.isMap() ? item.fields().keySet().iterator().next() : item.text();
  }

  private static Setting changed(Setting item, String[] path, String value, String change) {
    Setting given = item.isMap() ? item.fields().get(path[0]) : null;
    Setting parameters =
        given != null && given.isMap()
            ? given
            : Setting.ofFields(item.source(), item.line(), path[0], Map.of());
    Setting inner = put(parameters, path, 1, value(path[path.length - 1], value, change));
    return Setting.ofFields(item.source(), item.line(), item.name(), Map.of(path[0], inner));
  }

  private static Setting put(Setting map, String[] path, int depth, Setting value) {
    if (depth == path.length - 1) {
      return replaced(map, path[depth], value);
    }
    Setting inner =
        map.find(path[depth])
            .filter(Setting::isMap)
            .orElseGet(() -> Setting.ofFields(map.source(), map.line(), path[depth], Map.of()));
    return replaced(map, path[depth], put(inner, path, depth + 1, value));
  }

  private static Setting replaced(Setting map, String name, Setting value) {
    Map<String, Setting> fields = new LinkedHashMap<>(map.fields());
    fields.put(name, value);
    return Setting.ofFields(map.source(), map.line(), map.name(), fields);
  }

  /** The value, read as YAML, so that lists and maps can be given too. */
  private static Setting value(String name, String text, String change) {
    if (text.isEmpty()) {
      throw new SettingsException("'" + change + "' gives no value");
    }
    return YamlFile.parse("'" + change + "'", name + ": " + text).field(name);
  }
}
