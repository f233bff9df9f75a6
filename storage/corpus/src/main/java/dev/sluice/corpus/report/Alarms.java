package dev.sluice.corpus.report;

import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.report.Report.Alarm;
import dev.sluice.corpus.report.Report.Kind;
import dev.sluice.corpus.report.Report.Level;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what is worth a look in a report, by itself and against earlier ones. */
final class Alarms {

  /** From so many captures on, a rule that drops nothing is a warning. */
  private static final long MANY = 10_000;

  private final List<StepKind> kinds;
  private final History history;

  Alarms(List<StepKind> kinds, History history) {
    this.kinds = kinds;
    this.history = history;
  }

  /** The report with its alarms. */
  Report in(Report report) {
    List<Alarm> alarms = new ArrayList<>();
    Map<String, Report.Values> values = new HashMap<>();
    report.values().forEach(it -> values.put(it.rule(), it));
    report.steps().forEach(step -> addDroppedEverything(step, alarms));
    report.steps().forEach(step -> addNeverFired(step, report, values, alarms));
    report.steps().forEach(step -> addFarRules(step, alarms));
    report.sites().forEach(site -> addFarSite(site, alarms));
    alarms.sort(Comparator.comparing(Alarm::level).thenComparing(Alarm::kind));
    return new Report(
        report.formatVersion(),
        report.made(),
        report.captures(),
        report.documents(),
        report.steps(),
        report.languages(),
        report.siteCount(),
        report.sites(),
        report.values(),
        report.comparedWith(),
        alarms);
  }

  private static void addDroppedEverything(Report.Step step, List<Alarm> alarms) {
    long in = step.in().pages();
    if (in > 0 && step.dropped().pages() == in) {
      alarms.add(
          new Alarm(
              Level.WARNING,
              Kind.DROPPED_EVERYTHING,
              step.step(),
              text("The step %s dropped all of the %,d pages that reached it.", step.step(), in)));
    }
  }

  /** Rules that a step publishes, but for those of a step that no page reached. */
  private void addNeverFired(
      Report.Step step, Report report, Map<String, Report.Values> values, List<Alarm> alarms) {
    List<String> published =
        kinds.stream()
            .filter(kind -> kind.name().equals(step.step()))
            .flatMap(kind -> kind.rules().stream())
            .toList();
    for (Report.Rule rule : step.rules()) {
      boolean isSilent = rule.dropped().pages() == 0 && published.contains(rule.rule());
      if (isSilent && step.in().pages() > 0) {
        Level level = report.captures().pages() >= MANY ? Level.WARNING : Level.NOTE;
        alarms.add(
            new Alarm(
                level,
                Kind.NEVER_FIRED,
                rule.rule(),
                neverFired(rule.rule(), step, values.get(rule.rule()))));
      }
    }
  }

  private static String neverFired(String rule, Report.Step step, Report.@Nullable Values values) {
    String begin =
        text("The rule %s dropped none of the %,d pages that reached it", rule, step.in().pages());
    return values == null
        ? begin + "."
        : begin
            + text(
                "; it measured %,d, from %s to %s, and allows %s.",
                values.measured(),
                Numbers.text(values.least()),
                Numbers.text(values.most()),
                String.join(" or ", values.limits()));
  }

  private void addFarRules(Report.Step step, List<Alarm> alarms) {
    for (Report.Rule rule : step.rules()) {
      Share now = new Share(rule.dropped().pages(), step.in().pages());
      List<Share> before = history.ofRule(step.step(), rule.rule());
      if (!before.isEmpty() && now.isFarFrom(before)) {
        alarms.add(
            new Alarm(
                Level.WARNING,
                Kind.RULE_FAR_FROM_HISTORY,
                rule.rule(),
                text("The rule %s dropped %s", rule.rule(), far(now, before))));
      }
    }
  }

  private void addFarSite(Report.Group site, List<Alarm> alarms) {
    Share now = Share.droppedOf(site);
    List<Share> before = history.ofSite(site.name());
    if (!before.isEmpty() && now.isFarFrom(before)) {
      alarms.add(
          new Alarm(
              Level.WARNING,
              Kind.SITE_FAR_FROM_HISTORY,
              site.name(),
              text("Of the site %s was dropped %s", site.name(), far(now, before))));
    }
  }

  private static String far(Share now, List<Share> before) {
    Share sum = Share.sum(before);
    return text(
        "%.1f %% (%,d of %,d pages); in %d earlier %s it was %.1f %% (%,d of %,d).",
        100 * now.value(),
        now.part(),
        now.of(),
        before.size(),
        before.size() == 1 ? "export" : "exports",
        100 * sum.value(),
        sum.part(),
        sum.of());
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
