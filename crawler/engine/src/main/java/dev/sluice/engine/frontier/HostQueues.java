package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.HostQueue.State;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.HostWait;
import dev.sluice.engine.model.HostWait.Reason;
import dev.sluice.engine.scope.HostHabits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The hosts in memory that have work to do, by the time at which each may next be asked.
 *
 * <p>This order is the whole of politeness: a thread gets the first host if its time has come, and
 * otherwise there is nothing that may be done. Hosts stand in line at their IP address, since many
 * of them can be one server, and it is the addresses that are in order (as in BUbiNG's workbench):
 * an address that is being asked is not, so neither it nor any of its hosts is ever asked twice at
 * once; it comes back with a new time when the answer is complete. Of addresses whose time has
 * come, the most urgent goes first, and among equals the one that has waited longest.
 *
 * <p>Guarded by the frontier's lock. A take and a return cost O(log hosts).
 */
final class HostQueues {

  private final Duration addressDelay;
  private final Instant notBefore;
  private final Map<String, HostQueue> open = new HashMap<>();
  private final Map<String, AddressQueue> addresses = new HashMap<>();
  private final PriorityQueue<Turn> waiting =
      new PriorityQueue<>(Comparator.comparing(Turn::due).thenComparing(Turn::number));
  private final PriorityQueue<Turn> ready =
      new PriorityQueue<>(
          Comparator.comparing(Turn::urgency).thenComparing(Turn::due).thenComparing(Turn::number));
  private final Deque<HostQueue> unlocated = new ArrayDeque<>(); // due, and to be looked up
  private long turns;
  private int busy;
  private int inLine;

  /**
   * @param addressDelay least time from the end of an address's answer to the next request to it
   * @param notBefore no address is asked before: another process could have asked it just now
   */
  HostQueues(Duration addressDelay, Instant notBefore) {
    this.addressDelay = addressDelay;
    this.notBefore = notBefore;
  }

  /** An address's place in an order; stale if the address has a later one. */
  private record Turn(AddressQueue address, int urgency, Instant due, long number) {
    boolean stale() {
      return address.turn != number;
    }
  }

  /** The hosts that wait at an IP address. */
  private static final class AddressQueue {
    private final String ip;
    private final PriorityQueue<HostTurn> line =
        new PriorityQueue<>(Comparator.comparing(HostTurn::due).thenComparing(HostTurn::number));
    private Instant next;
    private boolean busy;
    private int members;
    private long turn = -1;

    private AddressQueue(String ip, Instant next) {
      this.ip = ip;
      this.next = next;
    }
  }

  /** A host's place in the line of its address. */
  private record HostTurn(HostQueue host, Instant due, long number) {}

  /** A host that is held in memory. */
  Optional<HostQueue> find(String hostKey) {
    return Optional.ofNullable(open.get(hostKey));
  }

  boolean holds(String hostKey) {
    return open.containsKey(hostKey);
  }

  /** All hosts in memory. */
  Collection<HostQueue> all() {
    return open.values();
  }

  int size() {
    return open.size();
  }

  /** Begins to hold a host. */
  HostQueue open(String hostKey, HostRecord record, HostHabits habits) {
    HostQueue host = new HostQueue(hostKey, record, habits);
    open.put(hostKey, host);
    join(host, Instant.EPOCH);
    return host;
  }

  /** Lets a host go that is in no line and not being asked. */
  void forget(HostQueue host) {
    open.remove(host.key());
    part(host);
  }

  /** Lets a host go that is not being asked, wherever it stands. */
  void expel(HostQueue host) {
    AddressQueue address = address(host);
    if (address.line.removeIf(turn -> turn.host() == host) || unlocated.remove(host)) {
      inLine--;
      position(address);
    }
    forget(host);
  }

  /** A host was found to have this address; from now on it stands in line there. */
  void locate(HostQueue host, String ip) {
    if (!host.address().equals(ip)) {
      part(host);
      host.locate(ip);
      join(host, notBefore);
    }
  }

  /** A host that is not being asked was answered from this address, which is now its own. */
  void answered(HostQueue host, String ip, Instant end) {
    if (!host.address().equals(ip)) {
      locate(host, ip);
      AddressQueue address = address(host);
      Instant next = end.plus(addressDelay);
      address.next = next.isAfter(address.next) ? next : address.next;
      position(address);
    }
  }

  private void join(HostQueue host, Instant first) {
    addresses.computeIfAbsent(host.address(), ip -> new AddressQueue(ip, first)).members++;
  }

  private void part(HostQueue host) {
    AddressQueue address = address(host);
    address.members--;
    // An address is remembered for as long as it must be left alone; then it is like a new one.
    if (address.members == 0) {
      address.busy = false;
      position(address);
    }
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
    if (host.state() != State.IDLE) {
      return;
    }
    host.setState(State.WAITING);
    inLine++;
    AddressQueue address = address(host);
    address.line.add(new HostTurn(host, host.due(), turns++));
    position(address);
  }

  /** Keeps a host that is due until its address may be looked up. */
  void holdUnlocated(HostQueue host) {
    host.setState(State.WAITING);
    inLine++;
    unlocated.add(host);
  }

  /** Puts an address where it belongs now; whatever place it had is stale. */
  private void position(AddressQueue address) {
    address.turn = -1;
    if (address.busy) {
      return;
    }
    HostTurn first = address.line.peek();
    Instant due = first == null || address.next.isAfter(first.due()) ? address.next : first.due();
    if (first == null && address.members > 0) {
      return;
    }
    int urgency = first == null ? Integer.MAX_VALUE : first.host().urgency();
    address.turn = turns;
    waiting.add(new Turn(address, urgency, due, turns++));
  }

  /** Takes the first host out of the order if its time has come. */
  Optional<HostQueue> pollDue(Instant now) {
    collectDue(now);
    while (!ready.isEmpty()) {
      Turn turn = ready.remove();
      if (turn.stale()) {
        continue;
      }
      AddressQueue address = turn.address();
      address.turn = -1;
      HostTurn first = address.line.poll();
      if (first == null) {
        if (address.members == 0) {
          addresses.remove(address.ip); // nobody is left there, and its time is over
        }
        continue;
      }
      inLine--;
      first.host().setState(State.IDLE);
      position(address);
      return Optional.of(first.host());
    }
    return Optional.empty();
  }

  private void collectDue(Instant now) {
    Turn first;
    while ((first = waiting.peek()) != null && (first.stale() || !first.due().isAfter(now))) {
      waiting.remove();
      if (!first.stale()) {
        ready.add(first);
      }
    }
  }

  /** Takes out a host that was held until its address may be looked up. */
  Optional<HostQueue> pollUnlocated() {
    HostQueue host = unlocated.poll();
    if (host != null) {
      inLine--;
      host.setState(State.IDLE);
    }
    return Optional.ofNullable(host);
  }

  /** When the first host may be asked; nothing if no host waits. */
  Optional<Instant> firstDue() {
    return firstOf(ready).or(() -> firstOf(waiting)).map(Turn::due);
  }

  private static Optional<Turn> firstOf(PriorityQueue<Turn> order) {
    while (!order.isEmpty() && order.element().stale()) {
      order.remove();
    }
    return Optional.ofNullable(order.peek());
  }

  /** Whether a host is held until its address may be looked up. */
  boolean holdsUnlocated() {
    return !unlocated.isEmpty();
  }

  void setBusy(HostQueue host) {
    host.setState(State.BUSY);
    busy++;
    AddressQueue address = address(host);
    address.busy = true;
    position(address);
  }

  /** A host is no longer being asked; its address was last asked at this time, if it was. */
  void setIdle(HostQueue host, Optional<Instant> askedUntil) {
    askedUntil.ifPresent(host::askedUntil);
    if (host.state() == State.BUSY) {
      busy--;
      AddressQueue address = address(host);
      address.busy = false;
      askedUntil.ifPresent(end -> address.next = end.plus(addressDelay));
      position(address);
    }
    host.setState(State.IDLE);
  }

  private AddressQueue address(HostQueue host) {
    AddressQueue address = addresses.get(host.address());
    if (address == null) {
      throw new IllegalStateException(host.key() + " is at no address");
    }
    return address;
  }

  /** What a host in memory waits for. */
  HostWait waitOf(HostQueue host, Instant now) {
    if (host.state() == State.BUSY) {
      return HostWait.of(Reason.IN_FLIGHT);
    }
    if (host.awaitsRobots() && host.errands().isEmpty()) {
      return HostWait.of(Reason.AWAITS_ROBOTS);
    }
    if (host.due().isAfter(now)) {
      return host.untilDue();
    }
    AddressQueue address = address(host);
    if (address.busy) {
      return HostWait.of(Reason.ADDRESS_BUSY);
    }
    return address.next.isAfter(now)
        ? HostWait.until(Reason.ADDRESS_BUSY, address.next)
        : HostWait.of(Reason.READY);
  }

  /** How many requests are under way. */
  int busy() {
    return busy;
  }

  boolean nobodyWaits() {
    return inLine == 0;
  }

  /** How many hosts wait although their time has come. */
  int ready(Instant now) {
    int due = 0;
    for (AddressQueue address : addresses.values()) {
      if (!address.busy && !address.next.isAfter(now)) {
        due += (int) address.line.stream().filter(turn -> !turn.due().isAfter(now)).count();
      }
    }
    return due + unlocated.size();
  }

  /** How many hosts wait, their time come or not. */
  int waiting() {
    return inLine;
  }
}
