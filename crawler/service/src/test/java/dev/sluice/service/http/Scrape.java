package dev.sluice.service.http;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Prometheus reads of a daemon.
 *
 * @param text in Prometheus's format
 */
record Scrape(String text) {

  private static final Pattern LABEL = Pattern.compile("[{,](\\w+)=");

  /** The value of a metric with exactly these labels; -1 if there is none. */
  double value(String metric) {
    return text.lines()
        .filter(line -> line.startsWith(metric + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(metric.length() + 1)))
        .findFirst()
        .orElse(-1);
  }

  /** The lines that begin with this. */
  List<String> lines(String start) {
    return text.lines().filter(line -> line.startsWith(start)).toList();
  }

  /** All metrics. */
  Set<String> names() {
    return lines("# TYPE ").stream()
        .map(line -> line.split(" ")[2])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All names that can be asked for: those of metrics, and of the parts of histograms. */
  Set<String> samples() {
    return text.lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.replaceFirst("[{ ].*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  String type(String name) {
    return word("# TYPE " + name + " ");
  }

  String help(String name) {
    return word("# HELP " + name + " ");
  }

  private String word(String start) {
    return lines(start).get(0).substring(start.length());
  }

  /** The labels of a metric, by name, but for the bounds of a histogram. */
  String labels(String name) {
    return lines(name).stream()
        .filter(line -> line.matches(name + "(_count)?[{ ].*"))
        .flatMap(line -> LABEL.matcher(line).results())
        .map((MatchResult match) -> match.group(1))
        .distinct()
        .sorted()
        .collect(Collectors.joining(" "));
  }
}
