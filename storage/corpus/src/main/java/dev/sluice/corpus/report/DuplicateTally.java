package dev.sluice.corpus.report;

import dev.sluice.corpus.mix.MixStep;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.LedgerRow.Cluster;
import dev.sluice.corpus.model.LedgerRow.Drop;
import dev.sluice.corpus.model.LedgerRow.Match;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.report.Report.Alarm;
import dev.sluice.corpus.site.Domains;
import dev.sluice.pages.model.PageUrl;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * Counts what comparisons found while the rows of an export come by in the order of their keys:
 * which step dropped how much, inside a site or between sites, how large clusters are, and which
 * are the largest.
 *
 * <p>All of a site lie together, so one is counted at a time. Each row says how large its cluster
 * is, so of the largest all members are seen although nothing is kept of others: a cluster that was
 * passed over once is too small for ever. Memory is what is told. For one thread.
 */
final class DuplicateTally {

  private static final int CLUSTERS = 20;
  private static final int MEMBERS = 5;
  private static final int SITES = 200;
  private static final int WIPED_SITES = 20;

  /** Fewer pages prove nothing. */
  private static final long ENOUGH = 50;

  private static final double ALMOST_ALL = 0.9;

  private static final Comparator<Report.SiteDuplicates> MOST_FIRST =
      Comparator.comparingLong(Report.SiteDuplicates::dropped)
          .reversed()
          .thenComparing(Report.SiteDuplicates::site);
  private static final Comparator<Wiped> WORST_FIRST =
      Comparator.comparingLong(Wiped::dropped)
          .reversed()
          .thenComparing(Wiped::site)
          .thenComparing(Wiped::step);

  /** Clusters by what any of their rows says of them, the largest first. */
  private record Known(int size, String id) implements Comparable<Known> {
    @Override
    public int compareTo(Known other) {
      int order = Integer.compare(other.size, size);
      return order == 0 ? id.compareTo(other.id) : order;
    }
  }

  /** Of a site, or of all if it has no name, a comparison dropped almost all. */
  private record Wiped(String site, String step, long in, long dropped, long elsewhere) {}

  private final List<String> steps;
  private final Domains domains = new Domains();
  private final Counts all;
  private final TreeMap<Integer, long[]> sizes = new TreeMap<>();
  private final TreeMap<Known, LargeCluster> largest = new TreeMap<>();
  private final PriorityQueue<Report.SiteDuplicates> sites =
      new PriorityQueue<>(MOST_FIRST.reversed());
  private final PriorityQueue<Wiped> wiped = new PriorityQueue<>(WORST_FIRST.reversed());
  private long siteCount;
  private String site = "";
  private Counts current;

  /** Candidates of a site, or of all, by the number of the comparison that dropped them. */
  private static final class Counts {
    private final long[] dropped;
    private final long[] inside;
    private final long[] between;
    private final long[] earlier;
    private final long[] tooLittle;
    private long kept;

    Counts(int steps) {
      dropped = new long[steps];
      inside = new long[steps];
      between = new long[steps];
      earlier = new long[steps];
      tooLittle = new long[steps];
    }

    /** How many reached a step. */
    long in(int step) {
      long in = kept;
      for (int later = step; later < dropped.length; later++) {
        in += dropped[later];
      }
      return in;
    }

    /** How many a step dropped for what they say, and not for a newer state of the page. */
    long forText(int step) {
      return inside[step] + between[step] + earlier[step] + tooLittle[step];
    }
  }

  /** A cluster that may be among the largest in the end. */
  private static final class LargeCluster {
    private String url = "";
    private String beginning = "";
    private boolean hasDocument;
    private final List<Report.Member> members = new ArrayList<>();

    void add(LedgerRow row, String id) {
      if (row.isKept()) {
        url = row.key().url().toString();
        beginning = row.beginning();
        hasDocument = true;
        return;
      }
      url = row.id().equals(id) ? row.key().url().toString() : url;
      row.drop().ifPresent(drop -> addMember(row, drop, id));
      beginning = beginning.isEmpty() && !hasDocument ? row.beginning() : beginning;
    }

    private void addMember(LedgerRow row, Drop drop, String id) {
      drop.match().filter(it -> it.id().equals(id)).ifPresent(it -> url = it.url());
      if (members.size() < MEMBERS) {
        members.add(
            new Report.Member(
                row.key().url().toString(), drop.step(), drop.cause().measured().display()));
      }
    }
  }

  /** A tally of what these steps compare. */
  DuplicateTally(List<StepKind> kinds) {
    steps =
        kinds.stream()
            .filter(StepKind.OfCandidates.class::isInstance)
            .map(StepKind::name)
            .filter(it -> !it.equals(MixStep.NAME))
            .toList();
    all = new Counts(steps.size());
    current = new Counts(steps.size());
  }

  void add(LedgerRow row) {
    boolean stays = row.isKept() || row.drop().orElseThrow().step().equals(MixStep.NAME);
    int step = stays ? steps.size() : steps.indexOf(row.drop().orElseThrow().step());
    if (step < 0) {
      return; // it was no candidate
    }
    enter(domains.of(row.key().url().host()));
    if (stays) {
      all.kept++;
      current.kept++;
    } else {
      count(row, step);
    }
    row.cluster().ifPresent(cluster -> add(row, cluster));
  }

  private void enter(String next) {
    if (!next.equals(site)) {
      settle();
      site = next;
      current = new Counts(steps.size());
    }
  }

  private void count(LedgerRow row, int step) {
    all.dropped[step]++;
    current.dropped[step]++;
    Optional<Match> match = row.drop().flatMap(Drop::match);
    if (match.isEmpty() && isAboutItsState(row)) {
      return; // it is an older document, and stands
    }
    if (match.isEmpty()) {
      all.tooLittle[step]++;
      current.tooLittle[step]++;
    } else if (row.cluster().isPresent() && !match.get().export().isEmpty()) {
      all.earlier[step]++;
      current.earlier[step]++;
    } else if (row.cluster().isPresent() && isOfThisSite(match.get())) {
      all.inside[step]++;
      current.inside[step]++;
    } else if (row.cluster().isPresent()) {
      all.between[step]++;
      current.between[step]++;
    }
  }

  private static boolean isAboutItsState(LedgerRow row) {
    return row.drop().filter(drop -> drop.cause().measured() instanceof Measured.Fact).isPresent();
  }

  private boolean isOfThisSite(Match match) {
    return domains.of(PageUrl.parse(match.url()).host()).equals(site);
  }

  private void add(LedgerRow row, Cluster cluster) {
    if (row.isKept()) {
      long[] bin = sizes.computeIfAbsent(power(cluster.size()), any -> new long[2]);
      bin[0]++;
      bin[1] += cluster.size();
    }
    Known known = new Known(cluster.size(), cluster.id());
    LargeCluster large = largest.get(known);
    if (large == null && (largest.size() < CLUSTERS || known.compareTo(largest.lastKey()) < 0)) {
      large = new LargeCluster();
      largest.put(known, large);
      if (largest.size() > CLUSTERS) {
        largest.pollLastEntry();
      }
    }
    if (large != null) {
      large.add(row, cluster.id());
    }
  }

  /** The least power of two that is not smaller, as its exponent. */
  private static int power(int size) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
  }

  private void settle() {
    if (site.isEmpty()) {
      return;
    }
    long dropped = 0;
    for (int step = 0; step < steps.size(); step++) {
      dropped += current.forText(step);
      addIfWiped(site, current, step, wiped);
    }
    if (dropped > 0) {
      siteCount++;
      sites.add(
          new Report.SiteDuplicates(
              site,
              current.in(0),
              sum(current.inside),
              sum(current.between),
              sum(current.earlier),
              sum(current.tooLittle)));
      if (sites.size() > SITES) {
        sites.remove();
      }
    }
  }

  private void addIfWiped(String of, Counts counts, int step, PriorityQueue<Wiped> to) {
    long in = counts.in(step);
    long dropped = counts.forText(step);
    if (in >= ENOUGH && dropped > ALMOST_ALL * in) {
      long elsewhere = counts.between[step] + counts.earlier[step];
      to.add(new Wiped(of, steps.get(step), in, dropped, elsewhere));
      if (to.size() > WIPED_SITES) {
        to.remove();
      }
    }
  }

  private static long sum(long[] numbers) {
    long sum = 0;
    for (long number : numbers) {
      sum += number;
    }
    return sum;
  }

  /** Ends the counting. */
  Report.Duplicates finish() {
    settle();
    site = "";
    List<Report.Compared> compared = new ArrayList<>();
    for (int step = 0; step < steps.size(); step++) {
      compared.add(
          new Report.Compared(
              steps.get(step),
              all.in(step),
              all.inside[step],
              all.between[step],
              all.earlier[step],
              all.tooLittle[step]));
    }
    List<Report.ClusterSize> bins = new ArrayList<>();
    sizes.forEach(
        (power, bin) ->
            bins.add(new Report.ClusterSize((1L << (power - 1)) + 1, 1L << power, bin[0], bin[1])));
    List<Report.LargeCluster> shown = new ArrayList<>();
    largest.forEach(
        (known, it) ->
            shown.add(
                new Report.LargeCluster(
                    known.id(), known.size(), it.url, it.beginning, List.copyOf(it.members))));
    return new Report.Duplicates(
        compared, bins, shown, siteCount, sites.stream().sorted(MOST_FIRST).toList());
  }

  /** What a comparison left almost nothing of; to be asked for after the end. */
  List<Alarm> alarms() {
    List<Alarm> alarms = new ArrayList<>();
    PriorityQueue<Wiped> steps = new PriorityQueue<>(WORST_FIRST.reversed());
    for (int step = 0; step < this.steps.size(); step++) {
      addIfWiped("", all, step, steps);
    }
    steps.stream().sorted(WORST_FIRST).forEach(it -> alarms.add(alarm(it)));
    wiped.stream().sorted(WORST_FIRST).forEach(it -> alarms.add(alarm(it)));
    return alarms;
  }

  private static Alarm alarm(Wiped wiped) {
    boolean isOfAll = wiped.site().isEmpty();
    String sentence =
        String.format(
            Locale.ROOT,
            "The step %s dropped %.1f %% of the pages%s that reached it (%,d of %,d), %,d of them in"
                + " favour of %s: look at some of them.",
            wiped.step(),
            100.0 * wiped.dropped() / wiped.in(),
            isOfAll ? "" : " of " + wiped.site(),
            wiped.dropped(),
            wiped.in(),
            wiped.elsewhere(),
            isOfAll ? "other sites or earlier exports" : "another site or an earlier export");
    return new Alarm(
        Report.Level.WARNING,
        Report.Kind.COMPARISON_LEFT_LITTLE,
        isOfAll ? wiped.step() : wiped.site(),
        sentence);
  }
}
