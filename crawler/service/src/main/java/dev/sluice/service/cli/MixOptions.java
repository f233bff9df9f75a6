package dev.sluice.service.cli;

import dev.sluice.corpus.ExportRequest;
import dev.sluice.pages.settings.SettingsException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a command that can mix documents. */
final class MixOptions {

  @Option(
      names = "--mix",
      paramLabel = "FILE",
      description =
          "How much of which, in which order: a YAML file with shares, budgets, caps, repeats and"
              + " an order. What it comes to is in plan.json before any document is written.")
  private @Nullable Path file;

  @Option(
      names = "--plan-only",
      description =
          "Stop when plan.json is written, and print it; the same command without this option, or"
              + " with another --mix, goes on from there.")
  private boolean planOnly;

  /** Whether only the plan is asked for. */
  boolean planOnly() {
    if (planOnly && file == null) {
      throw new SettingsException(
          "--plan-only tells what a mix comes to: name one with --mix FILE");
    }
    return planOnly;
  }

  /** The request in this format, with its mix. */
  ExportRequest in(ExportRequest request, TokenizerOptions tokenizer, String format) {
    if (file == null) {
      return tokenizer.inFormat(request, format);
    }
    return tokenizer.mixed(request, format, file);
  }
}
