package dev.sluice.engine;

import dev.sluice.engine.model.Patterns;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.pages.model.PageUrl;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Seeds that are treated in other ways than usual. */
record Treated(
    int priority,
    Optional<Duration> delay,
    Optional<Duration> recrawl,
    OptionalLong maxPages,
    OptionalLong maxPagesPerHost,
    Map<String, Long> pathBudgets) {

  static Treated asUsual() {
    return new Treated(
        5,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Map.of());
  }

  Treated withPriority(int value) {
    return new Treated(value, delay, recrawl, maxPages, maxPagesPerHost, pathBudgets);
  }

  Treated withDelay(Duration value) {
    return new Treated(
        priority, Optional.of(value), recrawl, maxPages, maxPagesPerHost, pathBudgets);
  }

  Treated withRecrawl(Duration value) {
    return new Treated(priority, delay, Optional.of(value), maxPages, maxPagesPerHost, pathBudgets);
  }

  Treated withPages(long value) {
    return new Treated(
        priority, delay, recrawl, OptionalLong.of(value), maxPagesPerHost, pathBudgets);
  }

  Treated withPagesPerHost(long value) {
    return new Treated(priority, delay, recrawl, maxPages, OptionalLong.of(value), pathBudgets);
  }

  Treated withPagesBelow(String prefix, long value) {
    return new Treated(priority, delay, recrawl, maxPages, maxPagesPerHost, Map.of(prefix, value));
  }

  Seed seed(String url, String... sitemaps) {
    return named(url, url, sitemaps);
  }

  Seed named(String name, String url, String... sitemaps) {
    SeedPolicy policy =
        new SeedPolicy(
            priority,
            delay,
            recrawl,
            maxPages,
            maxPagesPerHost,
            new TreeMap<>(pathBudgets),
            false,
            Collections.emptySortedMap());
    List<PageUrl> lists = List.of(sitemaps).stream().map(PageUrl::parse).toList();
    return new Seed(
        name, PageUrl.parse(url), Extent.HOST, OptionalInt.empty(), Patterns.NONE, policy, lists);
  }
}
