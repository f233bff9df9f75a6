package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.StepOutcome;
import java.util.List;

/**
 * A step for pages in the languages that its parameter {@code languages} lists; others skip it,
 * since its limits would mean nothing for them.
 */
record ForLanguages(List<String> languages, PageStep step) implements PageStep {

  static PageStep of(Parameters parameters, PageStep step) {
    return new ForLanguages(parameters.words("languages"), step);
  }

  @Override
  public StepOutcome apply(Draft draft) {
    String language = draft.languageLabel().code();
    return languages.contains(language)
        ? step.apply(draft)
        : new StepOutcome.Skipped(draft, "not for language '" + language + "'");
  }
}
