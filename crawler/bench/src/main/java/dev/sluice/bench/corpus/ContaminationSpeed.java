package dev.sluice.bench.corpus;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.corpus.contamination.BenchmarkIndex;
import dev.sluice.corpus.contamination.BenchmarkItem;
import dev.sluice.corpus.contamination.BenchmarkReader;
import dev.sluice.corpus.contamination.Finding;
import dev.sluice.corpus.model.ListFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Measures the index of benchmark items: how long it takes to make, how much memory it takes, how
 * fast texts are looked through. Items come from files, or are made up from words by chance.
 */
public final class ContaminationSpeed implements Command {

  private static final double NANOS = 1e9;
  private static final double MEGABYTE = 1e6;
  private static final int ITEM_UNITS = 50;
  private static final int VOCABULARY = 3_000;
  private static final int FIRST_HAN = 0x4e00;
  private static final int SEED = 6;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @Override
  public String name() {
    return "contamination";
  }

  @Override
  public String says() {
    return "what an index of benchmark items costs, and how fast texts are looked through";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("texts", "", "a file of JSON lines with 'text', as sluice extract writes it"),
        new Option("benchmarks", "", "files of items, separated by commas"),
        new Option("fields", "text,question", "the fields of an item"),
        new Option(
            "made-up", "100_000", "how many items of 50 words and as many characters besides"),
        new Option("words", "13", "words of a run"),
        new Option("characters", "25", "characters of a run"),
        new Option("rounds", "5", "how often the texts are read; the fastest counts"));
  }

  @Override
  public int run(Options given, Place place) throws IOException {
    TextFile texts = TextFile.read(given.text("texts"));
    long before = threads.getCurrentThreadCpuTime();
    BenchmarkIndex index = index(given);
    double seconds = (threads.getCurrentThreadCpuTime() - before) / NANOS;
    long found = 0;
    long holders = 0;
    for (String text : texts.texts()) {
      List<Finding> findings = index.find(text);
      found += findings.size();
      holders += findings.isEmpty() ? 0 : 1;
    }
    MarkdownTable table = new MarkdownTable(List.of("", ""));
    table.row(List.of("items", number(index.items())));
    table.row(List.of("items left out", number(index.itemsLeftOut())));
    table.row(List.of("runs", number(index.runs())));
    table.row(List.of("memory, MB", number(index.bytes() / MEGABYTE)));
    table.row(List.of("bytes a run", number((double) index.bytes() / index.runs())));
    table.row(List.of("made in, CPU seconds", String.format(Locale.ROOT, "%.1f", seconds)));
    table.row(List.of("texts", number(texts.texts().size())));
    table.row(List.of("texts with an item", number(holders)));
    table.row(List.of("items found", number(found)));
    double speed = texts.speed(given.count("rounds"), index::find);
    table.row(List.of("MB of UTF-8 a CPU second", number(speed)));
    place.results().print(table);
    return 0;
  }

  private static BenchmarkIndex index(Options given) throws IOException {
    BenchmarkIndex.Builder builder =
        new BenchmarkIndex.Builder(
            new BenchmarkIndex.Lengths(given.count("words"), 8, given.count("characters"), 12));
    BenchmarkReader reader = new BenchmarkReader(given.list("fields"));
    for (String file : given.list("benchmarks")) {
      reader.read(new ListFile(file, Files.readAllBytes(Path.of(file))), builder::add);
    }
    Random random = new Random(SEED);
    for (int item = 1; item <= given.count("made-up"); item++) {
      StringBuilder english = new StringBuilder();
      StringBuilder chinese = new StringBuilder();
      for (int i = 0; i < ITEM_UNITS; i++) {
        english.append('w').append(random.nextInt(VOCABULARY)).append(' ');
        chinese.appendCodePoint(FIRST_HAN + random.nextInt(VOCABULARY));
      }
      builder.add(
          new BenchmarkItem("made-up", item, List.of(english.toString(), chinese.toString())));
    }
    return builder.build();
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }
}
