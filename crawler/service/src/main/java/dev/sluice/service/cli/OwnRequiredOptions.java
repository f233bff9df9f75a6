package dev.sluice.service.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Makes the required options of a command that does something itself, and has subcommands besides,
 * its own: picocli would ask for them before a subcommand, too. The command has to {@link #check}
 * them when it is called.
 */
final class OwnRequiredOptions implements IModelTransformer {

  private static final String REQUIRED = "Required. ";

  @Override
  public CommandSpec transform(CommandSpec command) {
    List<OptionSpec> options = List.copyOf(command.options());
    options.forEach(command::remove); // all of them, so that they keep their order
    options.forEach(option -> command.addOption(option.required() ? own(option) : option));
    return command;
  }

  private static OptionSpec own(OptionSpec option) {
    String[] description = option.description().clone();
    description[0] = REQUIRED + description[0];
    return OptionSpec.builder(option).required(false).description(description).build();
  }

  /** Refuses the command if a required option is missing, in picocli's words. */
  static void check(CommandSpec command) {
    ParseResult given = command.commandLine().getParseResult();
    List<OptionSpec> missing =
        command.options().stream()
            .filter(option -> option.description().length > 0)
            .filter(option -> option.description()[0].startsWith(REQUIRED))
            .filter(option -> !given.hasMatchedOption(option))
            .toList();
    if (!missing.isEmpty()) {
      String names =
          missing.stream()
              .map(option -> "'" + option.longestName() + "=" + option.paramLabel() + "'")
              .collect(Collectors.joining(", "));
      throw new MissingParameterException(
          command.commandLine(),
          List.copyOf(missing),
          "Missing required option" + (missing.size() > 1 ? "s" : "") + ": " + names);
    }
  }
}
