package dev.sluice.service.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program without a command: says which there are. */
@Command(
    name = "sluice",
    description = {
      "A polite web crawler that feeds a pretraining corpus store.",
      "",
      "Example: ./sluice demo"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      CrawlCommand.class,
      ExportCommand.class,
      ExplainCommand.class,
      StatusCommand.class,
      StoreCommand.class
    })
final class SluiceCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
