package dev.sluice.service.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options that say from what is crawled, and into what. */
final class CrawlFolders {

  @Option(
      names = "--seeds",
      paramLabel = "FILE|DIR",
      required = true,
      description = "A seed file (*.txt, *.yaml), or a folder of them.")
  private Path seeds = Path.of("");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      required = true,
      description = "The data folder; made if it is missing.")
  private Path data = Path.of("");

  Path seeds() {
    return seeds;
  }

  Path data() {
    return data;
  }
}
