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

/** {@code sluice seeds pause}: nothing is asked for now. */
@Command(
    name = "pause",
    description = {
      "Pauses seeds (paused=true in their files). A daemon on them asks for nothing of theirs, but"
          + " goes on to find and queue links to them.",
      "",
      "Example: ./sluice seeds pause docs --seeds seeds/"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SeedsPauseCommand implements Callable<Integer> {

  @Parameters(paramLabel = "SEED", arity = "1..*", description = "Names of seeds, or their URLs.")
  private List<String> names = new ArrayList<>();

  @Mixin private SeedsEditing editing = new SeedsEditing();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    return editing.edit(spec.commandLine(), names, SeedEdit::pause);
  }
}
