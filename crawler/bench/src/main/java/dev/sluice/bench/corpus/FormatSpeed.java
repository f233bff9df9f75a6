package dev.sluice.bench.corpus;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Edition;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.TextHash;
import dev.sluice.corpus.shard.DocumentTokenizer;
import dev.sluice.corpus.shard.MegatronFormat;
import dev.sluice.corpus.shard.ShardFormat;
import dev.sluice.corpus.shard.ShardFormats;
import dev.sluice.corpus.shard.ShardWriter;
import dev.sluice.corpus.shard.TokenizerSettings;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Measures how fast texts are written in each format, to nowhere; and, with a tokenizer, how fast
 * that is by itself.
 */
public final class FormatSpeed implements Command {

  static final Edition EDITION = new Edition("sluice", "web@1", "snapshot");

  @Override
  public String name() {
    return "formats";
  }

  @Override
  public String says() {
    return "how fast documents are written in each format";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("texts", "", "a file of JSON lines with 'text', as sluice extract writes it"),
        new Option("tokenizer", "", "a tokenizer.json or a .tiktoken file, to measure megatron"),
        new Option("pattern", "", "how an unknown .tiktoken file cuts texts into words"),
        new Option("eod", "none", "the token that ends a document"),
        new Option("rounds", "3", "how often the texts are written; the fastest counts"));
  }

  @Override
  public int run(Options given, Place place) throws IOException {
    TextFile texts = TextFile.read(given.text("texts"));
    int rounds = given.count("rounds");
    MarkdownTable table = new MarkdownTable(List.of("", "MB of text a CPU second"));
    for (String name : List.of("jsonl", "parquet")) {
      table.row(List.of(name, speed(texts, rounds, ShardFormats.named(name))));
    }
    if (!given.text("tokenizer").isEmpty()) {
      try (DocumentTokenizer tokenizer = DocumentTokenizer.open(tokenizer(given))) {
        table.row(List.of("tokenizer alone", number(texts.speed(rounds, tokenizer::encode))));
        table.row(List.of("megatron", speed(texts, rounds, new MegatronFormat(tokenizer))));
      }
    }
    place.results().print(table);
    return 0;
  }

  private static TokenizerSettings tokenizer(Options given) {
    String pattern = given.text("pattern");
    return new TokenizerSettings(
        Path.of(given.text("tokenizer")),
        pattern.isEmpty() ? Optional.empty() : Optional.of(pattern),
        given.text("eod"));
  }

  private static String speed(TextFile texts, int rounds, ShardFormat format) throws IOException {
    List<OutputStream> nowhere =
        format.suffixes().stream().map(suffix -> OutputStream.nullOutputStream()).toList();
    try (ShardWriter writer = format.begin(nowhere, EDITION)) {
      return number(texts.speed(rounds, text -> add(writer, text)));
    }
  }

  static void add(ShardWriter writer, String text) {
    CaptureKey key =
        new CaptureKey(PageUrl.parse("https://example.com/" + text.hashCode()), Instant.EPOCH);
    try {
      writer.add(
          new Document(
              Document.id(key),
              key,
              new Document.Provenance(
                  "seed", 1, 200, "text/html", ContentHash.of(new byte[0]), false),
              Extracted.ofText(text),
              "utf-8",
              Optional.empty(),
              new TextHash(1, text.hashCode()),
              List.of(),
              1,
              1),
          () -> RawPage.uncrawled(key.url(), "text/plain", text.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%,.1f", number);
  }
}
