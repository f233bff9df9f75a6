package dev.sluice.corpus;

import dev.sluice.corpus.mix.Mix;
import dev.sluice.corpus.mix.MixReader;
import dev.sluice.corpus.mix.MixUnit;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.shard.DocumentTokenizer;
import dev.sluice.corpus.shard.ShardFormat;
import dev.sluice.corpus.shard.ShardFormats;
import dev.sluice.corpus.shard.TokenCounter;
import dev.sluice.corpus.shard.TokenizerSettings;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to export, and where to.
 *
 * @param recipe the rules to apply
 * @param folder the output folder: new, empty, or with the unfinished export of the same request
 * @param threads how many pages are cleaned at a time; never changes what comes out
 * @param source the documents' {@code source}
 * @param format the file format of shards
 * @param shardTextBytes most bytes of text (UTF-8, before JSON and compression) in one shard; a
 *     single longer text is a shard of its own
 * @param partCaptures how many captures are one unit of work: what a kill can lose; never changes
 *     what comes out
 * @param earlier exports, or folders with exports, that the report compares with; changes nothing
 *     but the report
 * @param mix how much of which, in which order; empty for all documents in the order of keys
 * @param counter counts tokens for a mix whose format has none
 */
public record ExportRequest(
    Recipe recipe,
    Path folder,
    int threads,
    String source,
    ShardFormat format,
    long shardTextBytes,
    int partCaptures,
    List<Path> earlier,
    Optional<Mix> mix,
    Optional<TokenCounter> counter) {

  private static final long SHARD_TEXT_BYTES = 512L << 20;
  private static final int PART_CAPTURES = 1_000;

  public ExportRequest {
    if (threads < 1 || shardTextBytes < 1 || partCaptures < 1) {
      throw new IllegalArgumentException("threads and sizes must be 1 or more");
    }
    earlier = List.copyOf(earlier);
  }

  /** A request with the usual options: a thread a processor, shards of 512 MiB of text. */
  public static ExportRequest of(Recipe recipe, Path folder) {
    return new ExportRequest(
        recipe,
        folder,
        Runtime.getRuntime().availableProcessors(),
        "sluice",
        ShardFormats.named("jsonl"),
        SHARD_TEXT_BYTES,
        PART_CAPTURES,
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  public ExportRequest withThreads(int number) {
    return new ExportRequest(
        recipe,
        folder,
        number,
        source,
        format,
        shardTextBytes,
        partCaptures,
        earlier,
        mix,
        counter);
  }

  /** The same in the format of this name. */
  public ExportRequest withFormat(String name) {
    ShardFormat named = ShardFormats.named(name);
    return new ExportRequest(
        recipe,
        folder,
        threads,
        source,
        named,
        shardTextBytes,
        partCaptures,
        earlier,
        mix,
        counter);
  }

  /**
   * The same in the format of this name, which is made of tokens.
   *
   * @param tokenizer a {@code tokenizer.json} of Hugging Face's library, or a vocabulary of
   *     tiktoken
   * @param pattern how the latter cuts texts into words: a name, or a regular expression
   * @param endOfDocument the token that ends each document, {@code NAME=NUMBER} for one that the
   *     file does not have, or {@code none}
   */
  public ExportRequest withFormat(
      String name, Path tokenizer, Optional<String> pattern, String endOfDocument) {
    ShardFormat named =
        ShardFormats.named(name, new TokenizerSettings(tokenizer, pattern, endOfDocument));
    return new ExportRequest(
        recipe,
        folder,
        threads,
        source,
        named,
        shardTextBytes,
        partCaptures,
        earlier,
        mix,
        counter);
  }

  public ExportRequest withSource(String name) {
    return new ExportRequest(
        recipe, folder, threads, name, format, shardTextBytes, partCaptures, earlier, mix, counter);
  }

  public ExportRequest withShardTextBytes(long bytes) {
    return new ExportRequest(
        recipe, folder, threads, source, format, bytes, partCaptures, earlier, mix, counter);
  }

  public ExportRequest withPartCaptures(int captures) {
    return new ExportRequest(
        recipe, folder, threads, source, format, shardTextBytes, captures, earlier, mix, counter);
  }

  /** The same, its report compared with these exports, or those in these folders. */
  public ExportRequest withEarlier(List<Path> exports) {
    return new ExportRequest(
        recipe,
        folder,
        threads,
        source,
        format,
        shardTextBytes,
        partCaptures,
        exports,
        mix,
        counter);
  }

  /**
   * The same, mixed as a file says. Tokens are counted by the tokenizer of the format.
   *
   * @throws SettingsException if the file has a mistake, or counts tokens that the format has not
   */
  public ExportRequest withMix(Path file) {
    Mix read = mix(file);
    if (read.unit() == MixUnit.TOKENS && format.counter().isEmpty()) {
      throw new SettingsException(
          file + " counts tokens: name what counts them with --tokenizer FILE and --eod TOKEN");
    }
    return with(read, format.counter());
  }

  /** The same for a format without tokens: they are counted by this tokenizer. */
  public ExportRequest withMix(
      Path file, Path tokenizer, Optional<String> pattern, String endOfDocument) {
    Mix read = mix(file);
    if (read.unit() != MixUnit.TOKENS) {
      throw new SettingsException(
          file
              + " counts "
              + read.unit().word()
              + ", and "
              + format.name()
              + " has no tokens: leave out --tokenizer, or write 'unit: tokens'");
    }
    TokenizerSettings settings = new TokenizerSettings(tokenizer, pattern, endOfDocument);
    return with(read, Optional.of(DocumentTokenizer.open(settings)));
  }

  private static Mix mix(Path file) {
    try {
      String name = String.valueOf(file.getFileName());
      return MixReader.parse(file.toString(), name, Files.readString(file));
    } catch (IOException unreadable) {
      throw new SettingsException(
          "the mix " + file + " cannot be read: name a YAML file in UTF-8 that is there");
    }
  }

  private ExportRequest with(Mix read, Optional<TokenCounter> counting) {
    if (format.content() == ShardFormat.Content.RAW_PAGES) {
      throw new SettingsException(
          format.name() + " holds each capture once, in the order of keys: leave out --mix");
    }
    return new ExportRequest(
        recipe,
        folder,
        threads,
        source,
        format,
        shardTextBytes,
        partCaptures,
        earlier,
        Optional.of(read),
        counting);
  }
}
