package dev.sluice.bench.corpus;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.corpus.scrub.PersonalData;
import dev.sluice.corpus.scrub.Scrubber;
import dev.sluice.corpus.scrub.Span;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Looks for each kind of personal data in texts: how many there are, how fast they are found, and a
 * sample of them with what stands around, for a person to judge.
 */
public final class ScrubFindings implements Command {

  private static final int AROUND = 40;
  private static final int SEED = 6;
  private static final double NANOS = 1e9;
  private static final double MEGABYTE = 1e6;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @Override
  public String name() {
    return "scrub";
  }

  @Override
  public String says() {
    return "which personal data stands in texts, how fast it is found, and a sample to judge";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("texts", "", "a file of JSON lines with 'text', as sluice extract writes it"),
        new Option("sample", "50", "how many findings of each kind are written to scrub-hits.txt"),
        new Option("rounds", "5", "how often the texts are read; the fastest counts"));
  }

  @Override
  public int run(Options given, Place place) throws IOException {
    TextFile texts = TextFile.read(given.text("texts"));
    int rounds = Math.max(1, given.count("rounds"));
    MarkdownTable table =
        new MarkdownTable(List.of("kind", "found", "in texts", "MB a CPU second"));
    List<String> sample = new ArrayList<>();
    for (PersonalData kind : PersonalData.values()) {
      Map<PersonalData, List<String>> found = new EnumMap<>(PersonalData.class);
      int holders = collect(texts, kind, found);
      List<String> hits = found.getOrDefault(kind, List.of());
      double speed = speed(texts, EnumSet.of(kind), rounds);
      table.row(List.of(kind.word(), number(hits.size()), number(holders), number(speed)));
      sample.addAll(chosen(hits, given.count("sample")));
    }
    double all = speed(texts, EnumSet.allOf(PersonalData.class), rounds);
    table.row(List.of("all", "", number(texts.texts().size()), number(all)));
    place.results().print(table);
    place.results().printf(Locale.ROOT, "%n%.1f MB of UTF-8%n", texts.bytes() / MEGABYTE);
    Path file = place.work().resolve("scrub-hits.txt");
    Files.write(file, sample);
    place.remarks().println("findings with what stands around them: " + file);
    return 0;
  }

  /** In how many texts there are any; adds each with its surroundings. */
  private static int collect(
      TextFile texts, PersonalData kind, Map<PersonalData, List<String>> found) {
    Scrubber scrubber = new Scrubber(EnumSet.of(kind), false);
    int holders = 0;
    for (String text : texts.texts()) {
      List<Span> spans = scrubber.find(text);
      holders += spans.isEmpty() ? 0 : 1;
      for (Span span : spans) {
        found.computeIfAbsent(kind, any -> new ArrayList<>()).add(shown(text, span));
      }
    }
    return holders;
  }

  private static String shown(String text, Span span) {
    String before = text.substring(Math.max(0, span.start() - AROUND), span.start());
    String after = text.substring(span.end(), Math.min(text.length(), span.end() + AROUND));
    String value = text.substring(span.start(), span.end());
    return (span.kind().word() + "\t" + before + "«" + value + "»" + after).replace('\n', '⏎');
  }

  private static List<String> chosen(List<String> hits, int most) {
    List<String> shuffled = new ArrayList<>(hits);
    Collections.shuffle(shuffled, new Random(SEED));
    return shuffled.subList(0, Math.min(most, shuffled.size()));
  }

  private double speed(TextFile texts, Set<PersonalData> kinds, int rounds) {
    Scrubber scrubber = new Scrubber(kinds, false);
    double fastest = 0;
    for (int round = 0; round < rounds; round++) {
      long before = threads.getCurrentThreadCpuTime();
      texts.texts().forEach(scrubber::find);
      double seconds = (threads.getCurrentThreadCpuTime() - before) / NANOS;
      fastest = Math.max(fastest, texts.bytes() / MEGABYTE / seconds);
    }
    return fastest;
  }

  private static String number(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }
}
