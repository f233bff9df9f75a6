package dev.sluice.service.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is said of archives that are read: where those of a list are, and what their pages have. */
final class ArchiveOptions {

  @Option(
      names = "--base",
      paramLabel = "DIR",
      description =
          "Where the files of *.paths lists are (default: in the folder of the list). Those that are"
              + " not there are left out, and counted.")
  private @Nullable String base;

  @Option(
      names = "--seed",
      paramLabel = "NAME",
      description =
          "What the pages have as their seed's name (default: what an archive of Sluice says, and"
              + " 'import' for others).")
  private @Nullable String seed;

  @Option(
      names = "--tag",
      paramLabel = "NAME=VALUE",
      description =
          "A tag for the pages, such as licence=CC-BY; can be repeated. Those of archives that are"
              + " not Sluice's have warc=FILE and warc-offset=BYTES besides.")
  private Map<String, String> tags = new LinkedHashMap<>();

  Optional<String> base() {
    return Optional.ofNullable(base);
  }

  Optional<String> seed() {
    return Optional.ofNullable(seed);
  }

  Map<String, String> tags() {
    return tags;
  }
}
