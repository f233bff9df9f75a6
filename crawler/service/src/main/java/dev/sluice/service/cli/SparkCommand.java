package dev.sluice.service.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice spark}: exports on many machines. */
@Command(
    name = "spark",
    description = {
      "Exports by Spark, on one machine or many: from archives on any file system that Hadoop"
          + " knows, the same documents that 'sluice export' makes of them.",
      "",
      "Example: ./sluice spark submit --input s3a://crawl/warc --out s3a://corpora/first"
          + " -- --master yarn"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = SparkSubmitCommand.class)
final class SparkCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
