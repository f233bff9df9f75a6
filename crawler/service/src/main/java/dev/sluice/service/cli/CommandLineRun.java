package dev.sluice.service.cli;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.settings.SettingsException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Runs a command line: finds the command, runs it, turns its failure into a message and a code. */
public final class CommandLineRun {

  private CommandLineRun() {}

  /** Runs the command that the arguments name, and gives the exit code. */
  public static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  /** The commands and how their failures are told. */
  static CommandLine commandLine() {
    return new CommandLine(new SluiceCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setExecutionExceptionHandler(CommandLineRun::explain);
  }

  private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (failure instanceof SettingsException) {
      err.println("sluice: " + failure.getMessage());
      return ExitCode.USAGE;
    }
    if (failure instanceof StoreException || failure instanceof ExportException) {
      err.println("sluice: " + failure.getMessage());
      return ExitCode.STORAGE;
    }
    err.println("sluice: a defect of the program, please report it with what follows:");
    failure.printStackTrace(err);
    return ExitCode.DEFECT;
  }
}
