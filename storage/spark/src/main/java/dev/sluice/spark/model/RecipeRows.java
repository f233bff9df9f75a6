package dev.sluice.spark.model;

import dev.sluice.corpus.model.ListFile;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Recipes as bytes, with the files that they name. */
final class RecipeRows {

  private RecipeRows() {}

  static void write(RowWriter out, Recipe recipe) {
    out.text(recipe.name()).number(recipe.version()).text(recipe.description());
    out.number(recipe.steps().size());
    recipe.steps().forEach(step -> write(out, step));
    out.text(recipe.expanded()).text(recipe.hash());
  }

  static Recipe read(RowReader in) {
    return new Recipe(
        in.text(), in.smallNumber(), in.text(), list(in, () -> step(in)), in.text(), in.text());
  }

  private static void write(RowWriter out, Recipe.Step step) {
    out.text(step.name()).number(step.action().ordinal());
    write(out, step.parameters());
    out.number(step.overrides().size());
    step.overrides().forEach(override -> write(out, override));
  }

  private static Recipe.Step step(RowReader in) {
    return new Recipe.Step(
        in.text(),
        in.constant(Recipe.Action.values()),
        parameters(in),
        list(in, () -> override(in)));
  }

  private static void write(RowWriter out, Recipe.StepOverride override) {
    out.number(override.by().ordinal()).text(override.of()).flag(override.off());
    out.flag(override.action().isPresent());
    override.action().ifPresent(action -> out.number(action.ordinal()));
    write(out, override.parameters());
  }

  private static Recipe.StepOverride override(RowReader in) {
    return new Recipe.StepOverride(
        in.constant(Recipe.By.values()),
        in.text(),
        in.flag(),
        in.flag() ? Optional.of(in.constant(Recipe.Action.values())) : Optional.empty(),
        parameters(in));
  }

  private static void write(RowWriter out, Parameters parameters) {
    out.number(parameters.values().size());
    parameters
        .values()
        .forEach(
            (name, words) -> {
              out.text(name).number(words.size());
              words.forEach(out::text);
            });
    out.number(parameters.files().size());
    new TreeMap<>(parameters.files())
        .forEach(
            (name, files) -> {
              out.text(name).number(files.size());
              files.forEach(file -> out.text(file.name()).bytes(content(file)));
            });
  }

  private static byte[] content(ListFile file) {
    try (InputStream stored = file.stored()) {
      return stored.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file.name() + " cannot be read", unreadable);
    }
  }

  private static Parameters parameters(RowReader in) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (int left = in.smallNumber(); left > 0; left--) {
      values.put(in.text(), list(in, in::text));
    }
    Map<String, List<ListFile>> files = new HashMap<>();
    for (int left = in.smallNumber(); left > 0; left--) {
      files.put(in.text(), list(in, () -> new ListFile(in.text(), in.bytes())));
    }
    return new Parameters(values, files);
  }

  private static <T> List<T> list(RowReader in, Supplier<T> next) {
    List<T> all = new ArrayList<>();
    for (int left = in.smallNumber(); left > 0; left--) {
      all.add(next.get());
    }
    return all;
  }
}
