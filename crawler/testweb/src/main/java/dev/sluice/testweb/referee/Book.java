package dev.sluice.testweb.referee;

import dev.sluice.testweb.model.Ending;
import dev.sluice.testweb.model.Exchange;
import dev.sluice.testweb.model.RobotsRules;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What happened at one site: the visits, and a running tally that stays right beyond the cap. */
final class Book {
  final String site;
  final String baseUrl;
  final InetAddress address;
  final RobotsRules rules;
  private final Clock clock;
  private final List<Visit> visits = new ArrayList<>();
  private long requests;
  private int inFlight;
  private int maxInFlight;
  private long lastEndNanos;
  private long shortestGapNanos = Long.MAX_VALUE;

  Book(String site, String baseUrl, InetAddress address, RobotsRules rules, Clock clock) {
    this.site = site;
    this.baseUrl = baseUrl;
    this.address = address;
    this.rules = rules;
    this.clock = clock;
  }

  synchronized void arrived(Visit visit, boolean keep) {
    if (keep) {
      visits.add(visit);
    }
    if (requests > 0) {
      long gap = inFlight > 0 ? 0 : visit.arrivalNanos - lastEndNanos;
      shortestGapNanos = Math.min(shortestGapNanos, gap);
    }
    requests++;
    inFlight++;
    maxInFlight = Math.max(maxInFlight, inFlight);
  }

  synchronized void ended(
      Visit visit, int status, long endNanos, Ending ending, Optional<Duration> retryAfter) {
    visit.status = status;
    visit.endNanos = endNanos;
    visit.ending = ending;
    visit.retryAfter = retryAfter;
    inFlight--;
    lastEndNanos = Math.max(lastEndNanos, endNanos);
  }

  synchronized void clear() {
    visits.clear();
    requests = 0;
    maxInFlight = inFlight;
    shortestGapNanos = Long.MAX_VALUE;
  }

  /** The exchanges in the order of their arrival. */
  synchronized List<Exchange> exchanges() {
    return visits.stream()
        .sorted(Comparator.comparingLong((Visit visit) -> visit.arrivalNanos))
        .map(this::exchange)
        .toList();
  }

  private Exchange exchange(Visit visit) {
    return new Exchange(
        site,
        visit.connection,
        visit.method,
        visit.target,
        url(visit.target),
        visit.userAgent,
        clock.at(visit.arrivalNanos),
        visit.endNanos == Visit.OPEN ? Optional.empty() : Optional.of(clock.at(visit.endNanos)),
        visit.status,
        visit.ending,
        visit.retryAfter);
  }

  private String url(String target) {
    return target.startsWith("/") ? baseUrl + target.substring(1) : target;
  }

  synchronized long requests() {
    return requests;
  }

  /** One line: how many requests, how many at once, how close together. */
  synchronized String line() {
    String gap =
        shortestGapNanos == Long.MAX_VALUE
            ? "-"
            : "%.1f ms".formatted(Math.max(0, shortestGapNanos) / 1e6);
    return "%-12s %7d requests, at most %d at once, shortest gap %s"
        .formatted(site, requests, maxInFlight, gap);
  }
}
