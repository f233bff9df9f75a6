package dev.sluice.service.http;

import static dev.sluice.service.facts.Names.name;
import static dev.sluice.service.http.Route.Verb.GET;

import dev.sluice.engine.model.HostClock;
import dev.sluice.engine.model.HostListing;
import dev.sluice.engine.model.HostListing.ListedHost;
import dev.sluice.engine.model.HostQuery;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.HostWait;
import dev.sluice.pages.settings.Setting;
import dev.sluice.service.daemon.Daemon;
import dev.sluice.service.facts.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The hosts that the crawl knows, and what each waits for. */
final class HostRoutes implements Routes {

  private static final int USUAL = 100;

  private final Daemon daemon;

  HostRoutes(Daemon daemon) {
    this.daemon = daemon;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.at(
                GET,
                "/api/v1/hosts",
                "Hosts in the order of their names, read from the right, and what each waits for. A"
                    + " part of a name, or a standing that few hosts have, is looked for among"
                    + " 20,000 hosts at once: then an answer can be short although more come.")
            .query("q", Schema.text("A host or a domain with all below it, or part of a name."))
            .query("standing", Schema.oneOf("Only those that stand so.", Standing.values()))
            .query("after", Schema.text("Only those after this name: 'next' of the last answer."))
            .query("limit", Schema.integer("How many at most, 1 to 1000 (default: 100)."))
            .answers(200, "The hosts.", listSchema())
            .fails(503, "The store is not open.")
            .by(this::list));
  }

  private Answer list(ApiRequest request) {
    HostQuery query =
        new HostQuery(
            request.find("q").orElse(""),
            request.find("standing").map(HostRoutes::standing),
            request.find("after"),
            request.number("limit", 1, HostQuery.MOST, USUAL));
    HostListing listing = daemon.hosts(query);
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("hosts", listing.hosts().stream().map(HostRoutes::facts).toList());
    facts.put("next", listing.next().orElse(null));
    return Answer.ok(facts);
  }

  private static Standing standing(String text) {
    List<String> known = Stream.of(Standing.values()).map(Names::name).toList();
    String word = Setting.ofText("query", 1, "standing", text).oneOf(known);
    return Standing.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static Map<String, Object> facts(ListedHost host) {
    HostWait wait = host.waitsFor();
    HostClock clock = host.record().clock();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("host", host.name());
    facts.put("standing", name(host.record().standing()));
    facts.put("reason", name(wait.reason()));
    facts.put("words", wait.reason().words());
    wait.until().ifPresent(end -> facts.put("next_request", end.toString()));
    facts.put("pages", host.record().pages());
    facts.put("priority", host.record().priority());
    facts.put("failures", clock.failures());
    facts.put("latency_ms", clock.latency().toMillis());
    facts.put("crawl_delay_ms", clock.crawlDelay().toMillis());
    return facts;
  }

  private static Schema listSchema() {
    Schema host =
        Schema.object("")
            .with("host", Schema.text("Its name."))
            .with("standing", Schema.oneOf("Where it stands.", Standing.values()))
            .with("reason", Schema.oneOf("What it waits for.", HostWait.Reason.values()))
            .with("words", Schema.text("The same as a sentence."))
            .maybe("next_request", Schema.time("Until when, if that is known."))
            .with("pages", Schema.integer("Captures of it that are stored."))
            .with("priority", Schema.integer("Of its most urgent seed, 1 to 9."))
            .with("failures", Schema.integer("Failures that are not yet forgiven."))
            .with("latency_ms", Schema.integer("Until it answers; 0 if it never did."))
            .with("crawl_delay_ms", Schema.integer("What its robots.txt asks for; 0 if nothing."));
    return Schema.object("")
        .with("hosts", Schema.list("The hosts.", host))
        .with("next", Schema.text("Where to go on; null if there are no more.").orNull());
  }
}
