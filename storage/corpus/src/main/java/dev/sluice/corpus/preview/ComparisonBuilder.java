package dev.sluice.corpus.preview;

import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.RecipeComparison;
import dev.sluice.corpus.model.RecipeComparison.Extent;
import dev.sluice.corpus.model.RecipeComparison.Group;
import dev.sluice.corpus.model.RecipeComparison.RuleShift;
import dev.sluice.corpus.model.RecipeComparison.TextChange;
import dev.sluice.corpus.model.RecipeComparison.TextChanges;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.recipe.StepKinds;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Adds up what two recipes made of pages. Pages come in the order of their keys, so those of a host
 * come together; memory grows neither with the number of pages nor with that of hosts. For one
 * thread.
 */
public final class ComparisonBuilder {

  private static final int EXAMPLES = 5;
  private static final int MOST_SITES = 100;

  private final Recipe recipeBefore;
  private final Recipe recipeAfter;
  private final RecipeDifference difference;
  private final TallyCount total = new TallyCount();
  private final Map<String, RuleTally> rules = new LinkedHashMap<>();
  private final Reasons won = new Reasons();
  private final Reasons lost = new Reasons();
  private final Map<String, TallyCount> languages = new TreeMap<>();
  private final Fewest<Group> sites = new Fewest<>(MOST_SITES);
  private final Fewest<TextChange> texts = new Fewest<>(EXAMPLES);
  private String host = "";
  private TallyCount ofHost = new TallyCount();
  private long siteCount;
  private long otherReason;
  private long textsChanged;
  private long charactersBefore;
  private long charactersAfter;

  /** Begins a comparison of these recipes. */
  public ComparisonBuilder(Recipe before, Recipe after) {
    this.recipeBefore = before;
    this.recipeAfter = after;
    this.difference = new RecipeDifference(before, after);
  }

  /** Adds the next page. */
  public void add(PagePair page) {
    total.add(page);
    languages.computeIfAbsent(page.language(), code -> new TallyCount()).add(page);
    if (!page.url().host().equals(host)) {
      endHost();
      host = page.url().host();
      ofHost = new TallyCount();
    }
    ofHost.add(page);
    addRules(page);
    addOutcome(page);
  }

  private void endHost() {
    if (!host.isEmpty()) {
      siteCount++;
      Group group = ofHost.group(host);
      long changed = group.tally().won() + group.tally().lost();
      sites.offer(-changed, -group.tally().captures(), () -> group);
    }
  }

  private void addRules(PagePair page) {
    Map<String, Measurement> before = new LinkedHashMap<>();
    Map<String, Measurement> after = new LinkedHashMap<>();
    Map<String, String> steps = new LinkedHashMap<>();
    Set<String> reachedBefore = collect(page.before(), before, steps);
    Set<String> reachedAfter = collect(page.after(), after, steps);
    for (Map.Entry<String, String> rule : steps.entrySet()) {
      String step = rule.getValue();
      boolean comparable =
          !difference.inBoth(step) || reachedBefore.contains(step) && reachedAfter.contains(step);
      tally(rule.getKey(), step)
          .add(page, before.get(rule.getKey()), after.get(rule.getKey()), comparable);
    }
    page.before()
        .cause()
        .ifPresent(it -> tally(it.measurement().rule(), it.step()).droppedBefore());
    page.after().cause().ifPresent(it -> tally(it.measurement().rule(), it.step()).droppedAfter());
  }

  /** Gathers what was measured, and the step of each rule; gives the steps that were reached. */
  private static Set<String> collect(
      Reading reading, Map<String, Measurement> measured, Map<String, String> steps) {
    Set<String> reached = new HashSet<>();
    for (Reading.Step step : reading.steps()) {
      reached.add(step.name());
      for (Measurement measurement : step.measurements()) {
        measured.putIfAbsent(measurement.rule(), measurement);
        steps.putIfAbsent(measurement.rule(), step.name());
      }
    }
    return reached;
  }

  private RuleTally tally(String rule, String step) {
    return rules.computeIfAbsent(rule, name -> new RuleTally(step, name));
  }

  private void addOutcome(PagePair page) {
    boolean before = page.before().isKept();
    boolean after = page.after().isKept();
    if (before && after) {
      addText(page);
    } else if (before) {
      lost.add(page, page.after());
    } else if (after) {
      won.add(page, page.before());
    } else if (!rule(page.before()).equals(rule(page.after()))) {
      otherReason++;
    }
  }

  private static String rule(Reading dropped) {
    return dropped.cause().orElseThrow().measurement().rule();
  }

  private void addText(PagePair page) {
    String before = page.before().text();
    String after = page.after().text();
    if (before.equals(after)) {
      return;
    }
    long countBefore = page.before().characters();
    long countAfter = page.after().characters();
    textsChanged++;
    charactersBefore += countBefore;
    charactersAfter += countAfter;
    texts.offer(
        0,
        Rank.of(page.url()),
        () -> {
          FirstDifference first = FirstDifference.of(before, after);
          return new TextChange(
              page.url().toString(), countBefore, countAfter, first.gone(), first.added());
        });
  }

  /** The outcome; nothing can be added any more. */
  public RecipeComparison end(Extent extent) {
    endHost();
    return new RecipeComparison(
        recipeBefore.label(),
        recipeAfter.label(),
        extent,
        total.tally(),
        difference.steps(),
        difference.isReordered(),
        stepsThatCompare(),
        changedRules(),
        won.list(),
        lost.list(),
        otherReason,
        languages(),
        sites.list(),
        siteCount,
        new TextChanges(textsChanged, charactersBefore, charactersAfter, texts.list()));
  }

  private List<String> stepsThatCompare() {
    return difference.order().stream()
        .filter(step -> StepKinds.named(step) instanceof StepKind.OfCandidates)
        .toList();
  }

  private List<RuleShift> changedRules() {
    List<String> order = difference.order();
    return rules.values().stream()
        .filter(RuleTally::hasChanged)
        .sorted(Comparator.comparingInt(rule -> order.indexOf(rule.step())))
        .map(RuleTally::shift)
        .toList();
  }

  private List<Group> languages() {
    return languages.entrySet().stream()
        .map(it -> it.getValue().group(it.getKey()))
        .sorted(
            Comparator.comparingLong((Group it) -> it.tally().captures())
                .reversed()
                .thenComparing(Group::name))
        .toList();
  }
}
