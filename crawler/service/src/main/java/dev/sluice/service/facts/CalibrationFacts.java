package dev.sluice.service.facts;

import dev.sluice.corpus.model.Calibration;
import dev.sluice.corpus.model.Calibration.OfLanguage;
import dev.sluice.corpus.model.Calibration.Proposal;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.RecipeComparison;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Proposed limits as a tree of maps and lists, for JSON. */
public final class CalibrationFacts {

  private CalibrationFacts() {}

  /**
   * The proposals as {@code recipe calibrate --json} prints them.
   *
   * @param then the recipe with what is proposed
   * @param effect what that would do to a store
   */
  public static Map<String, Object> of(
      Calibration found, Recipe then, Optional<RecipeComparison> effect) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("recipe", found.recipe());
    facts.put("method", found.method());
    facts.put("pages", found.pages());
    facts.put("trusted_pages", found.trusted());
    facts.put("languages", found.languages().stream().map(CalibrationFacts::of).toList());
    facts.put("proposals", found.proposals().stream().map(CalibrationFacts::of).toList());
    facts.put("changes", found.changes());
    facts.put("calibrated_recipe", then.expanded());
    effect.ifPresent(it -> facts.put("effect", ComparisonFacts.of(it)));
    return facts;
  }

  private static Map<String, Object> of(OfLanguage language) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("language", language.code());
    facts.put("pages", language.pages());
    facts.put("measured", language.measured());
    facts.put("kept_now", language.keptNow());
    facts.put("kept_then", language.keptThen());
    facts.put("too_few", language.few());
    return facts;
  }

  private static Map<String, Object> of(Proposal proposal) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("language", proposal.language());
    facts.put("step", proposal.step());
    facts.put("rule", proposal.rule());
    facts.put("parameter", proposal.parameter());
    facts.put("side", proposal.lower() ? "lower" : "upper");
    facts.put("now", proposal.now());
    facts.put("proposed", proposal.then());
    facts.put("values", proposal.values());
    facts.put("smallest", proposal.smallest());
    facts.put("median", proposal.median());
    facts.put("largest", proposal.largest());
    facts.put("kept_now", proposal.keptNow());
    facts.put("kept_then", proposal.keptThen());
    return facts;
  }
}
