package dev.sluice.bench.corpus;

import dev.sluice.corpus.PageTrace;
import dev.sluice.corpus.model.TemplateCut;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What leaving out its template changed in the texts of one site. For one thread. */
final class SiteGain {

  /** Lines of one text, and on how many pages each of all lines stands. */
  private static final class Lines {

    private final Map<Integer, Integer> pages = new HashMap<>();
    private final List<List<Integer>> texts = new ArrayList<>();

    void add(String text) {
      List<Integer> lines =
          text.lines()
              .map(String::strip)
              .filter(it -> !it.isEmpty())
              .map(String::hashCode)
              .toList();
      texts.add(lines);
      Set<Integer> distinct = new HashSet<>(lines);
      distinct.forEach(line -> pages.merge(line, 1, Integer::sum));
    }

    long recurring(int least) {
      return texts.stream()
          .flatMap(List::stream)
          .filter(line -> pages.getOrDefault(line, 0) >= least)
          .count();
    }
  }

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final String host;
  private final int recurs;
  private final Lines before = new Lines();
  private final Lines after = new Lines();
  private long pages;
  private long charactersBefore;
  private long leftOut;
  private long gained;
  private long learningNanos;
  private long extractingNanos;
  private long withTemplateNanos;

  SiteGain(String host, int recurs) {
    this.host = host;
    this.recurs = recurs;
  }

  <T> T learning(Supplier<T> work) {
    long start = threads.getCurrentThreadCpuTime();
    T made = work.get();
    learningNanos += threads.getCurrentThreadCpuTime() - start;
    return made;
  }

  <T> T extracting(Supplier<T> work) {
    long start = threads.getCurrentThreadCpuTime();
    T made = work.get();
    extractingNanos += threads.getCurrentThreadCpuTime() - start;
    return made;
  }

  <T> T extractingWithTemplate(Supplier<T> work) {
    long start = threads.getCurrentThreadCpuTime();
    T made = work.get();
    withTemplateNanos += threads.getCurrentThreadCpuTime() - start;
    return made;
  }

  /** Counts a page, and prints what was left out of it. */
  void add(PageTrace without, PageTrace with, PrintStream removed) {
    if (without.cause().isPresent()) {
      return;
    }
    pages++;
    before.add(without.text());
    after.add(with.text());
    charactersBefore += without.text().length();
    print(without, with, removed);
  }

  /** Prints the lines that the text has lost and gained, then all that was found to be template. */
  private void print(PageTrace without, PageTrace with, PrintStream out) {
    out.printf("%n== %s%n", with.key().url());
    Map<String, Integer> left = new TreeMap<>();
    with.text().lines().map(String::strip).forEach(line -> left.merge(line, 1, Integer::sum));
    for (String line : without.text().lines().map(String::strip).toList()) {
      if (!line.isEmpty() && left.merge(line, -1, Integer::sum) < 0) {
        out.println("- " + line);
        leftOut += line.length();
      }
    }
    for (Map.Entry<String, Integer> line : left.entrySet()) {
      if (line.getValue() > 0 && !line.getKey().isEmpty()) {
        out.println("+ " + line.getKey());
        gained += (long) line.getValue() * line.getKey().length();
      }
    }
    for (TemplateCut.Line line : with.leftOut().lines()) {
      out.printf("  %d/%d %s%n", line.pages(), with.leftOut().pages(), line.text());
    }
  }

  List<String> cells(Locale locale) {
    return List.of(
        host,
        String.format(locale, "%,d", pages),
        String.format(locale, "%,d", before.recurring(recurs)),
        String.format(locale, "%,d", after.recurring(recurs)),
        String.format(locale, "%,d", charactersBefore),
        String.format(locale, "%,d", leftOut),
        String.format(locale, "%,d", gained),
        String.format(locale, "%.1f", learningNanos / 1e9),
        String.format(locale, "%.1f", extractingNanos / 1e9),
        String.format(locale, "%.1f", withTemplateNanos / 1e9));
  }
}
