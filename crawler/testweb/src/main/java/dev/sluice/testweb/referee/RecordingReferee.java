package dev.sluice.testweb.referee;

import dev.sluice.testweb.model.Ending;
import dev.sluice.testweb.model.Exchange;
import dev.sluice.testweb.model.Referee;
import dev.sluice.testweb.model.Request;
import dev.sluice.testweb.model.RequestLog;
import dev.sluice.testweb.model.RobotsRules;
import dev.sluice.testweb.model.Violation;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** The referee of a web that is being served: keeps a book for each site. */
public final class RecordingReferee implements Referee, RequestLog {
  private static final String ROBOTS = "/robots.txt";

  /** Where redirects of robots.txt lead; exempt from every rule that robots.txt makes. */
  public static final String ROBOTS_HOPS = "/.robots/";

  private final Map<String, Book> books = new LinkedHashMap<>();
  private final Clock clock = new Clock();
  private final AtomicLong recorded = new AtomicLong();
  private final long maxRecords;
  private final Duration addressDelay;

  /**
   * @param addressDelay between two requests at the same address; zero for none
   */
  public RecordingReferee(long maxRecords, Duration addressDelay) {
    this.maxRecords = maxRecords;
    this.addressDelay = addressDelay;
  }

  /** Makes a site known; to be called before its first request. */
  public void watch(String site, String baseUrl, InetAddress address, RobotsRules rules) {
    books.put(site, new Book(site, baseUrl, address, rules, clock));
  }

  @Override
  public Open arrived(String site, long connection, Request request, long arrivalNanos) {
    Book book = book(site);
    Visit visit = new Visit(connection, request, arrivalNanos);
    book.arrived(visit, recorded.incrementAndGet() <= maxRecords);
    return (status, end, ending, wait) -> book.ended(visit, status, end, ending, wait);
  }

  @Override
  public List<Exchange> requests() {
    checkComplete();
    return books.values().stream().flatMap(book -> book.exchanges().stream()).toList();
  }

  @Override
  public List<Exchange> requests(String site) {
    checkComplete();
    return book(site).exchanges();
  }

  @Override
  public List<Duration> gaps(String site) {
    return steps(requests(site)).stream().map(Step::gap).toList();
  }

  @Override
  public List<Violation> violations(Duration minGap, Duration tolerance) {
    checkComplete();
    List<Violation> found = new ArrayList<>();
    for (Book book : books.values()) {
      Duration delay = book.rules.crawlDelay();
      Duration required = delay.compareTo(minGap) > 0 ? delay : minGap;
      for (Step step : steps(book.exchanges())) {
        if (step.gap().plus(tolerance).compareTo(required) < 0) {
          found.add(step.violation(required));
        }
      }
    }
    return found;
  }

  @Override
  public List<Violation> violationsPerAddress(Duration minGap, Duration tolerance) {
    checkComplete();
    List<Violation> found = new ArrayList<>();
    for (List<Exchange> exchanges : exchangesPerAddress().values()) {
      for (Step step : steps(exchanges)) {
        if (step.gap().plus(tolerance).compareTo(minGap) < 0) {
          boolean overlap = step.gap().isNegative();
          found.add(
              step.as(
                  overlap ? Violation.Kind.ADDRESS_OVERLAP : Violation.Kind.ADDRESS_GAP, minGap));
        }
      }
    }
    return found;
  }

  private Map<InetAddress, List<Exchange>> exchangesPerAddress() {
    Map<InetAddress, List<Exchange>> all = new LinkedHashMap<>();
    for (Book book : books.values()) {
      all.computeIfAbsent(book.address, key -> new ArrayList<>()).addAll(book.exchanges());
    }
    all.values().forEach(some -> some.sort(Comparator.comparing(Exchange::arrival)));
    return all;
  }

  @Override
  public List<Violation> disallowedRequests() {
    checkComplete();
    List<Violation> found = new ArrayList<>();
    for (Book book : books.values()) {
      for (Exchange exchange : book.exchanges()) {
        if (!isRobots(exchange) && !book.rules.allows(exchange.target())) {
          found.add(single(Violation.Kind.DISALLOWED, exchange));
        }
      }
    }
    return found;
  }

  @Override
  public List<Violation> requestsBeforeRobots() {
    checkComplete();
    List<Violation> found = new ArrayList<>();
    for (Book book : books.values()) {
      List<Exchange> exchanges = book.exchanges();
      Instant known =
          exchanges.stream()
              .filter(exchange -> exchange.target().equals(ROBOTS))
              .flatMap(exchange -> exchange.end().stream())
              .min(Comparator.naturalOrder())
              .orElse(Instant.MAX);
      exchanges.stream()
          .filter(exchange -> !isRobots(exchange) && exchange.arrival().isBefore(known))
          .forEach(exchange -> found.add(single(Violation.Kind.BEFORE_ROBOTS, exchange)));
    }
    return found;
  }

  @Override
  public List<Violation> earlyRetries(Duration tolerance) {
    checkComplete();
    List<Violation> found = new ArrayList<>();
    for (Book book : books.values()) {
      for (Step step : steps(book.exchanges())) {
        Duration wait = step.previous().retryAfter().orElse(Duration.ZERO);
        if (!wait.isZero() && step.gap().plus(tolerance).compareTo(wait) < 0) {
          found.add(step.as(Violation.Kind.RETRY_AFTER, wait));
        }
      }
    }
    return found;
  }

  @Override
  public List<Violation> allViolations(Duration minGap, Duration tolerance) {
    List<Violation> all = new ArrayList<>(violations(minGap, tolerance));
    all.addAll(disallowedRequests());
    all.addAll(requestsBeforeRobots());
    all.addAll(earlyRetries(tolerance));
    if (!addressDelay.isZero()) {
      all.addAll(violationsPerAddress(addressDelay, tolerance));
    }
    return all;
  }

  @Override
  public int maxConcurrency(String site) {
    return maxConcurrency(requests(site));
  }

  private static int maxConcurrency(List<Exchange> exchanges) {
    int most = 0;
    List<Instant> open = new ArrayList<>();
    for (Exchange exchange : exchanges) {
      open.removeIf(end -> !end.isAfter(exchange.arrival()));
      open.add(exchange.end().orElse(Instant.MAX));
      most = Math.max(most, open.size());
    }
    return most;
  }

  @Override
  public int maxConcurrency() {
    return books.keySet().stream().mapToInt(this::maxConcurrency).max().orElse(0);
  }

  @Override
  public int maxConcurrencyPerAddress() {
    checkComplete();
    return exchangesPerAddress().values().stream()
        .mapToInt(RecordingReferee::maxConcurrency)
        .max()
        .orElse(0);
  }

  @Override
  public Map<String, Integer> countPerUrl() {
    Map<String, Integer> counts = new TreeMap<>();
    requests().forEach(exchange -> counts.merge(exchange.url(), 1, Integer::sum));
    return counts;
  }

  @Override
  public long requestCount() {
    return books.values().stream().mapToLong(Book::requests).sum();
  }

  @Override
  public boolean overflowed() {
    return recorded.get() > maxRecords;
  }

  @Override
  public void clear() {
    books.values().forEach(Book::clear);
    recorded.set(0);
  }

  @Override
  public String summary() {
    StringBuilder text = new StringBuilder();
    books.values().stream()
        .filter(book -> book.requests() > 0)
        .forEach(book -> text.append(book.line()).append('\n'));
    text.append("%-12s %7d requests".formatted("all", requestCount()));
    return text.append(overflowed() ? " (the record overflowed)\n" : "\n").toString();
  }

  /**
   * The steps from one request of a site to the next. The previous answer is the one that ended
   * last among all that arrived before.
   */
  private static List<Step> steps(Collection<Exchange> exchanges) {
    List<Step> steps = new ArrayList<>();
    Optional<Exchange> last = Optional.empty();
    for (Exchange next : exchanges) {
      last.ifPresent(previous -> steps.add(new Step(previous, next)));
      boolean later = last.map(previous -> !end(next).isBefore(end(previous))).orElse(true);
      last = later ? Optional.of(next) : last;
    }
    return steps;
  }

  private static Instant end(Exchange exchange) {
    return exchange.ending() == Ending.OPEN ? Instant.MAX : exchange.end().orElse(Instant.MAX);
  }

  private static boolean isRobots(Exchange exchange) {
    return exchange.target().equals(ROBOTS) || exchange.target().startsWith(ROBOTS_HOPS);
  }

  private static Violation single(Violation.Kind kind, Exchange exchange) {
    List<String> urls = List.of(exchange.url());
    return new Violation(
        kind, exchange.site(), urls, exchange.arrival(), Duration.ZERO, Duration.ZERO);
  }

  private Book book(String site) {
    Book book = books.get(site);
    if (book == null) {
      throw new IllegalArgumentException("no site '" + site + "'; there are " + books.keySet());
    }
    return book;
  }

  private void checkComplete() {
    if (overflowed()) {
      throw new IllegalStateException(
          "the referee recorded only the first %d of %d requests and cannot judge; raise maxRecords"
              .formatted(maxRecords, requestCount()));
    }
  }

  private record Step(Exchange previous, Exchange next) {
    /** From the end of the previous answer; an open answer counts as ending a day from now. */
    Duration gap() {
      Instant end = previous.end().orElse(next.arrival().plus(Duration.ofDays(1)));
      return Duration.between(end, next.arrival());
    }

    Violation violation(Duration required) {
      return as(gap().isNegative() ? Violation.Kind.OVERLAP : Violation.Kind.GAP, required);
    }

    Violation as(Violation.Kind kind, Duration required) {
      List<String> urls = List.of(previous.url(), next.url());
      return new Violation(kind, next.site(), urls, next.arrival(), gap(), required);
    }
  }
}
