package dev.sluice.service.facts;

import static dev.sluice.service.facts.Names.name;

import dev.sluice.engine.CrawlRecords;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.HostSurvey;
import dev.sluice.engine.model.HostSurvey.CutHost;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.DataFolder;
import dev.sluice.service.daemon.DiskRoom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a crawl has come.
 *
 * @param captures captures that are stored
 * @param urls URLs by what became of them
 * @param refusals links that were not followed, by why, over all runs
 * @param overBudget URLs that wait because a budget of pages is used up, by which
 * @param hosts how the hosts stand
 * @param freeBytes free space on the folder's disk; empty of a snapshot, to which nothing is added
 */
public record StatusReport(
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
  public static StatusReport of(DataFolder folder, Optional<DiskRoom> room) {
    CrawlRecords records = new CrawlRecords(folder);
    return new StatusReport(
        folder.pages().captureCount(),
        records.urlCounts(),
        records.refusals(),
        records.overBudget(),
        records.hosts(MOST_HOSTS),
        room.stream().mapToLong(DiskRoom::freeBytes).findFirst());
  }

  /** The same as a tree of maps and lists. */
  public Map<String, Object> facts() {
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
