package dev.sluice.service.facts;

import dev.sluice.corpus.model.RecipeComparison;
import dev.sluice.corpus.model.RecipeComparison.Bar;
import dev.sluice.corpus.model.RecipeComparison.Bin;
import dev.sluice.corpus.model.RecipeComparison.Example;
import dev.sluice.corpus.model.RecipeComparison.Fact;
import dev.sluice.corpus.model.RecipeComparison.Group;
import dev.sluice.corpus.model.RecipeComparison.Judged;
import dev.sluice.corpus.model.RecipeComparison.ParameterChange;
import dev.sluice.corpus.model.RecipeComparison.Reason;
import dev.sluice.corpus.model.RecipeComparison.RuleShift;
import dev.sluice.corpus.model.RecipeComparison.StepChange;
import dev.sluice.corpus.model.RecipeComparison.Tally;
import dev.sluice.corpus.model.RecipeComparison.TextChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What another recipe would do as a tree of maps and lists, for JSON. */
public final class ComparisonFacts {

  private ComparisonFacts() {}

  /** The comparison as {@code rules preview --json} and {@code rules diff --json} print it. */
  public static Map<String, Object> of(RecipeComparison found) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("before", found.before());
    facts.put("after", found.after());
    facts.put("snapshot", found.extent().snapshot());
    facts.put("captures", found.extent().all());
    facts.put("captures_looked_at", found.extent().looked());
    facts.putAll(of(found.total()));
    facts.put("other_reason", found.otherReason());
    facts.put("steps", each(found.steps(), ComparisonFacts::of));
    facts.put("reordered", found.reordered());
    facts.put("not_compared", found.notCompared());
    facts.put("rules", each(found.rules(), ComparisonFacts::of));
    facts.put("won", each(found.won(), ComparisonFacts::of));
    facts.put("lost", each(found.lost(), ComparisonFacts::of));
    facts.put("languages", each(found.languages(), it -> of("language", it)));
    facts.put("sites", each(found.sites(), it -> of("host", it)));
    facts.put("site_count", found.siteCount());
    facts.put("texts_changed", found.texts().pages());
    facts.put("texts_characters_before", found.texts().charactersBefore());
    facts.put("texts_characters_after", found.texts().charactersAfter());
    facts.put("texts", each(found.texts().examples(), ComparisonFacts::of));
    return facts;
  }

  private static <T> List<Map<String, Object>> each(
      List<T> things, Function<T, Map<String, Object>> facts) {
    return things.stream().map(facts).toList();
  }

  private static Map<String, Object> of(Tally tally) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("kept_before", tally.keptBefore());
    facts.put("kept_after", tally.keptAfter());
    facts.put("pages_won", tally.won());
    facts.put("pages_lost", tally.lost());
    facts.put("characters_before", tally.charactersBefore());
    facts.put("characters_after", tally.charactersAfter());
    return facts;
  }

  private static Map<String, Object> of(String kind, Group group) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put(kind, group.name());
    facts.put("captures", group.tally().captures());
    facts.putAll(of(group.tally()));
    return facts;
  }

  private static Map<String, Object> of(StepChange change) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("step", change.step());
    facts.put("place", Names.name(change.place()));
    facts.put("parameters", each(change.changes(), ComparisonFacts::of));
    return facts;
  }

  private static Map<String, Object> of(ParameterChange change) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", change.name());
    change.before().ifPresent(value -> facts.put("before", value));
    change.after().ifPresent(value -> facts.put("after", value));
    return facts;
  }

  private static Map<String, Object> of(RuleShift rule) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("step", rule.step());
    facts.put("rule", rule.rule());
    facts.put("before", of(rule.before()));
    facts.put("after", of(rule.after()));
    facts.put("values", rule.values());
    facts.put("histogram", each(rule.bins(), ComparisonFacts::of));
    facts.put("facts", each(rule.facts(), ComparisonFacts::of));
    facts.put("inside", each(rule.inside(), ComparisonFacts::of));
    facts.put("outside", each(rule.outside(), ComparisonFacts::of));
    return facts;
  }

  private static Map<String, Object> of(Judged side) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("limits", side.limits());
    facts.put("pages", side.pages());
    facts.put("failed", side.failed());
    facts.put("dropped", side.dropped());
    return facts;
  }

  private static Map<String, Object> of(Bin bin) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("from", bin.from());
    facts.put("to", bin.to());
    facts.putAll(of(bin.bar()));
    return facts;
  }

  private static Map<String, Object> of(Fact fact) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("value", fact.value());
    facts.putAll(of(fact.bar()));
    return facts;
  }

  private static Map<String, Object> of(Bar bar) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("pages_before", bar.before());
    facts.put("failed_before", bar.failedBefore());
    facts.put("pages_after", bar.after());
    facts.put("failed_after", bar.failedAfter());
    return facts;
  }

  private static Map<String, Object> of(Reason reason) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("step", reason.step());
    facts.put("rule", reason.rule());
    facts.put("pages", reason.pages());
    facts.put("examples", each(reason.examples(), ComparisonFacts::of));
    return facts;
  }

  private static Map<String, Object> of(Example example) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("url", example.url());
    facts.put("language", example.language());
    facts.put("value", example.value());
    facts.put("limit", example.limit());
    facts.put("start", example.start());
    return facts;
  }

  private static Map<String, Object> of(TextChange change) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("url", change.url());
    facts.put("characters_before", change.before());
    facts.put("characters_after", change.after());
    facts.put("gone", change.gone());
    facts.put("added", change.added());
    return facts;
  }
}
