package dev.sluice.service.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the data folder, of commands that read it. */
final class DataOption {

  @Option(names = "--data", paramLabel = "DIR", required = true, description = "The data folder.")
  private Path folder = Path.of("");

  Path folder() {
    return folder;
  }
}
