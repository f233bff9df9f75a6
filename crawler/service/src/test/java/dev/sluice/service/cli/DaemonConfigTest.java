package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.CommandSpec;

/** Options of the daemon from a file. */
class DaemonConfigTest {

  @TempDir Path work;

  private Path file(String... lines) throws IOException {
    return Files.writeString(work.resolve("daemon.yaml"), String.join("\n", lines) + "\n");
  }

  /** What an option holds once this command line is read. */
  private static Object option(String name, Object... arguments) {
    CommandSpec command = parsed(arguments);
    return command.findOption(name).getValue();
  }

  private static CommandSpec parsed(Object... arguments) {
    String[] words =
        Stream.concat(Stream.of("daemon"), Stream.of(arguments))
            .map(Object::toString)
            .toArray(String[]::new);
    return CommandLineRun.commandLine().parseArgs(words).subcommand().commandSpec();
  }

  @Test
  void optionsAreTakenFromTheFileAndWhatStandsOnTheCommandLineWins() throws IOException {
    Path file =
        file(
            "seeds: my-seeds",
            "data: my-data",
            "delay: 5s",
            "threads: 7",
            "allow-addresses: [10.0.0.0/8, 127.0.0.0/8]",
            "allow-host:",
            "  - one.example",
            "  - two.example");
    assertThat(option("--data", "--config", file)).hasToString("my-data");
    assertThat(option("--delay", "--config", file)).hasToString("PT5S");
    assertThat(option("--threads", "--config", file)).isEqualTo(7);
    assertThat(option("--allow-addresses", "--config", file).toString().split(",")).hasSize(2);
    assertThat(option("--allow-host", "--config", file)).hasToString("[one.example, two.example]");
    assertThat(option("--timeout", "--config", file)).as("a default").hasToString("PT1M");

    assertThat(option("--threads", "--threads", "3", "--config", file)).isEqualTo(3);
    assertThat(option("--delay", "--config", file, "--delay=1s")).hasToString("PT1S");
    assertThat(option("--data", "--config", file, "--data", "other")).hasToString("other");
    assertThat(option("--allow-host", "--config", file, "--allow-host", "three.example"))
        .hasToString("[three.example]");
  }

  @Test
  void everyMistakeIsToldWithItsLineAndNothingIsDone() throws IOException {
    Path data = work.resolve("data");
    Path file =
        file(
            "seeds: nowhere",
            "data: " + data,
            "dealy: 5s",
            "threads: many",
            "delay: [1s, 2s]",
            "timeout: {a: b}",
            "listen: 127.0.0.1",
            "contact:",
            "allow-addresses: [127.0.0.0/8, localhost]",
            "config: other.yaml",
            "help: true",
            "snapshot-schedule: evry 6h",
            "snapshot-retention: lst 3");
    Ran ran = sluice("daemon", "--config", file);
    ran.failed(
        ExitCode.USAGE,
        "'--config'",
        file + ":3: unknown field 'dealy'; did you mean 'delay'?",
        file + ":4: 'threads': 'many' is no whole number from 1",
        file + ":5: 'delay' takes one value",
        file + ":6: 'timeout' takes one value",
        file + ":7: 'listen': '127.0.0.1' is no address to listen at",
        file + ":8: 'contact' has no value",
        file + ":9: 'allow-addresses': 'localhost' is no address range such as 127.0.0.0/8",
        file + ":10: unknown field 'config'",
        file + ":11: unknown field 'help'",
        file + ":12: 'snapshot-schedule': ",
        file + ":13: 'snapshot-retention': ",
        "did you mean 'last'?");
    assertThat(ran.out()).isEmpty();
    assertThat(data).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          delay: 1s;delay: 2s | :2: the field 'delay' stands twice
          delay: 1s;  threads: 3 | :2: not valid YAML
          - delay | must have fields
          # nothing | :1: the file is empty
          """)
  void aFileThatIsNoneIsToldWithItsLine(String lines, String answer) throws IOException {
    Path file = file(lines.split(";"));
    sluice("daemon", "--config", file).failed(ExitCode.USAGE, file + ":", answer);
  }

  @Test
  void aFileThatIsMissingAndOptionsThatAreLeftOutAreTold() throws IOException {
    Path missing = work.resolve("missing.yaml");
    sluice("daemon", "--config", missing)
        .failed(ExitCode.USAGE, missing + ": there is no such file");
    sluice("daemon", "--config", file("data: data")).failed(ExitCode.USAGE, "--seeds");
  }

  @Test
  void theExampleForContainersIsOneForThisProgram() {
    Path example = Repository.root().resolve("docs/guide/docker/daemon.yaml");
    assertThat(DaemonConfig.read(example).values())
        .containsAllEntriesOf(
            Map.of("--listen", "0.0.0.0:8787", "--token-file", "/run/secrets/token"));
    Object listen = option("--listen", "--seeds", "/seeds", "--data", "/data", "--config", example);
    assertThat(listen.toString()).contains("0.0.0.0");
    assertThatThrownBy(() -> DaemonConfig.read(example.resolveSibling("compose.yaml")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("unknown field 'services'");
  }
}
