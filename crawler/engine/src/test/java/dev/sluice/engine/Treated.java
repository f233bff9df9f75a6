package dev.sluice.engine;

import dev.sluice.engine.model.PageBudgets;
import dev.sluice.engine.model.PathBudget;
import dev.sluice.engine.model.Patterns;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.pages.model.PageUrl;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Seeds that are treated in other ways than usual. */
record Treated(
    int priority, Optional<Duration> delay, Optional<Duration> recrawl, PageBudgets budgets) {

  static Treated asUsual() {
    return new Treated(5, Optional.empty(), Optional.empty(), PageBudgets.NONE);
  }

  Treated withPriority(int value) {
    return new Treated(value, delay, recrawl, budgets);
  }

  Treated withDelay(Duration value) {
    return new Treated(priority, Optional.of(value), recrawl, budgets);
  }

  Treated withRecrawl(Duration value) {
    return new Treated(priority, delay, Optional.of(value), budgets);
  }

  Treated withBudgets(PageBudgets value) {
    return new Treated(priority, delay, recrawl, value);
  }

  Treated withPages(long value) {
    return withBudgets(budgets.ofSeed(value));
  }

  Treated withPagesPerHost(long value) {
    return withBudgets(budgets.ofHost(value));
  }

  Treated withPagesBelow(String prefix, PathBudget budget) {
    return withBudgets(budgets.ofPath(prefix, budget));
  }

  Seed seed(String url, String... sitemaps) {
    return named(url, url, sitemaps);
  }

  Seed named(String name, String url, String... sitemaps) {
    SeedPolicy policy =
        new SeedPolicy(priority, delay, recrawl, budgets, false, Collections.emptySortedMap());
    List<PageUrl> lists = List.of(sitemaps).stream().map(PageUrl::parse).toList();
    return new Seed(
        name, PageUrl.parse(url), Extent.HOST, OptionalInt.empty(), Patterns.NONE, policy, lists);
  }
}
