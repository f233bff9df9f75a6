package dev.sluice.corpus.report;

import dev.sluice.corpus.model.LedgerRow;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Counts what became of each host's captures, and keeps the hosts with most. Rows come in the order
 * of their keys, in which all of a host lie together, so one host is counted at a time. For one
 * thread.
 */
final class SiteTally {

  private final int most;
  private final PriorityQueue<Report.Group> largest =
      new PriorityQueue<>(GroupTally.MOST_FIRST.reversed());
  private String host = "";
  private GroupTally current = new GroupTally();
  private long count;

  /** Keeps at most so many. */
  SiteTally(int most) {
    this.most = most;
  }

  void add(LedgerRow row) {
    String next = row.key().url().host();
    if (!next.equals(host)) {
      settle();
      host = next;
      current = new GroupTally();
      count++;
    }
    current.add(row);
  }

  private void settle() {
    if (!host.isEmpty()) {
      largest.add(current.group(host));
      if (largest.size() > most) {
        largest.remove();
      }
    }
  }

  /** How many hosts there are. */
  long count() {
    return count;
  }

  /** Ends the counting: the hosts with most captures, those with most first. */
  List<Report.Group> finish() {
    settle();
    host = "";
    return largest.stream().sorted(GroupTally.MOST_FIRST).toList();
  }
}
