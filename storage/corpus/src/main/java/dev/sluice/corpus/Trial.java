package dev.sluice.corpus;

import dev.sluice.corpus.model.LanguageLabel;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.RecipeComparison;
import dev.sluice.corpus.model.RecipeComparison.Extent;
import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.corpus.preview.ComparisonBuilder;
import dev.sluice.corpus.preview.PagePair;
import dev.sluice.corpus.preview.ReadOnce;
import dev.sluice.corpus.preview.Reading;
import dev.sluice.corpus.rule.Extract;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.RawPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the page steps of two recipes over the same pages, each of which is read once. */
final class Trial {

  private final PageFunctions functions;
  private final ReadOnce once;
  private final Recipe before;
  private final Recipe after;
  private final Cleaner cleanerBefore;
  private final Cleaner cleanerAfter;

  Trial(PageFunctions functions, Recipe before, Recipe after) {
    this.functions = functions;
    this.once = new ReadOnce(functions);
    this.before = before;
    this.after = after;
    this.cleanerBefore = new Cleaner(before, once.functions());
    this.cleanerAfter = new Cleaner(after, once.functions());
  }

  RecipeComparison run(ChosenPages pages, int threads) {
    ComparisonBuilder comparison = new ComparisonBuilder(before, after);
    HostOnTurn turn = new HostOnTurn(functions, pages);
    long looked;
    try (Crew<List<PagePair>> crew =
        new Crew<>(threads, pages.meter(), pairs -> pairs.forEach(comparison::add))) {
      looked =
          pages.each(
              (number, lot) -> {
                HostOnTurn.Host host = turn.host(number, lot);
                crew.add(() -> read(pages, host, lot.captures()));
              });
      crew.finish();
    }
    return comparison.end(
        new Extent(pages.snapshot().id(), looked, pages.snapshot().captureCount()));
  }

  private List<PagePair> read(ChosenPages pages, HostOnTurn.Host host, List<Capture> captures) {
    String name = captures.get(0).url().host();
    SiteFacts factsBefore = host.facts(Extract.templateLimits(before, name));
    SiteFacts factsAfter = host.facts(Extract.templateLimits(after, name));
    List<PagePair> pairs = new ArrayList<>();
    for (Capture capture : captures) {
      RawPage page = pages.page(capture);
      Reading one = reading(cleanerBefore.trace(page, factsBefore));
      Reading other = reading(cleanerAfter.trace(page, factsAfter));
      once.forget();
      pairs.add(new PagePair(capture.url(), one, other));
      pages.meter().add(1);
    }
    return pairs;
  }

  private static Reading reading(PageTrace trace) {
    List<Reading.Step> steps = new ArrayList<>();
    Reading.@Nullable Cause cause = null;
    for (PageTrace.Step step : trace.steps()) {
      switch (step.result()) {
        case NOT_REACHED, AT_EXPORT -> {}
        case KEPT, SKIPPED -> steps.add(new Reading.Step(step.name(), step.measurements()));
        case DROPPED -> {
          steps.add(new Reading.Step(step.name(), step.measurements()));
          cause = new Reading.Cause(step.name(), trace.cause().orElseThrow());
        }
      }
    }
    String language = trace.language().map(LanguageLabel::code).orElse(Reading.NO_LANGUAGE);
    return new Reading(language, trace.text(), steps, Optional.ofNullable(cause));
  }
}
