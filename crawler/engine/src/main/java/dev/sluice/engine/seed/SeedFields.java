package dev.sluice.engine.seed;

import dev.sluice.engine.model.PageBudgets;
import dev.sluice.engine.model.PathBudget;
import dev.sluice.engine.model.PathBudget.Pages;
import dev.sluice.engine.model.PathBudget.Share;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.model.SeedPolicy;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Says a seed in the words of a seed file: the fields that are not as they are by default. */
public final class SeedFields {

  private static final List<Unit> UNITS =
      List.of(
          new Unit("d", Duration.ofDays(1)),
          new Unit("h", Duration.ofHours(1)),
          new Unit("m", Duration.ofMinutes(1)),
          new Unit("s", Duration.ofSeconds(1)));

  private final Map<String, String> fields = new LinkedHashMap<>();

  private SeedFields() {}

  private record Unit(String name, Duration length) {}

  /** The fields of a seed by name, each as the text format has it; the URL comes first. */
  public static Map<String, String> of(Seed seed) {
    SeedFields all = new SeedFields();
    all.addWhere(seed);
    all.add(seed.policy());
    all.add(seed.policy().budgets());
    seed.policy().tags().forEach((tag, value) -> all.fields.put("tags." + tag, value));
    all.add("paused", seed.policy().paused());
    return all.fields;
  }

  private void addWhere(Seed seed) {
    fields.put("url", seed.url().toString());
    if (!seed.name().equals(seed.url().toString())) {
      fields.put("name", seed.name());
    }
    if (seed.extent() != Extent.HOST) {
      fields.put("extent", seed.extent().name().toLowerCase(Locale.ROOT));
    }
    seed.maxDepth().ifPresent(depth -> fields.put("depth", Integer.toString(depth)));
    add("include", seed.patterns().include());
    add("exclude", seed.patterns().exclude());
    add("sitemaps", seed.sitemaps());
  }

  private void add(SeedPolicy policy) {
    if (policy.priority() != SeedPolicy.DEFAULT.priority()) {
      fields.put("priority", Integer.toString(policy.priority()));
    }
    policy.delay().ifPresent(delay -> fields.put("delay", text(delay)));
    policy.recrawl().ifPresent(interval -> fields.put("recrawl", text(interval)));
    add("tls-unverified", policy.tlsUnverified());
  }

  private void add(PageBudgets budgets) {
    budgets.seed().ifPresent(most -> fields.put("pages", Long.toString(most)));
    budgets.host().ifPresent(most -> fields.put("pages-per-host", Long.toString(most)));
    budgets.domain().ifPresent(most -> fields.put("pages-per-domain", Long.toString(most)));
    budgets.paths().forEach((path, budget) -> fields.put("budgets." + path, text(budget)));
  }

  private void add(String name, boolean flag) {
    if (flag) {
      fields.put(name, "true");
    }
  }

  private void add(String name, Collection<?> items) {
    if (!items.isEmpty()) {
      fields.put(name, items.stream().map(Object::toString).collect(Collectors.joining(",")));
    }
  }

  private static String text(PathBudget budget) {
    return budget instanceof Share share
        ? share.percent() + "%"
        : Long.toString(((Pages) budget).most());
  }

  /** In the largest unit of which it is a whole number, such as 36h or 1500ms. */
  private static String text(Duration span) {
    long millis = span.toMillis();
    return UNITS.stream()
        .filter(unit -> millis > 0 && millis % unit.length().toMillis() == 0)
        .findFirst()
        .map(unit -> millis / unit.length().toMillis() + unit.name())
        .orElse(millis + "ms");
  }
}
