package dev.sluice.service.http;

import static dev.sluice.service.http.Route.Verb.GET;

import dev.sluice.service.daemon.Daemon;
import dev.sluice.service.daemon.Pulse;
import dev.sluice.service.daemon.Sample;
import dev.sluice.service.facts.Json;
import dev.sluice.service.facts.LiveFacts;
import dev.sluice.service.facts.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the daemon stands: served from memory, where it is made anew each second. */
final class StatusRoutes implements Routes {

  private static final Schema COUNTS = Schema.integer("How many.");

  private final LiveFacts facts;
  private final Pulse pulse;
  private final EventHub events;
  private volatile String status;

  StatusRoutes(LiveFacts facts, Pulse pulse, EventHub events) {
    this.facts = facts;
    this.pulse = pulse;
    this.events = events;
    this.status = Json.line(facts.of(pulse.latest()));
    pulse.listen(this::take);
  }

  private void take(Sample sample) {
    status = Json.line(facts.of(sample));
    events.status(status);
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.at(GET, "/health", "Whether the process answers.")
            .open()
            .answers(200, "It does.", Schema.object("").with("status", Schema.text("Always 'up'.")))
            .by(request -> Answer.ok(Map.of("status", "up"))),
        Route.at(GET, "/ready", "Whether the daemon crawls; not while its disk is full, say.")
            .open()
            .answers(200, "It does.", readiness())
            .answers(503, "It does not.", readiness())
            .by(request -> readyAnswer()),
        Route.at(GET, "/api/v1/status", "How the daemon stands, a second ago at most.")
            .answers(200, "The state, counts, rates, and what it takes.", statusSchema())
            .by(request -> Answer.json(200, status)),
        Route.at(GET, "/api/v1/history", "How the daemon stood in the last hour.")
            .answers(200, "A sample for each interval, the oldest first.", historySchema())
            .by(request -> Answer.ok(LiveFacts.history(pulse.hour()))),
        Route.at(
                GET,
                "/api/v1/events",
                "What happens, as it happens, as Server-Sent Events: 'status' each second with"
                    + " what /api/v1/status answers; 'seeds' with an entry of /api/v1/seeds/log,"
                    + " and 'snapshots' with what /api/v1/snapshots answers, when they change.")
            .answers(200, "A stream without end.", "text/event-stream")
            .fails(503, "Too many listen already.")
            .streams());
  }

  private Answer readyAnswer() {
    Daemon.State state = facts.daemon().state();
    boolean ready = state == Daemon.State.CRAWLING;
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", ready ? "ready" : "not_ready");
    answer.put("state", Names.name(state));
    return Answer.json(ready ? 200 : 503, answer);
  }

  private static Schema readiness() {
    return Schema.object("")
        .with("status", Schema.oneOf("Whether it does.", List.of("ready", "not_ready")))
        .with("state", state());
  }

  private static Schema state() {
    return Schema.oneOf(
        "What it does; 'crawling' also while it waits for something to crawl.",
        Daemon.State.values());
  }

  private static Schema statusSchema() {
    return Schema.object("How the daemon stands.")
        .with("version", Schema.text("Of Sluice."))
        .with("pid", Schema.integer("Its process."))
        .with("started_at", Schema.time("When it was started."))
        .with("at", Schema.time("The moment that is told of."))
        .with("state", state())
        .with("data", Schema.text("The data folder."))
        .with("seeds_path", Schema.text("The seed file or folder."))
        .with("progress", progressSchema())
        .with("rates", rates(Schema.object("Of the last ten seconds.")))
        .with("store", storeSchema())
        .with("process", processSchema())
        .with("seeds", seedsSchema());
  }

  private static Schema progressSchema() {
    return Schema.object("How the crawl stands; counts are since the daemon was started.")
        .with("pages", Schema.integer("Captures that were stored."))
        .with("sitemaps", Schema.integer("Sitemaps that were read."))
        .with("body_bytes", Schema.integer("Bytes of all bodies, decoded."))
        .with("answers", Schema.map("Answers by HTTP status.", COUNTS))
        .with("failures", Schema.map("Requests without an answer, by kind.", COUNTS))
        .with("links_not_followed", Schema.map("Links by why they were not followed.", COUNTS))
        .with("queued", Schema.integer("URLs that wait to be fetched."))
        .with("over_budget", Schema.integer("URLs that wait for a budget."))
        .with("hosts_ready", Schema.integer("Hosts that wait only for a thread."))
        .with("hosts_waiting", Schema.integer("Hosts whose time has not come."))
        .with("in_flight", Schema.integer("Requests under way."))
        .with("errors", Schema.integer("Failures, and answers 429 and 5xx."))
        .with(
            "unreachable",
            Schema.list(
                "Servers that were given up, the first of them.", Schema.text("An origin.")));
  }

  private static Schema rates(Schema object) {
    return object
        .with("pages_per_s", Schema.number("Pages stored a second."))
        .with("body_bytes_per_s", Schema.number("Bytes of bodies a second."))
        .with("errors_per_s", Schema.number("Errors a second."));
  }

  private static Schema storeSchema() {
    return Schema.object("The store, ten seconds ago at most; 'urls_STATUS' counts URLs.")
        .with("captures", Schema.integer("That are stored."))
        .with("disk_free_bytes", Schema.integer("Free on its disk."))
        .with("bytes_on_disk", Schema.map("What each table takes.", COUNTS))
        .others(COUNTS);
  }

  private static Schema processSchema() {
    return Schema.object("What the process takes.")
        .with("heap_bytes", Schema.integer("Java's heap in use, garbage included."))
        .with("heap_max_bytes", Schema.integer("What it may grow to."))
        .maybe("rss_bytes", Schema.integer("Memory in all, where the system tells."))
        .with("cpu_s", Schema.number("Processor time since its start."))
        .maybe("open_files", Schema.integer("Files and connections, where the system tells."))
        .with("threads", Schema.integer("Of Java."));
  }

  private static Schema seedsSchema() {
    return Schema.object("The seeds that hold.")
        .with("count", Schema.integer("All of them."))
        .with("paused", Schema.integer("Those that are paused."))
        .with(
            "mistakes",
            Schema.list(
                "What is wrong with the files, if their last change was refused.",
                Schema.text("File, line, mistake.")));
  }

  private static Schema historySchema() {
    Schema sample =
        rates(Schema.object("").with("at", Schema.time("When.")))
            .with("queued", Schema.integer("URLs that waited."))
            .with("in_flight", Schema.integer("Requests under way."))
            .with("hosts_ready", Schema.integer("Hosts that waited only for a thread."))
            .with("hosts_waiting", Schema.integer("Hosts whose time had not come."))
            .with("heap_bytes", Schema.integer("Java's heap in use."))
            .maybe("rss_bytes", Schema.integer("Memory in all."));
    return Schema.object("")
        .with("interval_s", Schema.integer("Seconds between two samples."))
        .with("samples", Schema.list("The samples.", sample));
  }
}
