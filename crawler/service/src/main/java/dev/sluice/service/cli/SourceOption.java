package dev.sluice.service.cli;

import picocli.CommandLine.Option;

/** The option that names what documents say that they come from. */
final class SourceOption {

  @Option(
      names = "--source",
      paramLabel = "NAME",
      defaultValue = "sluice",
      description = "The documents' field 'source' (default: ${DEFAULT-VALUE}).")
  private String source = "sluice";

  String source() {
    return source;
  }
}
