package dev.sluice.testweb.site;

import dev.sluice.testweb.model.Fault;
import dev.sluice.testweb.model.Header;
import dev.sluice.testweb.model.PageTruth;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.RobotsRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * One site: its pages, its faults, and what its robots.txt means.
 *
 * <p>Faults are declared by path and hold for every query of it. A fault for the whole site leaves
 * robots.txt alone.
 */
public final class Site {
  private static final String EVERYWHERE = "*";
  private static final String ROBOTS = "/robots.txt";

  private final RobotsRules robots;
  private final List<PageSource> sources;
  private final Map<String, Fault> faults;
  private final List<LivingPage> living;
  private final Map<String, List<Header>> headers;
  private final Duration latency;
  private final Map<String, AtomicInteger> occurrences = new ConcurrentHashMap<>();

  /**
   * @param living those of the sources that can be changed
   * @param faults by path; {@code *} is the whole site
   * @param headers that answers get, by path; {@code *} is the whole site
   * @param latency of every answer
   */
  public Site(
      RobotsRules robots,
      List<PageSource> sources,
      List<LivingPage> living,
      Map<String, Fault> faults,
      Map<String, List<Header>> headers,
      Duration latency) {
    this.robots = robots;
    this.sources = List.copyOf(sources);
    this.living = List.copyOf(living);
    this.faults = new HashMap<>(faults);
    this.headers = new HashMap<>(headers);
    this.latency = latency;
  }

  public RobotsRules robots() {
    return robots;
  }

  public Duration latency() {
    return latency;
  }

  /** Brings about the next version of a page. */
  public void change(String path) {
    living.stream()
        .filter(page -> page.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no page that changes at " + path))
        .change();
  }

  /** The well-formed answer; a 404 for what does not exist. */
  public Reply reply(String target) {
    String path = FixedPages.path(target);
    Reply reply = plain(target);
    List<Header> more = new ArrayList<>(headers.getOrDefault(path, List.of()));
    if (!path.equals(ROBOTS)) {
      more.addAll(0, headers.getOrDefault(EVERYWHERE, List.of()));
    }
    for (Header header : more) {
      reply = reply.with(header.name(), header.value());
    }
    return reply;
  }

  private Reply plain(String target) {
    return find(target)
        .orElseGet(
            () ->
                faults.containsKey(FixedPages.path(target))
                    ? Reply.html("<!doctype html><title>Fault</title><p>You got through.</p>")
                    : Reply.status(404));
  }

  private Optional<Reply> find(String target) {
    return sources.stream().flatMap(source -> source.reply(target).stream()).findFirst();
  }

  public Optional<Fault> fault(String target) {
    return Optional.ofNullable(faults.get(faultKey(target)));
  }

  /** Counts one request for a faulty target and tells how many there were so far. */
  public int nextOccurrence(String target) {
    return occurrences
        .computeIfAbsent(faultKey(target), key -> new AtomicInteger())
        .incrementAndGet();
  }

  private String faultKey(String target) {
    String path = FixedPages.path(target);
    return faults.containsKey(path) || path.equals(ROBOTS) ? path : EVERYWHERE;
  }

  /** Where a client is led that asks for this target and is patient. */
  public List<String> links(String target) {
    Optional<Fault> fault = fault(target);
    if (fault.isPresent() && !fault.get().deliversPage(target)) {
      return fault.get().leadsTo(target);
    }
    return sources.stream()
        .map(source -> source.links(target))
        .filter(links -> !links.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  public boolean isTrap(String target) {
    return sources.stream().anyMatch(source -> source.isTrap(target));
  }

  public Stream<PageTruth> truths() {
    return sources.stream().flatMap(PageSource::truths);
  }
}
