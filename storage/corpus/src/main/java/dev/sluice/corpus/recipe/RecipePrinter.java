package dev.sluice.corpus.recipe;

import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Recipe.By;
import dev.sluice.corpus.model.Recipe.StepOverride;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.pages.model.ContentHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes a recipe out in full and in canonical form: every parameter, in the order in which the
 * step declares it, texts in double quotes. What it writes is a recipe again, with the same hash.
 */
final class RecipePrinter {

  private RecipePrinter() {}

  /** The recipe of these steps. */
  static Recipe print(String name, int version, String description, List<Recipe.Step> steps) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("name: ").append(quoted(name)).append('\n');
    yaml.append("version: ").append(version).append('\n');
    yaml.append("description: ").append(quoted(description)).append('\n');
    yaml.append(steps.isEmpty() ? "steps: []\n" : "steps:\n");
    for (Recipe.Step step : steps) {
      append(yaml, step);
    }
    String expanded = yaml.toString();
    String hash = ContentHash.of(expanded.getBytes(StandardCharsets.UTF_8)).hex();
    return new Recipe(name, version, description, steps, expanded, hash);
  }

  private static void append(StringBuilder yaml, Recipe.Step step) {
    StepKind kind = StepKinds.named(step.name());
    List<String> fields = fields(kind, step.parameters(), Optional.of(step.action()));
    yaml.append("  - ").append(step.name()).append(fields.isEmpty() ? "\n" : ":\n");
    fields.forEach(field -> yaml.append("      ").append(field).append('\n'));
    for (By by : By.values()) {
      List<StepOverride> overrides = step.overrides(by);
      if (!overrides.isEmpty()) {
        yaml.append("      ").append(by.field()).append(":\n");
      }
      overrides.forEach(override -> append(yaml, kind, override));
    }
  }

  private static void append(StringBuilder yaml, StepKind kind, StepOverride override) {
    yaml.append("        ")
        .append(quoted(override.of()))
        .append(override.off() ? ": off\n" : ":\n");
    fields(kind, override.parameters(), override.action())
        .forEach(field -> yaml.append("          ").append(field).append('\n'));
  }

  /** Those of a step's parameters that have a value, and what it does, a line each. */
  private static List<String> fields(
      StepKind kind, Parameters parameters, Optional<Recipe.Action> action) {
    List<String> fields = new ArrayList<>();
    for (Parameter parameter : kind.parameters()) {
      if (parameters.values().containsKey(parameter.name())) {
        List<String> values = parameters.words(parameter.name());
        fields.add(parameter.name() + ": " + value(parameter, values));
      }
    }
    if (StepReader.hasAction(kind)) {
      action.ifPresent(does -> fields.add("action: " + does.word()));
    }
    return fields;
  }

  private static String value(Parameter parameter, List<String> values) {
    return switch (parameter.form()) {
      case NUMBER, DECIMAL, CHOICE -> values.get(0);
      case WORDS, FILES, VALUE ->
          values.stream().map(RecipePrinter::quoted).collect(Collectors.joining(", ", "[", "]"));
    };
  }

  private static String quoted(String text) {
    List<String> parts = new ArrayList<>();
    text.codePoints().forEach(c -> parts.add(escaped(c)));
    return '"' + String.join("", parts) + '"';
  }

  private static String escaped(int c) {
    if (c == '"' || c == '\\') {
      return "\\" + (char) c;
    }
    if (c == '\n') {
      return "\\n";
    }
    return c < ' ' || c == 0x7f ? String.format("\\x%02x", c) : Character.toString(c);
  }
}
