package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every command explains itself. */
class HelpTest {

  /** Each command and group of commands as the words that name it; the program itself is none. */
  static Stream<List<String>> commands() {
    List<List<String>> commands = new ArrayList<>();
    collect(CommandLineRun.commandLine(), List.of(), commands);
    return commands.stream();
  }

  private static void collect(CommandLine command, List<String> words, List<List<String>> all) {
    all.add(words);
    command
        .getSubcommands()
        .forEach(
            (name, sub) -> {
              List<String> longer = new ArrayList<>(words);
              longer.add(name);
              collect(sub, longer, all);
            });
  }

  private static CommandSpec spec(List<String> words) {
    CommandLine command = CommandLineRun.commandLine();
    for (String word : words) {
      command = command.getSubcommands().get(word);
    }
    return command.getCommandSpec();
  }

  private static Ran run(List<String> words, String option) {
    List<String> arguments = new ArrayList<>(words);
    arguments.add(option);
    return sluice(arguments.toArray());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithAnExample(List<String> words) {
    Ran help = run(words, "--help").succeeded();
    assertThat(help.out()).startsWith("Usage: " + String.join(" ", spec(words).qualifiedName()));
    assertThat(help.out()).contains("Example: ./sluice");
    assertThat(help.out()).doesNotContain("${");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyExampleIsACommandLineThatIsUnderstood(List<String> words) {
    List<String> examples =
        Arrays.stream(spec(words).usageMessage().description())
            .filter(line -> line.startsWith("Example: ./sluice "))
            .toList();
    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      String[] arguments = words(example.substring("Example: ./sluice ".length()));
      assertThat(CommandLineRun.commandLine().parseArgs(arguments).errors()).isEmpty();
    }
  }

  /** The words of a command line as a shell has them: blanks between quotes are part of a word. */
  private static String[] words(String line) {
    return Pattern.compile("'[^']*'|\\S+")
        .matcher(line)
        .results()
        .map(word -> word.group().replace("'", ""))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandTellsTheVersion(List<String> words) {
    assertThat(run(words, "--version").succeeded().out()).startsWith("sluice ");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionSaysWhatItIsFor(List<String> words) {
    for (OptionSpec option : spec(words).options()) {
      assertThat(String.join(" ", option.description()))
          .as(option.longestName())
          .matches("(?s)[A-Za-z].*[.)]");
    }
  }

  @Test
  void theListOfExitCodesHasEachCodeThatIsUsed() throws IllegalAccessException {
    List<String> listed =
        List.copyOf(
            CommandLineRun.commandLine().getCommandSpec().usageMessage().exitCodeList().keySet());
    for (Field code : ExitCode.class.getDeclaredFields()) {
      if (code.getType() == int.class) {
        assertThat(listed).as(code.getName()).contains(Integer.toString(code.getInt(null)));
      }
    }
    assertThat(sluice("--help").out()).contains("Exit codes:");
  }
}
