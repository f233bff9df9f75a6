package dev.sluice.service.cli;

import dev.sluice.corpus.ExportRequest;
import dev.sluice.pages.settings.SettingsException;
import dev.sluice.spark.SparkRequest;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a command that can write tokens. */
final class TokenizerOptions {

  private static final String OF_TOKENS = "megatron";

  @Option(
      names = "--tokenizer",
      paramLabel = "FILE",
      description =
          "For megatron, and for a --mix that counts tokens: a tokenizer.json of Hugging Face's"
              + " library, or a .tiktoken vocabulary.")
  private @Nullable Path file;

  @Option(
      names = "--eod",
      paramLabel = "TOKEN",
      description =
          "With --tokenizer: the token that ends each document, such as <|endoftext|>; NAME=NUMBER"
              + " for one that the tokenizer's file does not have; 'none' for none.")
  private @Nullable String endOfDocument;

  @Option(
      names = "--tokenizer-pattern",
      paramLabel = "PATTERN",
      description =
          "For a .tiktoken vocabulary that OpenAI did not publish: how texts are cut into words, as"
              + " gpt2, cl100k, o200k, qwen or a regular expression.")
  private @Nullable String pattern;

  /** The request in this format, mixed as a file says; of it the tokens may be counted only. */
  ExportRequest mixed(ExportRequest request, String format, Path mix) {
    if (file == null || format.equals(OF_TOKENS)) {
      return inFormat(request, format).withMix(mix);
    }
    return request
        .withFormat(format)
        .withMix(mix, file, Optional.ofNullable(pattern), requiredEnd());
  }

  private String requiredEnd() {
    if (endOfDocument == null) {
      throw new SettingsException(
          "say which token ends each document with --eod TOKEN, such as --eod '<|endoftext|>', or"
              + " --eod none: without one, a model cannot tell where a document ends");
    }
    return endOfDocument;
  }

  /** The same for a cluster, to whose machines the tokenizer is sent. */
  SparkRequest onCluster(SparkRequest request) {
    return file == null
        ? request
        : request.withTokenizer(file, Optional.ofNullable(pattern), requiredEnd());
  }

  /** The request in this format. */
  ExportRequest inFormat(ExportRequest request, String format) {
    if (file == null) {
      if (endOfDocument != null || pattern != null) {
        throw new SettingsException(
            "--eod and --tokenizer-pattern tell of a tokenizer: name it with --tokenizer FILE");
      }
      return request.withFormat(format);
    }
    return request.withFormat(format, file, Optional.ofNullable(pattern), requiredEnd());
  }
}
