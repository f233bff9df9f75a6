package dev.sluice.testweb.load;

import dev.sluice.testweb.model.LoadPlan;
import dev.sluice.testweb.model.LoadReport;
import dev.sluice.testweb.model.LoadReport.Line;
import dev.sluice.testweb.model.LoadReport.Politeness;
import dev.sluice.testweb.model.LoadReport.Traffic;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/**
 * The referee of a web for load: a few numbers for each host and address, and one bit for each
 * page.
 */
public final class LoadReferee {
  private static final int WORST = 10;
  private static final long NEVER = Long.MAX_VALUE;

  private final LoadPlan plan;
  private final LoadHosts hosts;
  private final Ledger[] perHost;
  private final Ledger[] perAddress;
  private final AtomicIntegerArray askedPages;
  private final LongAdder missing = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger peakConnections = new AtomicInteger();
  private final AtomicLong firstNanos = new AtomicLong(NEVER);
  private final AtomicLong lastNanos = new AtomicLong();
  private final AtomicLong cpuNanosBefore = new AtomicLong();

  public LoadReferee(LoadPlan plan, LoadHosts hosts) {
    this.plan = plan;
    this.hosts = hosts;
    this.perHost = ledgers(plan.shape().sites(), plan.manners().required());
    this.perAddress = ledgers(hosts.addresses(), plan.manners().addressDelay());
    this.askedPages = new AtomicIntegerArray((int) (allPages() / Integer.SIZE) + 1);
  }

  private static Ledger[] ledgers(int count, Duration required) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Ledger(required.toNanos()))
        .toArray(Ledger[]::new);
  }

  private long allPages() {
    return (long) plan.shape().sites() * plan.shape().pages();
  }

  /**
   * @param page its number, if a page was asked for
   * @param nanos when the request was there, of {@link System#nanoTime()}
   */
  void arrived(int site, Asked asked, int page, long nanos) {
    perHost[site].arrived(asked, nanos);
    perAddress[hosts.addressOf(site)].arrived(asked, nanos);
    if (asked == Asked.PAGE) {
      long number = (long) site * plan.shape().pages() + page;
      int bit = 1 << (number % Integer.SIZE);
      askedPages.accumulateAndGet((int) (number / Integer.SIZE), bit, (a, b) -> a | b);
    } else if (asked == Asked.MISSING) {
      missing.increment();
    }
    if (firstNanos.get() == NEVER) {
      firstNanos.compareAndSet(NEVER, nanos);
    }
  }

  void ended(int site, long answerBytes, long nanos) {
    perHost[site].ended(nanos);
    perAddress[hosts.addressOf(site)].ended(nanos);
    bytes.add(answerBytes);
    lastNanos.setOpaque(nanos);
  }

  void connected() {
    peakConnections.accumulateAndGet(connections.incrementAndGet(), Math::max);
  }

  void disconnected() {
    connections.decrementAndGet();
  }

  void refused() {
    refused.increment();
  }

  /** Forgets everything but what is still in flight. */
  public void reset() {
    for (Ledger ledger : perHost) {
      ledger.clear();
    }
    for (Ledger ledger : perAddress) {
      ledger.clear();
    }
    IntStream.range(0, askedPages.length()).forEach(i -> askedPages.set(i, 0));
    List.of(missing, bytes, refused).forEach(LongAdder::reset);
    peakConnections.set(connections.get());
    firstNanos.set(NEVER);
    lastNanos.set(0);
    cpuNanosBefore.set(cpuNanos());
  }

  /** What was seen since the start or the last reset. */
  public LoadReport report() {
    List<Line> hostLines = hostLines();
    List<Line> addressLines =
        lines(
            perAddress, IntStream.range(0, perAddress.length).mapToObj(this::addressName).toList());
    return new LoadReport(
        traffic(hostLines),
        politeness(plan.manners().required(), hostLines),
        politeness(plan.manners().addressDelay(), addressLines));
  }

  /** One line for each host, in the order of the sites. */
  public List<Line> hostLines() {
    return lines(perHost, IntStream.range(0, perHost.length).mapToObj(hosts::authority).toList());
  }

  private String addressName(int number) {
    return hosts.address(number).getHostAddress();
  }

  private static List<Line> lines(Ledger[] ledgers, List<String> names) {
    return IntStream.range(0, ledgers.length).mapToObj(i -> ledgers[i].line(names.get(i))).toList();
  }

  private Traffic traffic(List<Line> lines) {
    long distinct =
        IntStream.range(0, askedPages.length())
            .mapToLong(i -> Integer.bitCount(askedPages.get(i)))
            .sum();
    long first = firstNanos.get();
    double seconds = first == NEVER ? 0 : Math.max(0, lastNanos.get() - first) / 1e9;
    return new Traffic(
        lines.stream().mapToLong(Line::requests).sum(),
        lines.stream().mapToLong(Line::pages).sum(),
        distinct,
        allPages(),
        lines.stream().mapToLong(Line::robots).sum(),
        missing.sum(),
        bytes.sum(),
        seconds,
        peakConnections.get(),
        refused.sum(),
        (cpuNanos() - cpuNanosBefore.get()) / 1e9);
  }

  private static Politeness politeness(Duration required, List<Line> lines) {
    double[] gaps =
        lines.stream()
            .mapToDouble(Line::minPageGapMillis)
            .filter(gap -> gap >= 0)
            .sorted()
            .toArray();
    return new Politeness(
        required.toNanos() / 1e6,
        (int) lines.stream().filter(line -> line.requests() > 0).count(),
        lines.stream().mapToInt(Line::maxConcurrent).max().orElse(0),
        lines.stream().mapToLong(Line::overlaps).sum(),
        lines.stream().mapToLong(Line::shortPageGaps).sum(),
        lines.stream().mapToLong(Line::shortOtherGaps).sum(),
        gaps.length == 0 ? -1 : gaps[0],
        gaps.length == 0 ? -1 : gaps[gaps.length / 2],
        lines.stream()
            .filter(line -> line.violations() > 0)
            .sorted(Comparator.comparingLong(Line::violations).reversed())
            .limit(WORST)
            .toList());
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }
}
