package dev.sluice.service.facts;

import static dev.sluice.service.facts.Names.name;

import dev.sluice.engine.model.CrawlProgress;
import dev.sluice.engine.model.Seed;
import dev.sluice.pages.model.Origin;
import dev.sluice.service.daemon.Daemon;
import dev.sluice.service.daemon.ProcessFigures;
import dev.sluice.service.daemon.Pulse;
import dev.sluice.service.daemon.Sample;
import dev.sluice.service.daemon.Sample.Rates;
import dev.sluice.service.daemon.StoreFigures;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How a daemon stands, as trees of maps and lists.
 *
 * @param version of Sluice
 * @param data the data folder
 * @param seeds the seed file or folder
 * @param daemon that is told of
 */
public record LiveFacts(String version, Path data, Path seeds, Daemon daemon) {

  /** How it stood when this sample was taken. */
  public Map<String, Object> of(Sample sample) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("version", version);
    facts.put("pid", ProcessHandle.current().pid());
    facts.put("started_at", daemon.startedAt().toString());
    facts.put("at", sample.at().toString());
    facts.put("state", name(sample.state()));
    facts.put("data", data.toString());
    facts.put("seeds_path", seeds.toString());
    facts.put("progress", of(sample.progress()));
    facts.put("rates", of(sample.rates()));
    facts.put("store", of(sample.store(), sample.freeBytes()));
    facts.put("process", of(sample.process()));
    facts.put("seeds", seedFacts());
    return facts;
  }

  private static Map<String, Object> of(CrawlProgress progress) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("pages", progress.pages());
    facts.put("sitemaps", progress.sitemaps());
    facts.put("body_bytes", progress.bodyBytes());
    facts.put("answers", named(progress.answersByStatus(), String::valueOf));
    facts.put("failures", named(progress.failures(), Names::name));
    facts.put("links_not_followed", named(progress.refusals(), Names::name));
    facts.put("queued", progress.queued());
    facts.put("over_budget", progress.overBudget());
    facts.put("hosts_ready", progress.hostsReady());
    facts.put("hosts_waiting", progress.hostsWaiting());
    facts.put("in_flight", progress.inFlight());
    facts.put("errors", progress.errors());
    facts.put("unreachable", progress.unreachable().stream().map(Origin::toString).toList());
    return facts;
  }

  private static <K> Map<String, Long> named(Map<K, Long> counts, Function<K, String> name) {
    Map<String, Long> facts = new LinkedHashMap<>();
    counts.forEach(
        (key, count) -> {
          if (count > 0) {
            facts.put(name.apply(key), count);
          }
        });
    return facts;
  }

  private static Map<String, Object> of(Rates rates) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("pages_per_s", rounded(rates.pages()));
    facts.put("body_bytes_per_s", rounded(rates.bodyBytes()));
    facts.put("errors_per_s", rounded(rates.errors()));
    return facts;
  }

  private static double rounded(double rate) {
    return Math.round(rate * 100) / 100.0;
  }

  private static Map<String, Object> of(StoreFigures store, long freeBytes) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("captures", store.captures());
    store.urls().forEach((status, count) -> facts.put("urls_" + name(status), count));
    facts.put("disk_free_bytes", freeBytes);
    facts.put("bytes_on_disk", store.bytesOnDisk());
    return facts;
  }

  private static Map<String, Object> of(ProcessFigures process) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("heap_bytes", process.heapBytes());
    facts.put("heap_max_bytes", process.heapMaxBytes());
    process.residentBytes().ifPresent(bytes -> facts.put("rss_bytes", bytes));
    facts.put("cpu_s", process.cpu().toMillis() / 1000.0);
    process.openFiles().ifPresent(number -> facts.put("open_files", number));
    facts.put("threads", process.threads());
    return facts;
  }

  private Map<String, Object> seedFacts() {
    List<Seed> hold = daemon.seeds();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("count", hold.size());
    facts.put("paused", hold.stream().filter(seed -> seed.policy().paused()).count());
    facts.put("mistakes", daemon.seedMistakes());
    return facts;
  }

  /** The last hour. */
  public static Map<String, Object> history(List<Sample> hour) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("interval_s", Pulse.BETWEEN_MEMORIES.toSeconds());
    facts.put("samples", hour.stream().map(LiveFacts::point).toList());
    return facts;
  }

  private static Map<String, Object> point(Sample sample) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("at", sample.at().toString());
    facts.putAll(of(sample.rates()));
    facts.put("queued", sample.progress().queued());
    facts.put("in_flight", sample.progress().inFlight());
    facts.put("hosts_ready", sample.progress().hostsReady());
    facts.put("hosts_waiting", sample.progress().hostsWaiting());
    facts.put("heap_bytes", sample.process().heapBytes());
    sample.process().residentBytes().ifPresent(bytes -> facts.put("rss_bytes", bytes));
    return facts;
  }
}
