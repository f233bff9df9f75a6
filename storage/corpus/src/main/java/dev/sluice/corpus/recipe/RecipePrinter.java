package dev.sluice.corpus.recipe;

import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.pages.model.ContentHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a recipe out in full and in canonical form: every parameter, in the order in which the
 * step declares it, texts in double quotes. What it writes is a recipe again, with the same hash.
 */
final class RecipePrinter {

  private RecipePrinter() {}

  static Recipe print(String name, int version, String description, List<Recipe.Step> steps) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("name: ").append(quoted(name)).append('\n');
    yaml.append("version: ").append(version).append('\n');
    yaml.append("description: ").append(quoted(description)).append('\n');
    yaml.append("steps:\n");
    for (Recipe.Step step : steps) {
      append(yaml, step);
    }
    String expanded = yaml.toString();
    String hash = ContentHash.of(expanded.getBytes(StandardCharsets.UTF_8)).hex();
    return new Recipe(name, version, description, steps, expanded, hash);
  }

  private static void append(StringBuilder yaml, Recipe.Step step) {
    StepKind kind = StepKinds.named(step.name());
    yaml.append("  - ").append(step.name()).append(kind.parameters().isEmpty() ? "\n" : ":\n");
    for (Parameter parameter : kind.parameters()) {
      List<String> values = step.parameters().words(parameter.name());
      yaml.append("      ").append(parameter.name()).append(": ");
      yaml.append(value(parameter, values)).append('\n');
    }
  }

  private static String value(Parameter parameter, List<String> values) {
    return switch (parameter.form()) {
      case NUMBER, DECIMAL, CHOICE -> values.get(0);
      case WORDS, FILES ->
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
