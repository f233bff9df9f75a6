package dev.sluice.service.facts;

import static dev.sluice.service.facts.Names.name;

import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Recipe.By;
import dev.sluice.corpus.model.Recipe.StepOverride;
import dev.sluice.corpus.model.RecipeReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Recipes as trees of maps and lists, for JSON. */
public final class RecipeFacts {

  private RecipeFacts() {}

  /** Name, version, description and hash. */
  public static Map<String, Object> head(Recipe recipe) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", recipe.name());
    facts.put("version", recipe.version());
    facts.put("description", recipe.description());
    facts.put("hash", recipe.hash());
    return facts;
  }

  /** A recipe with its steps, every parameter a list of texts. */
  public static Map<String, Object> of(Recipe recipe) {
    Map<String, Object> facts = head(recipe);
    facts.put("steps", recipe.steps().stream().map(RecipeFacts::of).toList());
    facts.put("expanded", recipe.expanded());
    return facts;
  }

  private static Map<String, Object> of(Recipe.Step step) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("step", step.name());
    facts.put("action", name(step.action()));
    facts.put("parameters", step.parameters().values());
    for (By by : By.values()) {
      if (!step.overrides(by).isEmpty()) {
        facts.put(by.field(), of(step.overrides(by)));
      }
    }
    return facts;
  }

  private static Map<String, Object> of(List<StepOverride> overrides) {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (StepOverride override : overrides) {
      Map<String, Object> differing = new LinkedHashMap<>();
      differing.put("off", override.off());
      override.action().ifPresent(action -> differing.put("action", name(action)));
      differing.put("parameters", override.parameters().values());
      facts.put(override.of(), differing);
    }
    return facts;
  }

  /** What a check found. */
  public static Map<String, Object> of(RecipeReport report) {
    Map<String, Object> facts = new LinkedHashMap<>();
    report.recipe().ifPresent(recipe -> facts.putAll(head(recipe)));
    facts.put("mistakes", report.mistakes());
    facts.put("warnings", report.warnings());
    return facts;
  }
}
