package dev.sluice.service.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice recipe}: recipes themselves. */
@Command(
    name = "recipe",
    description = {
      "Works on recipes.",
      "",
      "Example: ./sluice recipe calibrate web --data data --host example.org --percentile 1,99"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {RecipeCalibrateCommand.class})
final class RecipeCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing, such as 'recipe calibrate'");
  }
}
