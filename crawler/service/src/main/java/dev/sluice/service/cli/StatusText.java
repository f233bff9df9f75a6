package dev.sluice.service.cli;

import static dev.sluice.service.facts.Names.name;

import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.HostSurvey;
import dev.sluice.engine.model.Refusal;
import dev.sluice.service.daemon.DiskRoom;
import dev.sluice.service.facts.StatusReport;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** How far a crawl has come, for people. */
final class StatusText {

  private StatusText() {}

  static void print(PrintWriter out, StatusReport report) {
    line(out, report.captures(), "captures");
    report
        .urls()
        .forEach((status, count) -> line(out, count, "urls " + name(status).replace('_', ' ')));
    if (!report.overBudget().isEmpty()) {
      out.println("URLs that wait, each by the budget that was used up at its turn:");
    }
    report.overBudget().forEach((budget, count) -> line(out, count, budget.words()));
    printRefusals(out, report.refusals());
    if (report.hosts().seen() > 0) {
      printHosts(out, report.hosts());
    }
    report.freeBytes().ifPresent(bytes -> printRoom(out, bytes));
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

  private static void printHosts(PrintWriter out, HostSurvey hosts) {
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
}
