package dev.sluice.service.cli;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.SettingsException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs a command line: finds the command, runs it, turns its failure into a message and a code. */
public final class CommandLineRun {

  private CommandLineRun() {}

  /** Runs the command that the arguments name, and gives the exit code. */
  public static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  /** Runs an export on Spark with these options, on its driver, and gives the exit code. */
  public static int runOnSpark(String... arguments) {
    return commandLine(new SparkRunCommand()).execute(arguments);
  }

  /** The commands and how their failures are told. */
  static CommandLine commandLine() {
    return commandLine(new SluiceCommand());
  }

  private static CommandLine commandLine(Object command) {
    return new CommandLine(command)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler((mistake, arguments) -> tellMisuse(mistake))
        .setExecutionExceptionHandler(CommandLineRun::explain);
  }

  /** Says what is wrong with a command line, what was probably meant, and where to read on. */
  private static int tellMisuse(ParameterException mistake) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    List<String> unknown = command.getUnmatchedArguments();
    String message =
        unknown.isEmpty() ? String.valueOf(mistake.getMessage()) : unknown(command, unknown.get(0));
    err.println("sluice: " + startingSmall(message));
    err.printf("See './%s --help'.%n", command.getCommandSpec().qualifiedName());
    return ExitCode.USAGE;
  }

  private static String unknown(CommandLine command, String word) {
    if (word.startsWith("-")) {
      Collection<String> known = command.getCommandSpec().optionsMap().keySet();
      String name = word.replaceFirst("=.*", "");
      return "unknown option '" + name + "'" + Nearest.hint(name, known);
    }
    Collection<String> commands = command.getSubcommands().keySet();
    return commands.isEmpty()
        ? "'" + word + "' is one word too many for '" + command.getCommandName() + "'"
        : "unknown command '" + word + "'" + Nearest.hint(word, commands);
  }

  private static String startingSmall(String message) {
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (failure instanceof SettingsException
        || failure instanceof StoreException
        || failure instanceof ExportException) {
      return tell((RuntimeException) failure, err);
    }
    err.println("sluice: a defect of the program, please report it with what follows:");
    failure.printStackTrace(err);
    return ExitCode.DEFECT;
  }

  /** Tells a failure that the user can do something about, and gives its exit code. */
  static int tell(RuntimeException failure, PrintWriter err) {
    err.println("sluice: " + failure.getMessage());
    err.flush();
    return failure instanceof SettingsException ? ExitCode.USAGE : ExitCode.STORAGE;
  }
}
