package dev.sluice.corpus.report;

import dev.sluice.corpus.mix.MixStep;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.report.Report.Alarm;
import dev.sluice.corpus.report.Report.Kind;
import dev.sluice.corpus.report.Report.Level;
import dev.sluice.corpus.rule.TakenDown;
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
  private final Map<String, Boolean> judging;
  private final History history;

  /**
   * Alarms of an export by these steps.
   *
   * @param judging the rules that measured something, and whether any page could have been dropped
   *     for it
   */
  Alarms(List<StepKind> kinds, Map<String, Boolean> judging, History history) {
    this.kinds = kinds;
    this.judging = judging;
    this.history = history;
  }

  /** The report with these alarms besides those that it has. */
  Report in(Report report) {
    List<Alarm> alarms = new ArrayList<>(report.alarms());
    Map<String, Report.Values> values = new HashMap<>();
    report.values().forEach(it -> values.put(it.rule(), it));
    report.steps().forEach(step -> addDroppedEverything(step, alarms));
    Level level = report.captures().pages() >= MANY ? Level.WARNING : Level.NOTE;
    for (Report.Step step : report.steps()) {
      boolean isOfRecipe =
          !step.step().equals(TakenDown.KIND.name()) && !step.step().equals(MixStep.NAME);
      if (step.in().pages() > 0 && isOfRecipe) {
        addIdleStep(step, level, alarms);
        addNeverFired(step, level, values, alarms);
      }
    }
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
        report.duplicates(),
        report.values(),
        report.comparedWith(),
        alarms,
        report.mix(),
        report.changes());
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

  /** A step that did not apply to any page, or has nothing to look for. */
  private void addIdleStep(Report.Step step, Level level, List<Alarm> alarms) {
    boolean measures = step.rules().stream().anyMatch(it -> judging.containsKey(it.rule()));
    if (!measures && !compares(step)) {
      alarms.add(
          new Alarm(
              level,
              Kind.NEVER_FIRED,
              step.step(),
              text(
                  "The step %s measured nothing on the %,d pages that reached it.",
                  step.step(), step.in().pages())));
    }
  }

  /** Steps that compare pages measure those that they drop, and no others. */
  private boolean compares(Report.Step step) {
    return kinds.stream()
        .anyMatch(it -> it instanceof StepKind.OfCandidates && it.name().equals(step.step()));
  }

  /** Rules that drop nothing although they could: not those that only measure, or are off. */
  private void addNeverFired(
      Report.Step step, Level level, Map<String, Report.Values> values, List<Alarm> alarms) {
    for (Report.Rule rule : step.rules()) {
      boolean could = judging.getOrDefault(rule.rule(), compares(step));
      if (could && rule.dropped().pages() == 0) {
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
      PageShare now = new PageShare(rule.dropped().pages(), step.in().pages());
      List<PageShare> before = history.ofRule(step.step(), rule.rule());
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
    PageShare now = PageShare.droppedOf(site);
    List<PageShare> before = history.ofSite(site.name());
    if (!before.isEmpty() && now.isFarFrom(before)) {
      alarms.add(
          new Alarm(
              Level.WARNING,
              Kind.SITE_FAR_FROM_HISTORY,
              site.name(),
              text("Of the site %s was dropped %s", site.name(), far(now, before))));
    }
  }

  private static String far(PageShare now, List<PageShare> before) {
    PageShare sum = PageShare.sum(before);
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
