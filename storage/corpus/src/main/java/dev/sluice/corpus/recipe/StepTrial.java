package dev.sluice.corpus.recipe;

import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Recipe.By;
import dev.sluice.corpus.model.Recipe.StepForm;
import dev.sluice.corpus.model.Recipe.StepOverride;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a step in each of its forms, to see whether it can be made: some mistakes show only then,
 * such as a line of a benchmark that is no JSON. It takes as long as the files are, so it is done
 * where a recipe is checked, and not wherever one is read.
 */
final class StepTrial {

  /** Steps are made with these and never applied. */
  private static final PageFunctions UNUSED =
      new PageFunctions(
          page -> unused(),
          (characters, mediaType, url, settings) -> unused(),
          text -> unused(),
          (text, language) -> unused());

  private StepTrial() {}

  private static <T> T unused() {
    throw new IllegalStateException("a step must not call a function while it is made");
  }

  /**
   * Makes the step, and throws it away.
   *
   * @param at where it stands
   * @throws SettingsException if it cannot be made
   */
  static void make(StepKind kind, Recipe.Step step, Setting at) {
    try {
      if (kind instanceof StepKind.OfPages pages) {
        forms(step).forEach(parameters -> pages.maker().make(parameters, UNUSED));
      } else if (kind instanceof StepKind.OfCandidates candidates) {
        candidates.maker().make(step.parameters());
      }
    } catch (SettingsException mistake) {
      throw at.mistake(String.valueOf(mistake.getMessage()));
    }
  }

  private static Set<Parameters> forms(Recipe.Step step) {
    Set<Parameters> forms = new LinkedHashSet<>();
    for (Optional<StepOverride> language : step.choices(By.LANGUAGE)) {
      for (Optional<StepOverride> site : step.choices(By.SITE)) {
        StepForm form = step.form(language, site);
        if (!form.off()) {
          forms.add(form.parameters());
        }
      }
    }
    return forms;
  }
}
