package dev.sluice.service.cli;

import dev.sluice.engine.model.SeedEdit.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice seeds set}: other fields for seeds. */
@Command(
    name = "set",
    description = {
      "Sets fields of seeds in the files in which they stand, in the words of the text format:"
          + " delay=5s, exclude=/old/,*print=, tags.topic=law, budgets./archive/=1000. A field"
          + " without a value is taken out. seeds/README.md tells all fields.",
      "",
      "Example: ./sluice seeds set docs delay=5s pages= --seeds seeds/"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SeedsSetCommand implements Callable<Integer> {

  private static final Pattern FIELD = Pattern.compile("[a-z][a-z_-]*(\\.[^=]*)?=.*");

  @Parameters(
      paramLabel = "SEED|FIELD=VALUE",
      arity = "2..*",
      description =
          "First the name of a seed, or its URL; then more seeds, and the fields that all of them"
              + " shall have.")
  private List<String> words = new ArrayList<>();

  @Mixin private SeedsEditing editing = new SeedsEditing();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    List<String> seeds = new ArrayList<>(words.subList(0, 1));
    Map<String, String> fields = new LinkedHashMap<>();
    for (String word : words.subList(1, words.size())) {
      if (FIELD.matcher(word).matches()) {
        FieldWords.put(fields, word);
      } else {
        seeds.add(word);
      }
    }
    if (fields.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "nothing is to be set: name a field, such as delay=5s");
    }
    return editing.edit(spec.commandLine(), seeds, seed -> new Change(seed, fields));
  }
}
