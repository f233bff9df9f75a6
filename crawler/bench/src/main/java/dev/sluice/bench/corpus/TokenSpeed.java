package dev.sluice.bench.corpus;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.sluice.bench.command.BadOptionException;
import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.corpus.shard.DocumentTokenizer;
import dev.sluice.corpus.shard.MegatronFormat;
import dev.sluice.corpus.shard.ShardWriter;
import dev.sluice.corpus.shard.TokenizerSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures what tokens of an export cost beside the library that makes them: the library in a loop
 * that throws its tokens away, the tokenizer of an export, and a shard written to nowhere, one
 * after the other in each round.
 */
public final class TokenSpeed implements Command {

  @Override
  public String name() {
    return "tokens";
  }

  @Override
  public String says() {
    return "how fast tokens are made and written, beside the tokenizer's library alone";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("texts", "", "a file of JSON lines with 'text', as sluice extract writes it"),
        new Option("tokenizer", "", "a tokenizer.json, or r50k.tiktoken, p50k, cl100k or o200k"),
        new Option("rounds", "7", "how often each is measured; the median counts"));
  }

  @Override
  public int run(Options given, Place place) throws IOException {
    TextFile texts = TextFile.read(given.text("texts"));
    Path file = Path.of(given.text("tokenizer"));
    Optional<Encoding> known = known(file);
    try (DocumentTokenizer tokenizer =
            DocumentTokenizer.open(new TokenizerSettings(file, Optional.empty(), "none"));
        ShardWriter writer = writer(new MegatronFormat(tokenizer))) {
      Map<String, Consumer<String>> works = new LinkedHashMap<>();
      works.put("the library alone", known.map(it -> alone(it)).orElseGet(() -> alone(file)));
      works.put("the tokenizer of an export", tokenizer::encode);
      works.put("a shard of tokens, written to nowhere", text -> FormatSpeed.add(writer, text));
      place.results().print(table(texts, works, given.count("rounds")));
    }
    return 0;
  }

  /** Vocabularies that JTokkit brings along can be measured without our reader of them. */
  private static Optional<Encoding> known(Path file) {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(".json")) {
      return Optional.empty();
    }
    EncodingType type =
        EncodingType.fromName(name.replace(".tiktoken", "").replace("_base", "") + "_base")
            .orElseThrow(
                () ->
                    new BadOptionException(
                        "--tokenizer: r50k, p50k, cl100k, o200k or a tokenizer.json"));
    return Optional.of(Encodings.newLazyEncodingRegistry().getEncoding(type));
  }

  private static Consumer<String> alone(Encoding encoding) {
    return encoding::encodeOrdinary;
  }

  /** The library is loaded, since a tokenizer of an export is open. */
  private static Consumer<String> alone(Path file) {
    TokenizersLibrary library = TokenizersLibrary.LIB;
    long handle = library.createTokenizerFromString(read(file));
    return text -> {
      long encoding = library.encode(handle, text, false);
      library.getTokenIds(encoding);
      library.deleteEncoding(encoding);
    };
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new BadOptionException("--tokenizer cannot be read: " + unreadable.getMessage());
    }
  }

  private static ShardWriter writer(MegatronFormat format) throws IOException {
    List<OutputStream> nowhere =
        format.suffixes().stream().map(suffix -> OutputStream.nullOutputStream()).toList();
    return format.begin(nowhere, FormatSpeed.EDITION);
  }

  private static MarkdownTable table(
      TextFile texts, Map<String, Consumer<String>> works, int rounds) {
    Map<String, List<Double>> speeds = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      boolean warmsUp = round == 0;
      works.forEach(
          (name, work) -> {
            double speed = texts.speed(1, work);
            if (!warmsUp) {
              speeds.computeIfAbsent(name, first -> new ArrayList<>()).add(speed);
            }
          });
    }
    MarkdownTable table =
        new MarkdownTable(
            List.of("MB of text a CPU second", "median", "of the first", "lowest to highest"));
    double first = 0;
    for (Map.Entry<String, List<Double>> entry : speeds.entrySet()) {
      List<Double> sorted = entry.getValue().stream().sorted().toList();
      double median = sorted.get(sorted.size() / 2);
      first = first == 0 ? median : first;
      table.row(
          List.of(
              entry.getKey(),
              text("%,.2f", median),
              text("%.0f %%", 100 * median / first),
              text("%,.2f", sorted.get(0))
                  + " to "
                  + text("%,.2f", sorted.get(sorted.size() - 1))));
    }
    return table;
  }

  private static String text(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}
