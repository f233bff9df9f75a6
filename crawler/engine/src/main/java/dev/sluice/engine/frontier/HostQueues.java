package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.HostQueue.State;
import dev.sluice.engine.model.HostClock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The hosts that have work to do, ordered by the time at which each may next be asked.
 *
 * <p>This order is the whole of politeness: a thread gets the first host if its time has come, and
 * otherwise there is nothing that may be done. A host that is being asked is not in the order, so
 * it is never asked twice at once; it comes back with a new time when its answer is complete. Hosts
 * with equal times take turns, since the one that came first goes first.
 *
 * <p>Guarded by the frontier's lock. A take and a return cost O(log hosts).
 */
final class HostQueues {

  private final Map<String, HostQueue> open = new HashMap<>();
  private final PriorityQueue<Turn> waiting =
      new PriorityQueue<>(Comparator.comparing(Turn::due).thenComparing(Turn::number));
  private long turns;
  private int busy;

  /** A host's place in the order. */
  private record Turn(HostQueue host, Instant due, long number) {}

  /** A host that is held in memory. */
  Optional<HostQueue> find(String hostKey) {
    return Optional.ofNullable(open.get(hostKey));
  }

  /** Begins to hold a host. */
  HostQueue open(String hostKey, HostClock clock) {
    HostQueue host = new HostQueue(hostKey, clock);
    open.put(hostKey, host);
    return host;
  }

  /** Lets a host go that has nothing to do; its clock is on disk. */
  void forget(HostQueue host) {
    open.remove(host.key());
  }

  /** Takes a host out of the order until {@link #wake}. */
  void park(HostQueue host) {
    host.setState(State.PARKED);
  }

  /** Puts a host into the order that may have been parked. */
  void wake(HostQueue host) {
    if (host.state() == State.PARKED) {
      host.setState(State.IDLE);
    }
    offer(host);
  }

  /** Puts a host into the order, unless it is there, is being asked, or is parked. */
  void offer(HostQueue host) {
    if (host.state() == State.IDLE) {
      host.setState(State.WAITING);
      waiting.add(new Turn(host, host.due(), turns++));
    }
  }

  /** Takes the first host out of the order if its time has come. */
  Optional<HostQueue> pollDue(Instant now) {
    Turn first = waiting.peek();
    if (first == null || first.due().isAfter(now)) {
      return Optional.empty();
    }
    waiting.remove();
    first.host().setState(State.IDLE);
    return Optional.of(first.host());
  }

  /** When the first host may be asked; nothing if no host waits. */
  Optional<Instant> firstDue() {
    return Optional.ofNullable(waiting.peek()).map(Turn::due);
  }

  void setBusy(HostQueue host) {
    host.setState(State.BUSY);
    busy++;
  }

  void setIdle(HostQueue host) {
    if (host.state() == State.BUSY) {
      busy--;
    }
    host.setState(State.IDLE);
  }

  /** How many requests are under way. */
  int busy() {
    return busy;
  }

  boolean nobodyWaits() {
    return waiting.isEmpty();
  }

  /** How many hosts wait although their time has come. */
  int ready(Instant now) {
    return (int) waiting.stream().filter(turn -> !turn.due().isAfter(now)).count();
  }

  /** How many hosts wait, their time come or not. */
  int waiting() {
    return waiting.size();
  }
}
