package dev.sluice.corpus;

import dev.sluice.corpus.model.Calibration;
import dev.sluice.corpus.model.ExportWatch.Phase;
import dev.sluice.corpus.model.LimitMethod;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.SiteFacts;
import dev.sluice.corpus.preview.CalibrationBuilder;
import dev.sluice.corpus.preview.LimitParameters;
import dev.sluice.corpus.preview.LimitParameters.Limit;
import dev.sluice.corpus.preview.LimitParameters.Probe;
import dev.sluice.corpus.preview.ReadOnce;
import dev.sluice.corpus.preview.ReferencePage;
import dev.sluice.corpus.rule.Extract;
import dev.sluice.pages.model.RawPage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Measures trusted pages by the rules of a recipe, and proposes limits from what was found. */
final class CalibrationRun {

  private static final int LOT = 16;

  /** Pages of a language on which it is found out which parameter limits which rule. */
  private static final int PROBED_PAGES = 3;

  /** A page, and what was measured of it; nothing if it is not trusted. */
  private record Found(RawPage page, SiteFacts site, Optional<ReferencePage> measured) {}

  private final PageFunctions functions;
  private final Recipe recipe;
  private final Cleaner cleaner;
  private final CalibrationBuilder calibration;
  private final Map<String, List<Found>> probed = new TreeMap<>();

  CalibrationRun(
      PageFunctions functions, Recipe recipe, LimitMethod method, Set<String> languages) {
    this.functions = functions;
    this.recipe = recipe;
    this.cleaner = new Cleaner(recipe, functions);
    this.calibration = new CalibrationBuilder(recipe, method, languages);
  }

  Calibration of(ChosenPages pages, int threads) {
    HostOnTurn turn = new HostOnTurn(functions, pages);
    try (Crew<List<Found>> crew = new Crew<>(threads, pages.meter(), this::collect)) {
      pages.each(
          (number, lot) -> {
            HostOnTurn.Host host = turn.host(number, lot);
            crew.add(
                () -> {
                  String name = lot.captures().get(0).url().host();
                  SiteFacts site = host.facts(Extract.templateLimits(recipe, name));
                  List<RawPage> raw = lot.captures().stream().map(pages::page).toList();
                  return measure(raw, site, pages.meter());
                });
          });
      crew.finish();
    }
    return calibration.end(limits());
  }

  Calibration of(Iterator<RawPage> pages, Meter meter, int threads) {
    meter.begin(Phase.PREPARE, 0);
    try (Crew<List<Found>> crew = new Crew<>(threads, meter, this::collect)) {
      while (pages.hasNext()) {
        List<RawPage> lot = new ArrayList<>();
        while (pages.hasNext() && lot.size() < LOT) {
          lot.add(pages.next());
        }
        crew.add(() -> measure(lot, SiteFacts.NONE, meter));
      }
      crew.finish();
    }
    return calibration.end(limits());
  }

  private List<Found> measure(List<RawPage> pages, SiteFacts site, Meter meter) {
    List<Found> found = new ArrayList<>();
    for (RawPage page : pages) {
      meter.check();
      found.add(new Found(page, site, cleaner.measure(page, site)));
      meter.add(1);
    }
    return found;
  }

  private void collect(List<Found> lot) {
    for (Found found : lot) {
      found.measured.ifPresentOrElse(page -> collect(found, page), calibration::addOther);
    }
  }

  private void collect(Found found, ReferencePage page) {
    if (!calibration.add(page)) {
      return;
    }
    List<Found> some = probed.computeIfAbsent(page.language(), code -> new ArrayList<>());
    if (some.size() < PROBED_PAGES) {
      some.add(found);
    }
  }

  /** Which parameter limits which rule, in the order of the recipe. */
  private List<Limit> limits() {
    ReadOnce once = new ReadOnce(functions);
    Map<Found, ReferencePage> without = new LinkedHashMap<>();
    Cleaner plain = new Cleaner(LimitParameters.plain(recipe), once.functions());
    for (List<Found> pages : probed.values()) {
      pages.forEach(it -> plain.measure(it.page, it.site).ifPresent(as -> without.put(it, as)));
    }
    Set<Limit> limits = new LinkedHashSet<>();
    for (Probe probe : LimitParameters.probes(recipe)) {
      Cleaner changed = new Cleaner(probe.recipe(), once.functions());
      without.forEach(
          (page, as) ->
              changed
                  .measure(page.page, page.site)
                  .ifPresent(with -> limits.addAll(LimitParameters.limits(probe, as, with))));
    }
    once.forget();
    return List.copyOf(limits);
  }
}
