package dev.sluice.corpus.work;

import dev.sluice.corpus.model.ListFile;
import dev.sluice.corpus.model.Manifest.InputEntry;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.pages.model.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The files that decide what comes out of an export: the lists that its recipe names, and the
 * models and tables that come with Sluice and its libraries, which another version may have others
 * of.
 */
public final class Inputs {

  private static final String HERE = "/dev/sluice/corpus/";

  /** A file that comes with Sluice, and the step that reads it. */
  private record BuiltIn(String step, String resource) {}

  private static final List<BuiltIn> BUILT_IN =
      List.of(
          new BuiltIn("decode", HERE + "charset/candidates.tsv"),
          new BuiltIn("decode", HERE + "charset/encodings.tsv"),
          new BuiltIn("decode", HERE + "charset/indexes.tsv"),
          new BuiltIn("decode", HERE + "charset/letters.tsv"),
          new BuiltIn("decode", HERE + "charset/signs.tsv"),
          new BuiltIn("extract", HERE + "extract/blocks.model"),
          new BuiltIn("language", HERE + "language/languages.bin"),
          new BuiltIn("language", HERE + "language/han-variants.tsv"),
          new BuiltIn("language", HERE + "language/scripts.tsv"),
          new BuiltIn("language", "/com/ibm/icu/impl/data/icudata/brkitr/cjdict.dict"));

  private Inputs() {}

  /** The files that a recipe reads: its own in the order of its steps, then those of Sluice. */
  public static List<InputEntry> of(Recipe recipe) {
    Set<InputEntry> entries = new LinkedHashSet<>();
    for (Recipe.Step step : recipe.steps()) {
      add(entries, step.name(), step.parameters());
      step.overrides().forEach(override -> add(entries, step.name(), override.parameters()));
    }
    for (BuiltIn file : BUILT_IN) {
      if (recipe.step(file.step).isPresent()) {
        entries.add(entry(file));
      }
    }
    return new ArrayList<>(entries);
  }

  private static void add(Set<InputEntry> entries, String step, Parameters parameters) {
    for (String name : parameters.values().keySet()) {
      String kind = name.equals("benchmarks") ? "benchmark" : "list";
      for (ListFile file : parameters.files(name)) {
        entries.add(new InputEntry(kind, file.name(), step, file.length(), file.hash().hex()));
      }
    }
  }

  private static InputEntry entry(BuiltIn file) {
    String name = file.resource.substring(file.resource.lastIndexOf('/') + 1);
    try (InputStream in =
        Objects.requireNonNull(Inputs.class.getResourceAsStream(file.resource), file.resource)) {
      byte[] bytes = in.readAllBytes();
      String hash = ContentHash.of(bytes).hex();
      return new InputEntry("model", "builtin:" + name, file.step, bytes.length, hash);
    } catch (IOException damagedJar) {
      throw new UncheckedIOException("cannot read " + name, damagedJar);
    }
  }
}
