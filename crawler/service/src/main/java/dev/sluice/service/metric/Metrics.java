package dev.sluice.service.metric;

import dev.sluice.engine.model.FetchFailure;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.service.daemon.Daemon;
import dev.sluice.service.daemon.ProcessFigures;
import dev.sluice.service.daemon.Pulse;
import dev.sluice.service.daemon.Sample;
import dev.sluice.service.facts.Names;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of a daemon. All but those of Java and of the API come from the samples of its pulse:
 * so to read them takes no lock of the crawl, and they are a second old at most.
 *
 * <p>A count is of all runs since the daemon's start, and never goes back while it lives. Where the
 * values of a label are known beforehand, all of them are told from the start, with 0: the rate of
 * a count that appears out of nowhere cannot be told.
 */
public final class Metrics implements AutoCloseable {

  /** The media type of {@link #text}. */
  public static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  /** An answer from memory takes less than the first, one that reads the store up to the last. */
  private static final Duration[] BOUNDS = {
    Duration.ofMillis(5), Duration.ofMillis(25), Duration.ofMillis(100),
    Duration.ofMillis(500), Duration.ofMillis(2_500), Duration.ofSeconds(10)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Set<Integer> statuses = new HashSet<>();
  private final Set<String> tables = new HashSet<>();
  private final Daemon daemon;
  private final Pulse pulse;

  /** The metrics of a daemon, as its pulse sees it. */
  public Metrics(Daemon daemon, Pulse pulse) {
    this.daemon = daemon;
    this.pulse = pulse;
    countCrawl();
    measureCrawl();
    measureSeeds();
    measureStore();
    measureProcess();
    measureJava();
    pulse.listen(this::takeNew);
  }

  private void countCrawl() {
    count("sluice.pages.fetched", "Captures that were stored.", at -> at.progress().pages());
    count("sluice.sitemaps.read", "Sitemaps that were read.", at -> at.progress().sitemaps());
    count("sluice.body.bytes", "Bodies received, decoded.", at -> at.progress().bodyBytes());
    for (FetchFailure kind : FetchFailure.values()) {
      count(
          "sluice.fetch.failures",
          "Requests without an answer, by kind.",
          at -> at.progress().failures().getOrDefault(kind, 0L),
          "kind",
          Names.name(kind));
    }
    for (Refusal why : Refusal.values()) {
      count(
          "sluice.links.not.followed",
          "Links that were not followed, by why; a link counts each time.",
          at -> at.progress().refusals().getOrDefault(why, 0L),
          "reason",
          Names.name(why));
    }
  }

  private void measureCrawl() {
    for (Daemon.State state : Daemon.State.values()) {
      gauge(
          "sluice.daemon.state",
          "What the daemon does: 1 for that, 0 for all else.",
          at -> at.state() == state ? 1 : 0,
          "state",
          Names.name(state));
    }
    hosts("ready", at -> at.progress().hostsReady());
    hosts("waiting", at -> at.progress().hostsWaiting());
    gauge(
        "sluice.requests.in.flight",
        "Requests of the crawl under way.",
        at -> at.progress().inFlight());
  }

  private void hosts(String state, ToDoubleFunction<Sample> number) {
    gauge(
        "sluice.hosts",
        "Hosts in front that wait only for a thread, and those whose time has not come.",
        number,
        "state",
        state);
  }

  private void measureSeeds() {
    seeds("paused", at -> paused());
    seeds("active", at -> daemon.seeds().size() - paused());
    gauge(
        "sluice.seed.mistakes",
        "Mistakes in the seed files, whose last change is refused until they are mended.",
        at -> daemon.seedMistakes().size());
  }

  private void seeds(String state, ToDoubleFunction<Sample> number) {
    gauge("sluice.seeds", "Seeds that hold.", number, "state", state);
  }

  private long paused() {
    return daemon.seeds().stream().filter(seed -> seed.policy().paused()).count();
  }

  private void measureStore() {
    for (UrlStatus status : UrlStatus.values()) {
      gauge(
          "sluice.urls",
          "URLs that are known, by what became of them.",
          at -> at.store().urls().getOrDefault(status, 0L),
          "status",
          Names.name(status));
    }
    gauge("sluice.captures", "Captures in the store.", at -> at.store().captures());
    gauge("sluice.disk.free.bytes", "Free on the data folder's disk.", Sample::freeBytes);
    gauge("sluice.snapshots", "Snapshots of the store.", at -> at.store().snapshots());
    gauge(
        "sluice.snapshot.last.timestamp.seconds",
        "When the newest snapshot was made, in seconds since 1970; 0 if there is none.",
        at -> at.store().newestSnapshot().map(Instant::toEpochMilli).orElse(0L) / 1000.0);
  }

  private void measureProcess() {
    count(
        "process.cpu.seconds",
        "Processor time of the process.",
        at -> at.process().cpu().toMillis() / 1000.0);
    whereTold(
        "process.resident.memory.bytes",
        "Memory of the process in all, that of RocksDB included.",
        ProcessFigures::residentBytes);
    whereTold(
        "process.open.fds", "Files and connections of the process.", ProcessFigures::openFiles);
  }

  private void whereTold(
      String name, String meaning, Function<ProcessFigures, OptionalLong> figure) {
    if (figure.apply(pulse.latest().process()).isPresent()) {
      gauge(name, meaning, at -> figure.apply(at.process()).orElse(0));
    }
  }

  private void measureJava() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** Statuses and tables become known as they come; in the thread of the pulse. */
  private void takeNew(Sample sample) {
    for (Integer status : unknown(sample.progress().answersByStatus().keySet(), statuses)) {
      count(
          "sluice.answers",
          "Answers, by HTTP status.",
          at -> at.progress().answersByStatus().getOrDefault(status, 0L),
          "status",
          status.toString());
    }
    for (String table : unknown(sample.store().bytesOnDisk().keySet(), tables)) {
      gauge(
          "sluice.store.bytes",
          "What the store takes on the disk, by table.",
          at -> at.store().bytesOnDisk().getOrDefault(table, 0L),
          "table",
          table);
    }
  }

  private static <T> List<T> unknown(Set<T> now, Set<T> known) {
    return now.stream().filter(known::add).toList();
  }

  private void count(String name, String meaning, ToDoubleFunction<Sample> value, String... tags) {
    FunctionCounter.builder(name, pulse, its -> value.applyAsDouble(its.latest()))
        .description(meaning)
        .tags(tags)
        .register(registry);
  }

  private void gauge(String name, String meaning, ToDoubleFunction<Sample> value, String... tags) {
    Gauge.builder(name, pulse, its -> value.applyAsDouble(its.latest()))
        .description(meaning)
        .tags(tags)
        .register(registry);
  }

  /**
   * Notes a request to the API that was answered.
   *
   * @param route the path as the API's description has it, of which there are few
   * @param status of its answer
   */
  public void note(String method, String route, int status, Duration took) {
    Timer.builder("sluice.http.requests")
        .description("Requests to the API, by how long they took to be answered.")
        .tags("method", method, "route", route, "status", Integer.toString(status))
        .serviceLevelObjectives(BOUNDS)
        .register(registry)
        .record(took);
  }

  /** All metrics as they are now, as text of {@link #TYPE}. */
  public String text() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collections.close();
    registry.close();
  }
}
