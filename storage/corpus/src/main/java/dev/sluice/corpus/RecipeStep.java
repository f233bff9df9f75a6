package dev.sluice.corpus;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Recipe.Action;
import dev.sluice.corpus.model.Recipe.By;
import dev.sluice.corpus.model.Recipe.StepForm;
import dev.sluice.corpus.model.Recipe.StepOverride;
import dev.sluice.corpus.model.StepOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * A step as a recipe has it, ready for pages: in the form that its overrides give it for a page's
 * language and host, and dropping or only measuring. All forms are made beforehand; those with the
 * same parameters share a step, since one can hold long lists.
 */
final class RecipeStep {

  /** A form with its step; none where it is off. */
  private record Ready(StepForm form, Optional<PageStep> step) {

    /** Whether what the step says goes on as it is. */
    boolean isPlain() {
      return form.where().isEmpty() && form.action() == Action.DROP;
    }
  }

  private final Recipe.Step step;
  private final Map<String, Ready> forms = new HashMap<>();

  RecipeStep(Recipe.Step step, Function<Parameters, PageStep> maker) {
    this.step = step;
    Map<Parameters, PageStep> made = new HashMap<>();
    for (Optional<StepOverride> language : step.choices(By.LANGUAGE)) {
      for (Optional<StepOverride> site : step.choices(By.SITE)) {
        StepForm form = step.form(language, site);
        Optional<PageStep> ready =
            form.off()
                ? Optional.empty()
                : Optional.of(made.computeIfAbsent(form.parameters(), maker));
        forms.put(key(language, site), new Ready(form, ready));
      }
    }
  }

  private static String key(Optional<StepOverride> language, Optional<StepOverride> site) {
    return language.map(StepOverride::of).orElse("") + ' ' + site.map(StepOverride::of).orElse("");
  }

  String name() {
    return step.name();
  }

  /** How the step differs on this page, for people; empty if it does not. */
  String note(Draft draft) {
    StepForm form = ready(draft).form;
    String only = form.action() == Action.MEASURE ? "only measured " : "";
    return (only + form.where()).strip();
  }

  /**
   * What becomes of a draft. A step that fails is a defect of ours, which must not keep the user
   * from all other pages: the page is dropped, with the failure as what was measured.
   */
  StepOutcome apply(Draft draft) {
    Ready ready = ready(draft);
    if (ready.step.isEmpty()) {
      return new StepOutcome.Skipped(draft, "off " + ready.form.where());
    }
    try {
      StepOutcome outcome = ready.step.get().apply(draft);
      return ready.isPlain() ? outcome : inForm(ready.form, draft, outcome);
    } catch (RuntimeException | StackOverflowError defect) {
      Measured failure = new Measured.Fact(defect.getClass().getSimpleName());
      Measurement cause = new Measurement(name() + "/failure", failure, "no failure", false);
      return StepOutcome.judge(draft, List.of(cause));
    }
  }

  private Ready ready(Draft draft) {
    Optional<StepOverride> language =
        draft.language().map(LanguageLabel::code).flatMap(step::forLanguage);
    Optional<StepOverride> site = step.forHost(draft.page().capture().url().host());
    return Objects.requireNonNull(forms.get(key(language, site)));
  }

  /** An outcome whose measurements tell which override counted, and drop only if that is wanted. */
  private static StepOutcome inForm(StepForm form, Draft before, StepOutcome outcome) {
    if (outcome instanceof StepOutcome.Skipped) {
      return outcome;
    }
    int earlier = before.measurements().size();
    List<Measurement> all = outcome.draft().measurements();
    List<Measurement> told = new ArrayList<>();
    for (Measurement measurement : all.subList(earlier, all.size())) {
      told.add(inForm(form, measurement));
    }
    return StepOutcome.judge(outcome.draft().withMeasurements(earlier, List.of()), told);
  }

  private static Measurement inForm(StepForm form, Measurement measurement) {
    boolean drops = form.action() == Action.DROP;
    String where = form.where().isEmpty() ? "" : " " + form.where();
    String limit = measurement.limit() + where + (drops ? "" : ", only measured");
    return new Measurement(
        measurement.rule(), measurement.measured(), limit, !drops || measurement.passed());
  }
}
