package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.HostTable.Known;
import dev.sluice.engine.model.Seed;
import java.util.List;

/**
 * Sees to it that other seeds hold while the crawl runs.
 *
 * <p>What is queued is judged when its turn has come, so the new scope alone stops what is not ours
 * any more. What was judged before is looked at again: hosts of seeds that have changed wake, if
 * they slept for their seeds, and read their queues from the beginning, and get the priority that
 * they have now. These hosts are found by their keys, so a change costs as much as its seeds have
 * hosts, however many others there are.
 *
 * <p>Safe for use by several threads; nobody calls it with the frontier's lock held.
 */
final class Reseeding {

  /** So that the lock is not held for long. */
  private static final int AT_ONCE = 256;

  private final Tables tables;
  private final Dispatch dispatch;
  private final Gate gate;
  private final Intake intake;

  Reseeding(Tables tables, Dispatch dispatch, Gate gate, Intake intake) {
    this.tables = tables;
    this.dispatch = dispatch;
    this.gate = gate;
    this.intake = intake;
  }

  /**
   * Makes other seeds hold.
   *
   * @param scope puts the new scope in place of the old one
   * @param concerned seeds that were added, removed or changed, each as it was and as it is
   * @param present those of them that there are now; their first pages are queued if they are new
   */
  void change(Runnable scope, List<Seed> concerned, List<Seed> present) {
    gate.changing(scope); // with the lock held, so what falls asleep later was judged by it
    HostRange.of(concerned).forEach(this::reconsider);
    intake.add(present);
  }

  private void reconsider(HostRange all) {
    HostRange rest = all;
    int seen;
    do {
      List<Known> hosts = reconsiderFirst(rest);
      seen = hosts.size();
      if (seen > 0) {
        rest = rest.after(hosts.get(seen - 1).key());
      }
    } while (seen == AT_ONCE);
  }

  private List<Known> reconsiderFirst(HostRange range) {
    gate.lock();
    try {
      List<Known> hosts = tables.hosts().within(range, AT_ONCE);
      hosts.forEach(host -> dispatch.reconsider(host.key(), host.record(), gate.now()));
      return hosts;
    } finally {
      gate.unlock();
    }
  }
}
