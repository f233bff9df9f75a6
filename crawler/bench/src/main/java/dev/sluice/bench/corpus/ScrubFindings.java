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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Looks for each kind of personal data in texts: how many there are, how fast they are found, and a
 * sample of them with what stands around, for a person to judge.
 */
public final class ScrubFindings implements Command {

  private static final int AROUND = 40;
  private static final int SEED = 6;
  private static final double MEGABYTE = 1e6;

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
    int rounds = given.count("rounds");
    MarkdownTable table =
        new MarkdownTable(List.of("kind", "found", "in texts", "MB a CPU second"));
    List<String> sample = new ArrayList<>();
    for (PersonalData kind : PersonalData.values()) {
      Scrubber scrubber = new Scrubber(EnumSet.of(kind), false);
      List<String> hits = new ArrayList<>();
      int holders = collect(texts, scrubber, hits);
      double speed = texts.speed(rounds, scrubber::find);
      table.row(List.of(kind.word(), number(hits.size()), number(holders), number(speed)));
      sample.addAll(chosen(hits, given.count("sample")));
    }
    Scrubber ofAll = new Scrubber(EnumSet.allOf(PersonalData.class), false);
    double all = texts.speed(rounds, ofAll::find);
    table.row(List.of("all", "", number(texts.texts().size()), number(all)));
    place.results().print(table);
    place.results().printf(Locale.ROOT, "%n%.1f MB of UTF-8%n", texts.bytes() / MEGABYTE);
    Path file = place.work().resolve("scrub-hits.txt");
    // What stands around may begin or end with half of a pair, which a strict writer refuses.
    Files.write(file, String.join("\n", sample).getBytes(StandardCharsets.UTF_8));
    place.remarks().println("findings with what stands around them: " + file);
    return 0;
  }

  /** In how many texts there are any; adds each with its surroundings. */
  private static int collect(TextFile texts, Scrubber scrubber, List<String> hits) {
    int holders = 0;
    for (String text : texts.texts()) {
      List<Span> spans = scrubber.find(text);
      holders += spans.isEmpty() ? 0 : 1;
      spans.forEach(span -> hits.add(shown(text, span)));
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

  private static String number(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }
}
