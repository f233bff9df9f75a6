package dev.sluice.service.cli;

import static dev.sluice.service.cli.Explanation.name;

import dev.sluice.engine.CrawlRecords;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.HostSurvey;
import dev.sluice.engine.model.HostSurvey.CutHost;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.DataFolder;
import dev.sluice.service.daemon.DiskRoom;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a crawl has come, as text or as JSON.
 *
 * @param captures captures that are stored
 * @param urls URLs by what became of them
 * @param refusals links that were not followed, by why, over all runs
 * @param overBudget URLs that wait because a budget of pages is used up, by which
 * @param hosts how the hosts stand
 * @param freeBytes free space on the folder's disk; empty of a snapshot, to which nothing is added
 */
record StatusReport(
    long captures,
    Map<UrlStatus, Long> urls,
    Map<Refusal, Long> refusals,
    Map<Refusal, Long> overBudget,
    HostSurvey hosts,
    OptionalLong freeBytes) {

  /** So many are read in less than a second, whatever is known of them. */
  private static final int MOST_HOSTS = 10_000;

  /**
   * How a store stands.
   *
   * @param room of the disk that it is on, if it is written to
   */
  static StatusReport of(DataFolder folder, Optional<DiskRoom> room) {
    CrawlRecords records = new CrawlRecords(folder);
    return new StatusReport(
        folder.pages().captureCount(),
        records.urlCounts(),
        records.refusals(),
        records.overBudget(),
        records.hosts(MOST_HOSTS),
        room.stream().mapToLong(DiskRoom::freeBytes).findFirst());
  }

  void print(PrintWriter out) {
    line(out, captures, "captures");
    urls.forEach((status, count) -> line(out, count, "urls " + name(status).replace('_', ' ')));
    if (!overBudget.isEmpty()) {
      out.println("URLs that wait, each by the budget that was used up at its turn:");
    }
    overBudget.forEach((budget, count) -> line(out, count, budget.words()));
    printRefusals(out, refusals);
    if (hosts.seen() > 0) {
      printHosts(out);
    }
    freeBytes.ifPresent(bytes -> printRoom(out, bytes));
  }

  private static void printRoom(PrintWriter out, long bytes) {
    out.println("Free on the disk: " + Sizes.text(bytes));
    if (bytes < DiskRoom.LEAST_BYTES) {
      out.println(
          "The disk is as good as full: a daemon fetches nothing until there are "
              + Sizes.text(DiskRoom.LEAST_BYTES));
    }
  }

  /** Links that were not followed, by why; nothing if all were. */
  static void printRefusals(PrintWriter out, Map<Refusal, Long> refusals) {
    if (refusals.values().stream().anyMatch(count -> count > 0)) {
      out.println("Links not followed:");
    }
    refusals.forEach(
        (why, count) -> {
          if (count > 0) {
            line(out, count, why.words());
          }
        });
  }

  private void printHosts(PrintWriter out) {
    out.println(
        hosts.all()
            ? "Hosts:"
            : "Of the first " + Counted.text(hosts.seen(), "host") + " by name:");
    for (Standing standing : Standing.values()) {
      line(out, hosts.standings().getOrDefault(standing, 0), words(standing));
    }
    if (!hosts.givenUp().isEmpty()) {
      out.println("Given up: " + String.join(", ", hosts.givenUp()));
    }
    if (!hosts.mostCut().isEmpty()) {
      out.println("Kinds of URLs that bring nothing new and are cut; 'explain' tells of them:");
    }
    hosts.mostCut().forEach(host -> line(out, host.kinds(), host.name()));
  }

  private static String words(Standing standing) {
    return switch (standing) {
      case DRAINED -> "have nothing queued";
      case WAITING -> "wait";
      case GIVEN_UP -> "were given up, since their robots.txt could not be had";
      case NOT_OURS -> "are asleep: what they have queued is no seed's";
      case OVER_BUDGET -> "are asleep: what they have queued is over a budget";
      case PAUSED -> "are asleep: what they have queued is of seeds that are paused";
    };
  }

  private static void line(PrintWriter out, long count, String what) {
    out.printf(Locale.ROOT, "%,12d  %s%n", count, what);
  }

  /** The same as a tree of maps and lists. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("captures", captures);
    urls.forEach((status, count) -> facts.put("urls_" + name(status), count));
    facts.put("over_budget", byReason(overBudget));
    facts.put("links_not_followed", byReason(refusals));
    facts.put("hosts", hostFacts());
    freeBytes.ifPresent(bytes -> facts.put("disk_free_bytes", bytes));
    return facts;
  }

  private static Map<String, Long> byReason(Map<Refusal, Long> counts) {
    Map<String, Long> facts = new LinkedHashMap<>();
    counts.forEach(
        (why, count) -> {
          if (count > 0) {
            facts.put(name(why), count);
          }
        });
    return facts;
  }

  private Map<String, Object> hostFacts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("seen", hosts.seen());
    facts.put("all", hosts.all());
    for (Standing standing : Standing.values()) {
      facts.put(name(standing), hosts.standings().getOrDefault(standing, 0));
    }
    facts.put("given_up_names", hosts.givenUp());
    Map<String, Integer> cut = new LinkedHashMap<>();
    for (CutHost host : hosts.mostCut()) {
      cut.put(host.name(), host.kinds());
    }
    facts.put("most_cut", cut);
    return facts;
  }
}
