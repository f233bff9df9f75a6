package dev.sluice.bench.corpus;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.corpus.Cleaner;
import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.corpus.rule.UrlLists;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/**
 * Measures what a long list of hosts costs: the heap that a recipe with it and its step keep, the
 * time to read it, and the time to look a page up.
 *
 * <p>Names are made up, and as long as those of UT1's list of adult sites: 20 characters in the
 * mean. Half of the pages that are looked up are on the list.
 */
public final class UrlListSize implements Command {

  private static final String RECIPE =
      """
      name: long-list
      version: 1
      steps:
        - url-lists: {block: [hosts.txt]}
        - decode
        - extract
      """;

  private static final int LABEL_LENGTH = 13;
  private static final int LETTERS = 26;
  private static final double MEGABYTE = 1 << 20;

  @Override
  public String name() {
    return "url-lists";
  }

  @Override
  public String says() {
    return "what a list of many hosts takes of memory and time in the step 'url-lists'";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("entries", "5000000", "how many hosts the list has"),
        new Option("pages", "1000000", "how many pages are looked up"));
  }

  @Override
  public int run(Options given, Place place) throws IOException {
    int entries = given.count("entries");
    Path folder = Files.createDirectories(place.work().resolve("url-lists"));
    Path list = write(folder.resolve("hosts.txt"), entries);
    Path recipeFile = Files.writeString(folder.resolve("long-list.yaml"), RECIPE);
    PageFunctions functions = Cleaner.standardFunctions();

    long before = heap();
    Instant begun = place.clock().instant();
    Recipe recipe = Recipes.load(recipeFile.toString());
    PageStep step =
        UrlLists.KIND
            .maker()
            .make(recipe.step(UrlLists.KIND.name()).orElseThrow().parameters(), functions);
    Duration reading = Duration.between(begun, place.clock().instant());
    double kept = (heap() - before) / MEGABYTE;
    double nanos = lookUp(step, entries, given.count("pages"), place);

    MarkdownTable table = new MarkdownTable(List.of("", ""));
    table.row(List.of("entries", "%,d".formatted(entries)));
    table.row(List.of("the list's file", "%.1f MiB".formatted(Files.size(list) / MEGABYTE)));
    table.row(List.of("heap kept by recipe and step", "%.1f MiB".formatted(kept)));
    table.row(List.of("time to read it", "%.1f s".formatted(reading.toMillis() / 1000.0)));
    table.row(List.of("time for a page", "%.2f µs".formatted(nanos / 1000)));
    place.results().print(table);
    place.remarks().println("kept alive until here: " + recipe.label() + ", " + step.getClass());
    return 0;
  }

  private static Path write(Path file, int entries) throws IOException {
    try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
      for (int i = 0; i < entries; i++) {
        out.print(host(i) + "\n");
      }
    }
    return file;
  }

  /** The host of a number: letters, then the number itself, so that no two are the same. */
  private static String host(int number) {
    Random random = new Random(number);
    StringBuilder name = new StringBuilder();
    String digits = Integer.toString(number, Character.MAX_RADIX);
    while (name.length() + digits.length() < LABEL_LENGTH + random.nextInt(6)) {
      name.append((char) ('a' + random.nextInt(LETTERS)));
    }
    return name + "-" + digits + ".com";
  }

  private static long heap() {
    var memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  /** Nanoseconds for each page; also a check that the answers are right. */
  private static double lookUp(PageStep step, int entries, int pages, Place place) {
    List<Draft> drafts =
        new Random(1).ints(2_000, 0, entries).mapToObj(UrlListSize::draft).toList();
    Instant begun = place.clock().instant();
    int blocked = 0;
    for (int i = 0; i < pages; i++) {
      blocked += step.apply(drafts.get(i % drafts.size())) instanceof StepOutcome.Dropped ? 1 : 0;
    }
    Duration time = Duration.between(begun, place.clock().instant());
    int wanted = 0;
    for (int i = 0; i < pages; i++) {
      wanted += isListed(drafts.get(i % drafts.size())) ? 1 : 0;
    }
    if (blocked != wanted) {
      throw new IllegalStateException("blocked " + blocked + " pages, not " + wanted);
    }
    return (double) time.toNanos() / pages;
  }

  /** A page below a host of the list, or of a host that ends like one and is not on it. */
  private static Draft draft(int number) {
    String prefix = number % 2 == 0 ? "www." : "not";
    PageUrl url = PageUrl.parse("https://" + prefix + host(number) + "/page/" + number);
    return Draft.of(RawPage.uncrawled(url, "text/html", new byte[0]));
  }

  private static boolean isListed(Draft draft) {
    return draft.page().capture().url().host().startsWith("www.");
  }
}
