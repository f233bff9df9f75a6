package dev.sluice.corpus.recipe;

import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Recipe.Action;
import dev.sluice.corpus.model.Recipe.By;
import dev.sluice.corpus.model.Recipe.StepOverride;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.pages.settings.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Warns of what a recipe may say and hardly means: limits that drop nothing, overrides that change
 * nothing or that no page can reach, steps that judge no page. Looks at the steps in their order.
 */
final class RecipeDoubts {

  private static final String LANGUAGE_STEP = "language";
  private static final String LANGUAGES = "languages";

  private final Findings findings;

  /** The languages that pages can still have; empty for any. */
  private Set<String> reached = Set.of();

  RecipeDoubts(Findings findings) {
    this.findings = findings;
  }

  /** Looks at the next step, whose fields stand in the recipe as given. */
  void look(StepKind kind, Recipe.Step step, Map<String, Setting> given) {
    if (step.action() == Action.DROP) {
      looseLimits(kind, step.parameters(), given);
    }
    judgesNothing(step, given);
    choosesNothing(step, given);
    for (StepOverride override : step.overrides()) {
      Setting at = given.get(override.by().field());
      if (at != null && at.isMap()) {
        at.fields().entrySet().stream()
            .filter(field -> field.getKey().equals(override.of()))
            .findFirst()
            .ifPresent(field -> look(kind, step, override, field.getValue()));
      }
    }
    if (step.name().equals(LANGUAGE_STEP)) {
      reached = kept(step);
    }
  }

  private void look(StepKind kind, Recipe.Step step, StepOverride override, Setting at) {
    if (at.isMap() && override.action().orElse(step.action()) == Action.DROP) {
      looseLimits(kind, override.parameters(), at.fields());
    }
    boolean same =
        !override.off()
            && override.action().orElse(step.action()) == step.action()
            && override.parameters().values().entrySet().stream()
                .allMatch(e -> e.getValue().equals(step.parameters().values().get(e.getKey())));
    boolean other = override.by() == By.SITE && !step.overrides(By.LANGUAGE).isEmpty();
    if (same && !other) {
      warn(at, "'" + override.of() + "' changes nothing: what it says holds everywhere");
    }
    if (override.by() == By.LANGUAGE) {
      reach(step, override, at);
    }
  }

  /** Equal texts are equally long but for case and white space. */
  private void choosesNothing(Recipe.Step step, Map<String, Setting> given) {
    Setting at = given.get("keep");
    Map<String, List<String>> values = step.parameters().values();
    boolean isOfEqualTexts =
        step.name().equals("exact-duplicate")
            && List.of("text").equals(values.get("compare"))
            && List.of("longest").equals(values.get("keep"));
    if (at != null && isOfEqualTexts) {
      warn(
          at,
          "'keep: longest' chooses nothing among equal texts, which differ by white space at the"
              + " most: the first URL is kept");
    }
  }

  private void looseLimits(StepKind kind, Parameters values, Map<String, Setting> given) {
    for (Parameter parameter : kind.parameters()) {
      List<String> value = values.values().get(parameter.name());
      Setting at = given.get(parameter.name());
      if (at != null && value != null && isLoose(parameter, value)) {
        warn(
            at,
            "'%s: %s' allows everything: no page can be dropped by it"
                .formatted(parameter.name(), value.get(0)));
      }
    }
  }

  private static boolean isLoose(Parameter parameter, List<String> value) {
    boolean number =
        parameter.form() == Parameter.Form.NUMBER || parameter.form() == Parameter.Form.DECIMAL;
    if (!number) {
      return false;
    }
    double limit = Double.parseDouble(value.get(0));
    return parameter.name().startsWith("min_") && limit <= parameter.least()
        || parameter.name().startsWith("max_") && limit >= parameter.most();
  }

  /** A step for languages of which no page is left. */
  private void judgesNothing(Recipe.Step step, Map<String, Setting> given) {
    List<String> own = languages(step.parameters());
    Setting at = given.get(LANGUAGES);
    if (at != null
        && !own.isEmpty()
        && !reached.isEmpty()
        && own.stream().noneMatch(reached::contains)) {
      warn(
          at,
          "'%s' judges no page: the step '%s' keeps only %s"
              .formatted(step.name(), LANGUAGE_STEP, String.join(", ", sorted(reached))));
    }
  }

  private void reach(Recipe.Step step, StepOverride override, Setting at) {
    if (!reached.isEmpty() && !reached.contains(override.of())) {
      warn(
          at,
          "'%s' is never reached: the step '%s' keeps only %s"
              .formatted(override.of(), LANGUAGE_STEP, String.join(", ", sorted(reached))));
      return;
    }
    List<String> judged = languages(step.parameters().with(override.parameters()));
    if (!judged.isEmpty() && !judged.contains(override.of())) {
      warn(
          at,
          "'%s' is never reached: '%s' are %s; name it there, too"
              .formatted(override.of(), LANGUAGES, String.join(", ", judged)));
    }
  }

  private static List<String> languages(Parameters parameters) {
    return parameters.values().getOrDefault(LANGUAGES, List.of());
  }

  /** What the language step lets pass on some page; empty for all. */
  private static Set<String> kept(Recipe.Step step) {
    Set<String> kept = new HashSet<>();
    List<Parameters> forms = new ArrayList<>(List.of(step.parameters()));
    boolean drops = step.action() == Action.DROP;
    for (StepOverride override : step.overrides()) {
      forms.add(step.parameters().with(override.parameters()));
      drops &= override.action().orElse(Action.DROP) == Action.DROP;
    }
    for (Parameters form : forms) {
      List<String> keep = form.values().getOrDefault("keep", List.of());
      if (!drops || keep.isEmpty()) {
        return Set.of();
      }
      kept.addAll(keep);
    }
    return kept;
  }

  private static List<String> sorted(Set<String> codes) {
    return codes.stream().sorted().toList();
  }

  private void warn(Setting at, String what) {
    findings.warning(at.mistake(what));
  }
}
