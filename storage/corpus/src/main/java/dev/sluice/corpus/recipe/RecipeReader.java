package dev.sluice.corpus.recipe;

import dev.sluice.corpus.model.ListFile;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads recipes: a name, a version, a description, and the steps in their order.
 *
 * <pre>{@code
 * name: mine
 * version: 1
 * description: What it is for.
 * steps:
 *   - decode
 *   - extract: {min_characters: 20}
 * }</pre>
 *
 * <p>Everything is checked before the first page is read: unknown names, values of the wrong form
 * or out of bounds, a step that stands twice, a step before one whose work it needs, a page step
 * after a global one. Each is a {@link dev.sluice.pages.settings.SettingsException} with file and
 * line.
 */
public final class RecipeReader {

  private static final int MOST_VERSIONS = 1_000_000;
  private static final int MOST_STEPS = 100;

  private RecipeReader() {}

  /** The recipe in a file; the files that it names are read too. */
  public static Recipe read(Path file) {
    return read(YamlFile.read(file), ListFiles.beside(file.toAbsolutePath().resolveSibling("")));
  }

  /**
   * The recipe that a text holds, which can name no files but those that come with Sluice.
   *
   * @param source the name that messages use for it
   */
  public static Recipe parse(String source, String yaml) {
    return read(YamlFile.parse(source, yaml), ListFiles.builtIn());
  }

  static Recipe read(Setting file, ListFiles files) {
    file.only(List.of("name", "version", "description", "steps"));
    String name = file.field("name").text();
    if (!name.matches("[a-z0-9][a-z0-9.-]{0,63}")) {
      throw file.field("name")
          .mistake("'name' must be of small letters, digits, '-' and '.', not '" + name + "'");
    }
    int version = (int) file.field("version").number(1, MOST_VERSIONS);
    String description = file.find("description").map(Setting::text).orElse("").strip();
    return RecipePrinter.print(name, version, description, steps(file.field("steps"), files));
  }

  private static List<Recipe.Step> steps(Setting list, ListFiles files) {
    if (!list.isList()) {
      throw list.mistake("'steps' must be a list: one step a line, each after '- '");
    }
    if (list.items().size() > MOST_STEPS) {
      throw list.mistake("a recipe has at most " + MOST_STEPS + " steps");
    }
    List<Recipe.Step> steps = new ArrayList<>();
    OrderCheck order = new OrderCheck();
    for (Setting item : list.items()) {
      Named named = named(item);
      StepKind kind =
          StepKinds.find(named.name)
              .orElseThrow(
                  () ->
                      item.mistake(
                          "unknown step '" + named.name + "'" + StepKinds.hint(named.name)));
      order.next(kind, item);
      steps.add(new Recipe.Step(kind.name(), parameters(kind, named.values, files)));
    }
    order.end(list);
    return steps;
  }

  /** A step's name and the values that the recipe gives, if any. */
  private record Named(String name, Map<String, Setting> values) {}

  private static Named named(Setting item) {
    if (!item.isMap()) {
      return new Named(item.text(), Map.of());
    }
    if (item.fields().size() != 1) {
      throw item.mistake(
          "a step is one name with its parameters behind it, '- length: {min_characters: 50}';"
              + " here stand "
              + String.join(", ", item.fields().keySet())
              + " (are the parameters not indented below the name?)");
    }
    Map.Entry<String, Setting> only = item.fields().entrySet().iterator().next();
    return new Named(only.getKey(), given(only.getKey(), only.getValue()));
  }

  /** The parameters of a step; none after a bare {@code length:}. */
  private static Map<String, Setting> given(String step, Setting value) {
    if (!value.isMap() && !value.isList() && value.text().isEmpty()) {
      return Map.of();
    }
    StepKinds.find(step)
        .ifPresent(kind -> value.only(kind.parameters().stream().map(Parameter::name).toList()));
    return value.isMap() ? value.fields() : Map.of();
  }

  private static Parameters parameters(StepKind kind, Map<String, Setting> given, ListFiles lists) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    Map<String, List<ListFile>> files = new HashMap<>();
    for (Parameter parameter : kind.parameters()) {
      Setting setting = given.getOrDefault(parameter.name(), standard(parameter));
      if (parameter.form() == Parameter.Form.FILES) {
        List<ListFile> named = setting.items().stream().map(lists::read).toList();
        files.put(parameter.name(), named);
        values.put(parameter.name(), named.stream().map(ListFile::toString).toList());
      } else {
        values.put(parameter.name(), value(parameter, setting));
      }
    }
    checkBounds(values, given);
    kind.parameters().forEach(parameter -> checkCondition(parameter, values, given));
    return new Parameters(values, files);
  }

  private static Setting standard(Parameter parameter) {
    List<Setting> items =
        parameter.defaults().stream()
            .map(value -> Setting.ofText("Sluice", 1, parameter.name(), value))
            .toList();
    return items.size() == 1 ? items.get(0) : Setting.ofItems("Sluice", 1, parameter.name(), items);
  }

  private static List<String> value(Parameter parameter, Setting given) {
    return switch (parameter.form()) {
      case NUMBER ->
          List.of(Long.toString(given.number((long) parameter.least(), (long) parameter.most())));
      case DECIMAL -> List.of(Measured.plain(given.decimal(parameter.least(), parameter.most())));
      case CHOICE -> List.of(given.oneOf(parameter.choices()));
      case WORDS, FILES -> words(parameter, given);
    };
  }

  private static List<String> words(Parameter parameter, Setting list) {
    List<String> words = new ArrayList<>();
    for (Setting item : list.items()) {
      if (!parameter.choices().isEmpty()) {
        item.oneOf(parameter.choices());
      }
      if (words.contains(item.text())) {
        throw item.mistake("'" + item.text() + "' stands twice in '" + list.name() + "'");
      }
      words.add(item.text());
    }
    return words;
  }

  /** Limits that nothing can pass are a mistake: {@code min_x} above {@code max_x}. */
  private static void checkBounds(Map<String, List<String>> values, Map<String, Setting> given) {
    for (String least : values.keySet()) {
      String most = least.replaceFirst("^min_", "max_");
      if (least.startsWith("min_") && values.containsKey(most)) {
        double from = Double.parseDouble(values.get(least).get(0));
        double to = Double.parseDouble(values.get(most).get(0));
        Setting at = given.getOrDefault(least, given.get(most));
        if (from > to && at != null) {
          throw at.mistake(
              "'"
                  + least
                  + "' is "
                  + Measured.plain(from)
                  + ", above '"
                  + most
                  + "' with "
                  + Measured.plain(to)
                  + ": nothing could pass");
        }
      }
    }
  }

  /** A value that could have no effect is a mistake: the user wanted something else. */
  private static void checkCondition(
      Parameter parameter, Map<String, List<String>> values, Map<String, Setting> given) {
    Setting at = given.get(parameter.name());
    if (at == null || parameter.defaults().equals(values.get(parameter.name()))) {
      return;
    }
    parameter
        .condition()
        .filter(needed -> !List.of(needed.value()).equals(values.get(needed.parameter())))
        .ifPresent(
            needed -> {
              throw at.mistake(
                  "'%s' has an effect only with '%s: %s': add that, or leave '%s' out"
                      .formatted(
                          parameter.name(), needed.parameter(), needed.value(), parameter.name()));
            });
  }

  /** Checks, step by step, that each has what it needs. */
  private static final class OrderCheck {

    private final Set<String> names = new HashSet<>();
    private final Set<StepKind.Part> made = new HashSet<>();
    private String global = "";

    void next(StepKind kind, Setting at) {
      if (!names.add(kind.name())) {
        throw at.mistake("the step '" + kind.name() + "' stands twice");
      }
      if (kind instanceof StepKind.OfPages pages) {
        if (!global.isEmpty()) {
          throw at.mistake(
              "the step '"
                  + kind.name()
                  + "' looks at pages alone and must stand before '"
                  + global
                  + "', which compares them");
        }
        for (StepKind.Part need : pages.needs()) {
          if (!made.contains(need)) {
            throw at.mistake(
                "the step '" + kind.name() + "' must stand after '" + maker(need) + "'");
          }
        }
        made.addAll(pages.gives());
      } else {
        global = kind.name();
      }
    }

    void end(Setting list) {
      if (!made.contains(StepKind.Part.TEXT)) {
        throw list.mistake("a recipe needs the step '" + maker(StepKind.Part.TEXT) + "'");
      }
    }

    private static String maker(StepKind.Part part) {
      for (StepKind kind : StepKinds.ALL) {
        if (kind instanceof StepKind.OfPages pages && pages.gives().contains(part)) {
          return kind.name();
        }
      }
      throw new IllegalStateException("no step makes " + part);
    }
  }
}
