package dev.sluice.service.cli;

import dev.sluice.corpus.model.PageChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say which stored pages are looked at. */
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
      description =
          "Look only at pages of this host and those below it. Can be given several times.")
  private List<String> hosts = new ArrayList<>();

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
}
