package dev.sluice.corpus.report;

import dev.sluice.corpus.model.Manifest.ChangesEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A report as one HTML page that needs nothing else: no scripts, no fonts, no images. Whatever
 * comes from pages is escaped.
 */
final class HtmlReport {

  private static final int SITES = 50;
  private static final int REASONS = 4;

  private final Report report;
  private final StringBuilder html = new StringBuilder();

  HtmlReport(Report report) {
    this.report = report;
  }

  /** The whole page. */
  String text() {
    String title = "Export by " + report.made().recipe() + "@" + report.made().recipeVersion();
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append(
            "<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n"
                .formatted(safe(title), css()))
        .append("<h1>%s</h1>\n".formatted(safe(title)));
    facts();
    alarms();
    funnel();
    groups("Languages", "language", report.languages(), report.languages().size());
    groups("Sites", "host", report.sites(), report.siteCount());
    report.changes().ifPresent(this::changes);
    report.mix().ifPresent(it -> new MixSection(it, html).write());
    new DuplicateSection(report.duplicates(), html).write();
    values();
    return html.append("</body>\n</html>\n").toString();
  }

  private void changes(ChangesEntry changes) {
    html.append("<h2>Since the older snapshot</h2>\n<table>\n<tbody>\n");
    change("added: pages that had no document", changes.added());
    change("changed: pages that had another document", changes.changed());
    change("gone: pages that have no document any more", changes.gone());
    change("documents withdrawn, listed in " + changes.file(), changes.withdrawn());
    html.append("</tbody></table>\n");
  }

  private void change(String name, long count) {
    html.append(
        "<tr><td class=\"name\">%s</td><td class=\"num\">%s</td></tr>\n"
            .formatted(safe(name), Numbers.text(count)));
  }

  private static String css() {
    try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("the build left out report.css");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException damagedJar) {
      throw new UncheckedIOException(damagedJar);
    }
  }

  private void facts() {
    Report.Made made = report.made();
    html.append(
        "<p class=\"dim\">Snapshot <code>%s</code>, recipe <code>%s</code>, source %s, Sluice %s.</p>\n"
            .formatted(
                safe(made.snapshot()),
                safe(made.recipeHash().substring(0, Math.min(12, made.recipeHash().length()))),
                safe(made.source()),
                safe(made.sluiceVersion())));
    html.append("<div class=\"sums\">\n");
    sum("captures", report.captures());
    sum("documents", report.documents());
    sum("dropped", report.captures().minus(report.documents()));
    html.append("</div>\n");
  }

  private void sum(String what, Report.Amount amount) {
    html.append(
        "<div>%s<b>%s</b><span class=\"dim\">%s</span></div>\n"
            .formatted(what, Numbers.text(amount.pages()), size(amount)));
  }

  private static String size(Report.Amount amount) {
    return Numbers.text(amount.characters())
        + " characters, "
        + Numbers.bytes(amount.bytes())
        + " raw";
  }

  private void alarms() {
    html.append("<h2>Worth a look</h2>\n");
    if (!report.comparedWith().isEmpty()) {
      html.append(
          "<p class=\"dim\">Compared with %s.</p>\n"
              .formatted(safe(String.join(", ", report.comparedWith()))));
    }
    if (report.alarms().isEmpty()) {
      html.append(
          "<p>Nothing: each rule that could dropped something, and no step dropped"
              + " everything.</p>\n");
      return;
    }
    alarms(Report.Level.WARNING);
    List<Report.Alarm> notes = of(Report.Level.NOTE);
    if (!notes.isEmpty()) {
      String summary = counted(grouped(notes).size(), "note");
      html.append("<details><summary>%s</summary>\n".formatted(summary));
      alarms(Report.Level.NOTE);
      html.append("</details>\n");
    }
  }

  private List<Report.Alarm> of(Report.Level level) {
    return report.alarms().stream().filter(alarm -> alarm.level() == level).toList();
  }

  private void alarms(Report.Level level) {
    String name = level == Report.Level.WARNING ? "warning" : "note";
    html.append("<ul class=\"alarms\">\n");
    grouped(of(level))
        .forEach(
            (step, alarms) ->
                html.append("<li class=\"%s\"><b>%s</b> ".formatted(name, name))
                    .append(
                        alarms.size() == 1 ? safe(alarms.get(0).sentence()) : many(step, alarms))
                    .append("</li>\n"));
    html.append("</ul>\n");
  }

  /**
   * Rules of a step that never fired together, since a recipe has dozens of them and a good crawl
   * breaks few; each other alarm by itself. In the order of the first of each.
   */
  private static Map<String, List<Report.Alarm>> grouped(List<Report.Alarm> alarms) {
    Map<String, List<Report.Alarm>> groups = new LinkedHashMap<>();
    for (Report.Alarm alarm : alarms) {
      int slash = alarm.subject().indexOf('/');
      boolean ofStep = alarm.kind() == Report.Kind.NEVER_FIRED && slash > 0;
      String group =
          ofStep
              ? alarm.subject().substring(0, slash)
              : alarm.kind() + " " + alarm.subject() + " " + groups.size();
      groups.computeIfAbsent(group, any -> new ArrayList<>()).add(alarm);
    }
    return groups;
  }

  private static String many(String step, List<Report.Alarm> alarms) {
    StringBuilder all = new StringBuilder();
    all.append(
        "<details><summary>%d rules of the step %s dropped nothing.</summary>\n<ul>\n"
            .formatted(alarms.size(), safe(step)));
    alarms.forEach(alarm -> all.append("<li>").append(safe(alarm.sentence())).append("</li>\n"));
    return all.append("</ul></details>").toString();
  }

  private static String counted(long number, String one) {
    return Numbers.text(number) + " " + one + (number == 1 ? "" : "s");
  }

  private void funnel() {
    html.append("<h2>Steps</h2>\n<p class=\"dim\"><span class=\"key\">went on</span> &nbsp;")
        .append(
            " <span class=\"key d\">dropped</span>; each opens its rules, with examples.</p>\n");
    report.steps().forEach(this::step);
  }

  private void step(Report.Step step) {
    long all = Math.max(1, report.captures().pages());
    long left = step.in().pages() - step.dropped().pages();
    html.append(
        "<details><summary><span class=\"step\"><span class=\"name\">%s</span>%s<span class=\"num\">%s</span></span></summary>\n"
            .formatted(
                safe(step.step()),
                bar(left, step.dropped().pages(), all),
                share(step.dropped().pages(), step.in().pages())));
    html.append(
        "<p class=\"dim\">In: %s pages, %s. Dropped: %s.</p>\n"
            .formatted(Numbers.text(step.in().pages()), size(step.in()), size(step.dropped())));
    step.rules().forEach(rule -> rule(rule, step.in().pages()));
    html.append("</details>\n");
  }

  private static String bar(long kept, long dropped, long all) {
    return "<span class=\"bar\" aria-hidden=\"true\"><i style=\"width:%s%%\"></i><i style=\"width:%s%%\"></i></span>"
        .formatted(Numbers.text(100.0 * kept / all), Numbers.text(100.0 * dropped / all));
  }

  private static String share(long dropped, long in) {
    return "&minus;%s of %s &nbsp;%s"
        .formatted(Numbers.text(dropped), Numbers.text(in), Numbers.percent(dropped, in));
  }

  private void rule(Report.Rule rule, long in) {
    String head =
        "<code>%s</code> %s".formatted(safe(rule.rule()), share(rule.dropped().pages(), in));
    if (rule.examples().isEmpty()) {
      html.append("<p>%s</p>\n".formatted(head));
      return;
    }
    html.append("<details><summary>%s</summary>\n".formatted(head));
    rule.examples().forEach(this::example);
    html.append("</details>\n");
  }

  private void example(Report.Example example) {
    html.append(
        "<div class=\"example\"><span class=\"mono\">%s</span><br>measured <b>%s</b>, allowed %s%s%s</div>\n"
            .formatted(
                safe(example.url()),
                safe(example.value()),
                safe(example.limit()),
                example.matched().isEmpty()
                    ? ""
                    : "<br>in favour of <span class=\"mono\">%s</span>"
                        .formatted(safe(example.matched())),
                example.beginning().isEmpty()
                    ? ""
                    : "<blockquote>%s</blockquote>".formatted(safe(example.beginning()))));
  }

  private void groups(String title, String what, List<Report.Group> groups, long count) {
    int shown = Math.min(SITES, groups.size());
    html.append("<h2>%s</h2>\n".formatted(title));
    if (shown < count) {
      html.append(
          "<p class=\"dim\">The %d with most captures, of %s.</p>\n"
              .formatted(shown, Numbers.text(count)));
    }
    html.append("<div class=\"wide\"><table>\n<thead><tr><th>%s</th>".formatted(what))
        .append("<th class=\"num\">captures</th><th class=\"num\">documents</th>")
        .append("<th class=\"num\">kept</th><th class=\"num\">characters</th>")
        .append("<th>dropped most by</th></tr></thead>\n<tbody>\n");
    groups.subList(0, shown).forEach(this::group);
    html.append("</tbody></table></div>\n");
  }

  private void group(Report.Group group) {
    long captures = group.captures().pages();
    long documents = group.documents().pages();
    html.append(
        "<tr><td class=\"name\">%s</td><td class=\"num\">%s</td><td class=\"num\">%s</td><td class=\"num\">%s</td><td class=\"num\">%s</td><td class=\"dim\">%s</td></tr>\n"
            .formatted(
                group.name().isEmpty() ? "<span class=\"dim\">not told</span>" : safe(group.name()),
                Numbers.text(captures),
                Numbers.text(documents),
                Numbers.percent(documents, captures),
                Numbers.text(group.documents().characters()),
                reasons(group.dropped())));
  }

  private static String reasons(Map<String, Long> dropped) {
    String most =
        dropped.entrySet().stream()
            .limit(REASONS)
            .map(it -> safe(it.getKey()) + " " + Numbers.text(it.getValue()))
            .collect(Collectors.joining(", "));
    return dropped.size() > REASONS ? most + ", ..." : most;
  }

  private void values() {
    html.append("<h2>Values</h2>\n<p class=\"dim\"><span class=\"key\">documents</span> &nbsp;")
        .append(" <span class=\"key d\">other captures</span>, whatever dropped them;")
        .append(" a broken line is a limit.</p>\n<div class=\"charts\">\n");
    report.values().forEach(it -> html.append(new HistogramDrawing(it).html()));
    html.append("</div>\n");
  }

  /** Text as HTML. */
  static String safe(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
