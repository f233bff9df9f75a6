package dev.sluice.service.cli;

import dev.sluice.corpus.ExportRequest;
import dev.sluice.pages.settings.SettingsException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a command that can write tokens. */
final class TokenizerOptions {

  @Option(
      names = "--tokenizer",
      paramLabel = "FILE",
      description =
          "For megatron: a tokenizer.json of Hugging Face's library, or a .tiktoken vocabulary.")
  private @Nullable Path file;

  @Option(
      names = "--eod",
      paramLabel = "TOKEN",
      description =
          "For megatron: the token that ends each document, such as <|endoftext|>; NAME=NUMBER for"
              + " one that the tokenizer's file does not have; 'none' for none.")
  private @Nullable String endOfDocument;

  @Option(
      names = "--tokenizer-pattern",
      paramLabel = "PATTERN",
      description =
          "For a .tiktoken vocabulary that OpenAI did not publish: how texts are cut into words, as"
              + " gpt2, cl100k, o200k, qwen or a regular expression.")
  private @Nullable String pattern;

  /** The request in this format. */
  ExportRequest inFormat(ExportRequest request, String format) {
    if (file == null) {
      if (endOfDocument != null || pattern != null) {
        throw new SettingsException(
            "--eod and --tokenizer-pattern tell of a tokenizer: name it with --tokenizer FILE");
      }
      return request.withFormat(format);
    }
    if (endOfDocument == null) {
      throw new SettingsException(
          "say which token ends each document with --eod TOKEN, such as --eod '<|endoftext|>', or"
              + " --eod none: without one, a model cannot tell where a document ends");
    }
    return request.withFormat(format, file, Optional.ofNullable(pattern), endOfDocument);
  }
}
