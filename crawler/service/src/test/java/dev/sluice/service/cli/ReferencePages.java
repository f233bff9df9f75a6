package dev.sluice.service.cli;

import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.StepKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes the reference pages from what the program knows of itself. */
final class ReferencePages {

  private static final String MADE =
      "<!-- Made from the program by ReferenceTest, which also says how to make it anew. -->\n";

  private ReferencePages() {}

  /** {@code docs/reference/cli.md}: commands, options, exit codes. */
  static String cli() {
    CommandLine program = CommandLineRun.commandLine();
    StringBuilder page = new StringBuilder("# The command line\n\n" + MADE + "\n");
    page.append(
        """
        Sluice is started as `./sluice COMMAND`. Every command has `--help` and `--version`. What a
        command has to say goes to the standard output, progress and complaints to the standard
        error stream. A time span is a number with a unit, such as `250ms`, `2s`, `10m` or `24h`;
        without a unit it is seconds.

        ## Exit codes

        | Code | Meaning |
        |---|---|
        """);
    program
        .getCommandSpec()
        .usageMessage()
        .exitCodeList()
        .forEach((code, meaning) -> page.append(row(code, meaning)));
    for (CommandLine command : commands(program)) {
      append(page, command.getCommandSpec());
    }
    return page.toString();
  }

  /** All commands that do something, in the order in which help lists them. */
  static List<CommandLine> commands(CommandLine program) {
    List<CommandLine> commands = new ArrayList<>();
    for (CommandLine command : program.getSubcommands().values()) {
      if (command.getCommandSpec().userObject() instanceof Callable) {
        commands.add(command);
      }
      commands.addAll(commands(command));
    }
    return commands;
  }

  private static void append(StringBuilder page, CommandSpec command) {
    page.append("\n## ").append(command.qualifiedName()).append("\n\n");
    for (String line : command.usageMessage().description()) {
      if (line.startsWith("Example: ")) {
        page.append("```\n").append(line.substring("Example: ".length())).append("\n```\n");
      } else {
        page.append(line).append('\n');
      }
    }
    page.append("\n| Option | Default | Meaning |\n|---|---|---|\n");
    command.positionalParameters().forEach(arg -> append(page, arg.paramLabel(), arg));
    for (OptionSpec option : command.options()) {
      if (!option.usageHelp() && !option.versionHelp()) {
        String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        append(page, String.join(", ", option.names()) + value, option);
      }
    }
  }

  private static void append(StringBuilder page, String name, ArgSpec arg) {
    String standard =
        arg.required() ? "required" : arg.defaultValue() == null ? "" : code(arg.defaultValue());
    String meaning =
        String.join(" ", arg.description()).replace(" (default: " + arg.defaultValue() + ")", "");
    page.append(row(code(name), standard, meaning));
  }

  /** {@code docs/reference/recipes.md}: built-in recipes, steps, parameters, rules. */
  static String recipes() {
    StringBuilder page = new StringBuilder("# Recipes\n\n" + MADE + "\n");
    page.append(
        """
        A recipe is the list of steps that turn raw pages into a corpus. `--recipe` takes the name
        of a built-in one or a YAML file. A parameter that a recipe leaves out has its default;
        `manifest.json` holds the recipe with every parameter written out. [The guide](../guide/recipes.md)
        tells how to write one.

        Every step that looks at each page alone has three more parameters: `action` (`drop`, or
        `measure` to drop nothing), unless it has one of its own, and `by_language` and `by_site`, in
        which it can differ or be `off`.

        # Built-in recipes
        """
            .replace("# Built", "## Built"));
    for (String name : Recipes.names()) {
      page.append("\n### ").append(name).append("\n\n");
      page.append("```yaml\n").append(Recipes.text(name).strip()).append("\n```\n");
    }
    page.append("\n## Steps\n\nIn the order in which a recipe would sensibly have them.\n");
    Recipes.steps().forEach(step -> append(page, step));
    return page.toString();
  }

  private static void append(StringBuilder page, StepKind step) {
    page.append("\n### ").append(step.name()).append("\n\n");
    page.append(step.meaning());
    page.append(
        step instanceof StepKind.OfPages
            ? " Looks at each page alone.\n"
            : " Compares pages with each other.\n");
    page.append("\nRules: ");
    page.append(step.rules().stream().map(ReferencePages::code).collect(Collectors.joining(", ")));
    page.append('\n');
    if (!step.parameters().isEmpty()) {
      page.append("\n| Parameter | Default | Allowed | Meaning |\n|---|---|---|---|\n");
    }
    for (Parameter parameter : step.parameters()) {
      page.append(
          row(
              code(parameter.name()),
              standard(parameter),
              allowed(parameter),
              parameter.meaning()));
    }
  }

  private static String standard(Parameter parameter) {
    return parameter.defaults().isEmpty()
        ? "none"
        : parameter.defaults().stream().map(ReferencePages::code).collect(Collectors.joining(", "));
  }

  private static String allowed(Parameter parameter) {
    return switch (parameter.form()) {
      case NUMBER -> "a whole number" + bounds(parameter);
      case DECIMAL -> "a number" + bounds(parameter);
      case CHOICE -> choices(parameter);
      case WORDS -> "a list of " + words(parameter);
      case FILES -> "names of files";
      case VALUE -> "the name of a measured value";
    };
  }

  private static String words(Parameter parameter) {
    return switch (parameter.content()) {
      case LANGUAGES -> "language codes";
      case REQUIREMENTS -> "conditions";
      case ANY -> parameter.choices().isEmpty() ? "words" : choices(parameter);
    };
  }

  private static String choices(Parameter parameter) {
    return parameter.choices().stream().map(ReferencePages::code).collect(Collectors.joining(", "));
  }

  private static String bounds(Parameter parameter) {
    String least = " from " + plain(parameter.least());
    return parameter.most() >= Parameter.MOST ? least : least + " to " + plain(parameter.most());
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String row(String... cells) {
    return Stream.of(cells)
        .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
