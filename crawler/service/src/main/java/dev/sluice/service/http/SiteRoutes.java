package dev.sluice.service.http;

import static dev.sluice.service.facts.Names.name;
import static dev.sluice.service.http.Route.Verb.GET;

import dev.sluice.engine.CrawlRecords;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.HostStandings;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.model.SeedCounts;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.pages.settings.Setting;
import dev.sluice.service.daemon.Daemon;
import dev.sluice.service.facts.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** The seeds that hold, each with how much there is of it. */
final class SiteRoutes implements Routes {

  private static final int MOST = 1_000;
  private static final int USUAL = 100;

  /** As many hosts of a domain as links let in, and some that are seeds. */
  private static final int MOST_HOSTS = 2_000;

  private static final String ASCENDING = "asc";
  private static final String DESCENDING = "desc";

  private final Daemon daemon;

  SiteRoutes(Daemon daemon) {
    this.daemon = daemon;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.at(
                GET,
                "/api/v1/sites",
                "The seeds that hold, each with what is stored, queued and known of it.")
            .query("q", Schema.text("What the name or the URL is to contain."))
            .query("sort", Schema.oneOf("By what (default: seed).", sorts()))
            .query("order", Schema.oneOf("Default: asc.", List.of(ASCENDING, DESCENDING)))
            .query("offset", Schema.integer("How many to leave out at the beginning."))
            .query("limit", Schema.integer("How many at most, 1 to 1000 (default: 100)."))
            .answers(200, "The seeds.", listSchema())
            .fails(503, "The store is not open.")
            .by(this::list));
  }

  private static List<String> sorts() {
    return Stream.of(Sort.values()).map(Names::name).toList();
  }

  /** By what seeds can be sorted. */
  private enum Sort {
    SEED,
    PAGES,
    QUEUED,
    HOSTS,
    PRIORITY
  }

  private Answer list(ApiRequest request) {
    return Answer.ok(daemon.withStore(data -> list(new CrawlRecords(data), request)));
  }

  private Map<String, Object> list(CrawlRecords records, ApiRequest request) {
    String part = request.find("q").orElse("").strip().toLowerCase(Locale.ROOT);
    List<Seed> found = daemon.seeds().stream().filter(seed -> hasPart(seed, part)).toList();
    int offset = Math.min(found.size(), request.number("offset", 0, Integer.MAX_VALUE, 0));
    int end = Math.min(found.size(), offset + request.number("limit", 1, MOST, USUAL));
    List<Seed> page = sorted(records, found, request).subList(offset, end);
    List<SeedCounts> counts = records.seedCounts(page);
    List<Object> sites = new ArrayList<>();
    for (int i = 0; i < page.size(); i++) {
      HostStandings hosts = records.seedHosts(page.get(i), MOST_HOSTS);
      sites.add(facts(page.get(i), counts.get(i), hosts));
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("total", found.size());
    facts.put("offset", offset);
    facts.put("sites", sites);
    return facts;
  }

  private static boolean hasPart(Seed seed, String part) {
    return seed.name().toLowerCase(Locale.ROOT).contains(part)
        || seed.url().toString().contains(part);
  }

  /** Those that are equal by what they are sorted by stand in the order of their names. */
  private static List<Seed> sorted(CrawlRecords records, List<Seed> seeds, ApiRequest request) {
    Sort sort = Sort.valueOf(word(request, "sort", sorts()).toUpperCase(Locale.ROOT));
    Comparator<Seed> byName = Comparator.comparing(Seed::name);
    Comparator<Seed> order =
        switch (sort) {
          case SEED -> byName;
          case PRIORITY -> Comparator.comparingInt(seed -> seed.policy().priority());
          case PAGES -> by(records, seeds, SeedCounts::pages);
          case QUEUED -> by(records, seeds, counts -> counts.queued().orElse(0));
          case HOSTS -> by(records, seeds, SeedCounts::hosts);
        };
    boolean descending = word(request, "order", List.of(ASCENDING, DESCENDING)).equals(DESCENDING);
    return seeds.stream()
        .sorted((descending ? order.reversed() : order).thenComparing(byName))
        .toList();
  }

  /** One of these words; the first of them if none is asked for. */
  private static String word(ApiRequest request, String name, List<String> words) {
    return request
        .find(name)
        .map(text -> Setting.ofText("query", 1, name, text).oneOf(words))
        .orElse(words.get(0));
  }

  private static Comparator<Seed> by(
      CrawlRecords records, List<Seed> seeds, ToLongFunction<SeedCounts> figure) {
    List<SeedCounts> counts = records.seedCounts(seeds);
    Map<Seed, Long> figures = new HashMap<>();
    for (int i = 0; i < seeds.size(); i++) {
      figures.put(seeds.get(i), figure.applyAsLong(counts.get(i)));
    }
    return Comparator.comparingLong(seed -> figures.getOrDefault(seed, 0L));
  }

  private static Map<String, Object> facts(Seed seed, SeedCounts counts, HostStandings hosts) {
    SeedPolicy policy = seed.policy();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("seed", seed.name());
    facts.put("url", seed.url().toString());
    facts.put("extent", name(seed.extent()));
    facts.put("paused", policy.paused());
    facts.put("priority", policy.priority());
    policy.delay().ifPresent(delay -> facts.put("delay_ms", delay.toMillis()));
    policy.recrawl().ifPresent(interval -> facts.put("recrawl_s", interval.toSeconds()));
    facts.put("tags", policy.tags());
    policy.budgets().seed().ifPresent(most -> facts.put("budget_pages", most));
    facts.put("pages", counts.pages());
    counts.queued().ifPresent(queued -> facts.put("queued", queued));
    counts.overBudget().ifPresent(over -> facts.put("over_budget", over));
    facts.put("hosts", counts.hosts());
    facts.put("hosts_waiting", hosts.count(Standing.WAITING));
    facts.put("hosts_given_up", hosts.count(Standing.GIVEN_UP));
    if (!hosts.all()) {
      facts.put("hosts_looked_at", hosts.seen());
    }
    return facts;
  }

  private static Schema listSchema() {
    String earlier = " Not there if an earlier Sluice began the data folder.";
    Schema site =
        Schema.object("")
            .with("seed", Schema.text("Its name."))
            .with("url", Schema.text("Its first page."))
            .with("extent", Schema.oneOf("How far it reaches.", Extent.values()))
            .with("paused", Schema.flag("Whether nothing is asked for now."))
            .with("priority", Schema.integer("1 (first) to 9 (last)."))
            .maybe("delay_ms", Schema.integer("Its own delay."))
            .maybe("recrawl_s", Schema.integer("The interval of its visits."))
            .with("tags", Schema.map("Its tags.", Schema.text("A tag's value.")))
            .maybe("budget_pages", Schema.integer("How many pages it may have."))
            .with("pages", Schema.integer("Captures that are stored for it."))
            .maybe("queued", Schema.integer("URLs found for it that wait." + earlier))
            .maybe("over_budget", Schema.integer("URLs that wait for a budget." + earlier))
            .with("hosts", Schema.integer("Hosts of its extent that are known."))
            .with("hosts_waiting", Schema.integer("Of these, those with something to do."))
            .with("hosts_given_up", Schema.integer("Of these, those that cannot be reached."))
            .maybe(
                "hosts_looked_at",
                Schema.integer("Of how many hosts the last two tell, if not of all."));
    return Schema.object("")
        .with("total", Schema.integer("How many match."))
        .with("offset", Schema.integer("How many were left out at the beginning."))
        .with("sites", Schema.list("The seeds.", site));
  }
}
