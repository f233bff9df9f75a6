package dev.sluice.service.cli;

import dev.sluice.corpus.model.PageChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say which stored pages are looked at, and how many at a time. */
final class ChoiceOptions {

  @Option(
      names = "--sample",
      paramLabel = "N",
      converter = PositiveNumberConverter.class,
      description =
          "Look at about so many captures, chosen by the digests of their URLs: always the same"
              + " ones, spread over all sites (default: 2000).")
  private @Nullable Long sample;

  @Option(names = "--all", description = "Look at all captures.")
  private boolean all;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      converter = HostConverter.class,
      description =
          "Look only at pages of this host and those below it. Can be given several times.")
  private List<String> hosts = new ArrayList<>();

  @Option(
      names = "--threads",
      paramLabel = "N",
      converter = ThreadsConverter.class,
      description = "Pages read at a time (default: one a processor); never changes the result.")
  private @Nullable Integer threads;

  PageChoice choice(CommandLine command, long usual) {
    if (all && sample != null) {
      throw new ParameterException(command, "--all and --sample say different things: give one");
    }
    long most = sample == null ? usual : sample;
    return new PageChoice(all ? 0 : most, hosts);
  }

  List<String> hosts() {
    return hosts;
  }

  int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
