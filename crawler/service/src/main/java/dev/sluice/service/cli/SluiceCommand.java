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
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is well",
      "1:the command ran, and what it looked at is not well or not known",
      "2:what you wrote is wrong: an option, a seed file, a recipe",
      "3:a folder, a store or a disk is in the way",
      "4:a defect of the program",
      "130:ended by SIGINT (Ctrl-C); the same command goes on; 'daemon' gives 0",
      "143:ended by SIGTERM; the same command goes on; 'daemon' gives 0"
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      CrawlCommand.class,
      DaemonCommand.class,
      SeedsCommand.class,
      ImportCommand.class,
      RecipeCommand.class,
      ExportCommand.class,
      SparkCommand.class,
      MergeCommand.class,
      LedgerCommand.class,
      IndexCommand.class,
      TokensCommand.class,
      ExplainCommand.class,
      DedupCommand.class,
      ExtractCommand.class,
      StatusCommand.class,
      RulesCommand.class,
      SnapshotCommand.class,
      PurgeCommand.class,
      TakedownCommand.class,
      StoreCommand.class
    })
final class SluiceCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
