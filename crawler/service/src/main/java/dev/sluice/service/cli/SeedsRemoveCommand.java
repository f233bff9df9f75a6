package dev.sluice.service.cli;

import dev.sluice.engine.model.SeedEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code sluice seeds remove}: nothing more is asked for. */
@Command(
    name = "remove",
    description = {
      "Takes seeds out of the files in which they stand. A daemon on them asks for nothing more of"
          + " theirs; what is stored and queued stays.",
      "",
      "Example: ./sluice seeds remove docs --seeds seeds/"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SeedsRemoveCommand implements Callable<Integer> {

  @Parameters(paramLabel = "SEED", arity = "1..*", description = "Names of seeds, or their URLs.")
  private List<String> names = new ArrayList<>();

  @Mixin private SeedsEditing editing = new SeedsEditing();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    return editing.edit(spec.commandLine(), names, SeedEdit.Remove::new);
  }
}
