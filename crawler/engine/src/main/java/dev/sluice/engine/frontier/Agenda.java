package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.HostTable.Turn;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.HostRecord.Standing;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Batch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The order in which hosts come into memory: all that have something to do stand on the disk, by
 * priority and then by the time since when they wait, and are read from there as they are needed.
 *
 * <p>A host keeps its place while it is in memory, so that a process that dies forgets none; it
 * gets a new one, at the end, when it has had its share and makes room for another. Each lane is
 * read on from where it was read last; only a host that is put in before that point moves it back.
 *
 * <p>A host whose every URL is beyond this run (out of scope, over a budget, its server out of
 * reach) falls asleep: it stands in a lane of its own, and wakes when a new link makes it ours, for
 * the next run, or after a while. If a link wakes it, only what is new in its queue is looked at.
 *
 * <p>Guarded by the frontier's lock.
 */
final class Agenda {

  private static final int READ_AT_ONCE = 256;
  private static final int MOST_KNOWN = 100_000;

  /** Those that are forgotten are read from their beginnings, which costs time only. */
  private static final int MOST_READINGS = 20_000;

  /** Whoever fell asleep is looked at now and then; the time from which they may wake goes on. */
  private static final Duration BETWEEN_LOOKS_AT_SLEEPERS = Duration.ofSeconds(10);

  private final DataFolder data;
  private final HostTable hosts;
  private final DomainHosts domains;
  private final Duration sleep;
  private final Instant startedAt;
  private final List<Lane> lanes = new ArrayList<>();
  private final Map<String, Integer> pins = new HashMap<>();

  /** Hosts on the disk that were looked at lately, so that their next link costs no reading. */
  private final Map<String, Known> known =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  /**
   * How far the queues were read of hosts that left with something passed over. Without it every
   * link that wakes a host would have it look at all of that again, perhaps a million places.
   */
  private final Map<String, Reading> readings =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Reading> eldest) {
          return size() > MOST_READINGS;
        }
      };

  /**
   * @param sleep after this time a host that fell asleep in this run is tried again
   */
  Agenda(DataFolder data, HostTable hosts, DomainHosts domains, Duration sleep, Instant startedAt) {
    this.data = data;
    this.hosts = hosts;
    this.domains = domains;
    this.sleep = sleep;
    this.startedAt = startedAt;
    for (int lane = 1; lane <= HostTable.ASLEEP; lane++) {
      lanes.add(new Lane(lane));
    }
  }

  /**
   * Gives those hosts a turn now that wait for a time to which no wait can lead: the system clock
   * was wrong when they were written.
   *
   * @param longestWait the longest that a host can have to wait
   */
  void bringBack(Duration longestWait) {
    Instant latest = startedAt.plus(longestWait);
    for (Lane lane : lanes) {
      List<Turn> late = hosts.turnsAfter(lane.number, latest, READ_AT_ONCE);
      while (!late.isEmpty()) {
        bringBack(late);
        late = hosts.turnsAfter(lane.number, latest, READ_AT_ONCE);
      }
    }
  }

  private void bringBack(List<Turn> late) {
    try (Batch batch = data.newBatch()) {
      for (Turn turn : late) {
        HostRecord record = hosts.find(turn.hostKey()).orElseThrow();
        HostRecord next = record.standing(record.standing(), startedAt.minusMillis(1));
        hosts.move(batch, turn.hostKey(), Optional.of(record), next);
      }
      batch.commit();
    }
  }

  /** What a link must not change of a host that will have its turn. */
  private record Known(int priority, byte[] cursor) {

    boolean suits(int linkPriority, byte[] place) {
      return linkPriority >= priority && Arrays.compareUnsigned(place, cursor) >= 0;
    }
  }

  /** What has been read of the hosts of one priority, or of those asleep. */
  private static final class Lane {
    private final int number;
    private final Deque<Turn> read = new ArrayDeque<>();
    private byte[] readUpTo;
    private boolean exhausted;
    private Instant sleepersUntil = Instant.MIN;

    private Lane(int number) {
      this.number = number;
      this.readUpTo = HostTable.turn(number, Instant.EPOCH);
    }

    /** A host was put into the lane on the disk. */
    private void added(byte[] turn) {
      if (Arrays.compareUnsigned(turn, readUpTo) < 0) {
        Turn first = read.peek();
        boolean isFirst = first == null || Arrays.compareUnsigned(turn, first.key()) < 0;
        readUpTo = isFirst ? turn : first.key();
        read.clear();
      }
      exhausted = false;
    }
  }

  /** A host that comes into memory. */
  record Called(String hostKey, HostRecord record) {}

  /**
   * Calls hosts whose time has come, the most urgent and then those that have waited longest.
   *
   * @param inMemory those that are there already
   */
  List<Called> call(int atMost, Instant now, Predicate<String> inMemory) {
    List<Turn> turns = new ArrayList<>();
    for (Lane lane : lanes) {
      Turn first;
      while (turns.size() < atMost && (first = first(lane, now, inMemory)) != null) {
        if (first.since().isAfter(now)) {
          break;
        }
        lane.read.poll();
        turns.add(first);
      }
    }
    return called(turns);
  }

  private List<Called> called(List<Turn> turns) {
    List<Optional<HostRecord>> records = hosts.findAll(turns.stream().map(Turn::hostKey).toList());
    List<Called> called = new ArrayList<>();
    for (int i = 0; i < turns.size(); i++) {
      String hostKey = turns.get(i).hostKey();
      byte[] turn = turns.get(i).key();
      known.remove(hostKey);
      records
          .get(i)
          .filter(record -> isTurnOf(turn, hostKey, record))
          .ifPresent(record -> called.add(new Called(hostKey, woken(hostKey, record))));
    }
    return called;
  }

  /** Hosts that were called have their turns after all others. */
  void putOff(List<Called> hosts) {
    if (hosts.isEmpty()) {
      return;
    }
    List<byte[]> turns = new ArrayList<>();
    try (Batch batch = data.newBatch()) {
      for (Called host : hosts) {
        HostRecord last = host.record().ofPriority(SeedPolicy.LAST_PRIORITY);
        this.hosts.move(batch, host.hostKey(), Optional.of(host.record()), last);
        HostTable.turn(host.hostKey(), last).ifPresent(turns::add);
      }
      batch.commit();
    }
    turns.forEach(turn -> lanes.get(turn[0] - 1).added(turn));
  }

  /** A host could have got another turn since this one was read. */
  private static boolean isTurnOf(byte[] turn, String hostKey, HostRecord record) {
    return HostTable.turn(hostKey, record).filter(now -> Arrays.equals(now, turn)).isPresent();
  }

  private HostRecord woken(String hostKey, HostRecord record) {
    if (record.standing() == Standing.WAITING) {
      return record;
    }
    readings.remove(hostKey); // what was beyond its reach then may not be any more
    HostRecord awake = record.standing(Standing.WAITING, record.since()).readFrom(new byte[0]);
    move(hostKey, Optional.of(record), awake);
    return awake;
  }

  /** The first host of a lane that is not in memory; it stays where it is. Null if none is left. */
  private @Nullable Turn first(Lane lane, Instant now, Predicate<String> inMemory) {
    while (true) {
      Turn first = lane.read.peek();
      if (first == null && !read(lane, now)) {
        return null;
      }
      first = lane.read.peek();
      if (first != null && !inMemory.test(first.hostKey())) {
        return first;
      }
      lane.read.poll();
    }
  }

  private boolean read(Lane lane, Instant now) {
    boolean asleep = lane.number == HostTable.ASLEEP;
    Instant before = asleep ? wakeBefore(now) : Instant.ofEpochMilli(Long.MAX_VALUE);
    if (asleep ? before.isBefore(lane.sleepersUntil) : lane.exhausted) {
      return false;
    }
    List<Turn> turns = hosts.turns(lane.number, lane.readUpTo, before, READ_AT_ONCE);
    if (turns.size() < READ_AT_ONCE) {
      lane.exhausted = true;
      lane.sleepersUntil = before.plus(BETWEEN_LOOKS_AT_SLEEPERS);
    }
    if (turns.isEmpty()) {
      return false;
    }
    lane.read.addAll(turns);
    byte[] last = turns.get(turns.size() - 1).key();
    lane.readUpTo = Arrays.copyOf(last, last.length + 1);
    return true;
  }

  /** Hosts that fell asleep before this time are tried again. */
  private Instant wakeBefore(Instant now) {
    Instant slept = now.minus(sleep);
    return slept.isAfter(startedAt) ? slept : startedAt;
  }

  /** When the first host that is not in memory can have its turn; nothing if there is none. */
  Optional<Instant> firstTurn(Instant now, Predicate<String> inMemory) {
    Instant first = null;
    for (Lane lane : lanes) {
      Turn turn = first(lane, now, inMemory);
      if (turn != null && (first == null || turn.since().isBefore(first))) {
        first = turn.since();
      }
    }
    return Optional.ofNullable(first);
  }

  /**
   * Sees to it that a host that is not in memory will have its turn, now that a place of its queue
   * is about to be written; to be called before that, and {@link #pin} with it.
   *
   * @param byLink whether a link led to it, which may not let in any number of a domain's hosts
   * @return false if it is not let in
   */
  boolean expect(String hostKey, int priority, byte[] place, boolean byLink, Instant now) {
    Reading reading = readings.get(hostKey);
    if (reading != null) {
      reading.added(place);
    }
    Known lately = known.get(hostKey);
    if (lately != null && lately.suits(priority, place)) {
      return true;
    }
    HostRecord record = hosts.find(hostKey).orElse(null);
    if (record == null && byLink && !domains.hasRoom(hostKey)) {
      return false;
    }
    HostRecord next = record == null ? HostRecord.found(priority, now) : record;
    if (wakes(next.standing())) {
      next = next.standing(Standing.WAITING, now);
    }
    if (priority < next.priority()) {
      next = next.ofPriority(priority);
    }
    if (Arrays.compareUnsigned(place, next.cursor()) < 0) {
      next = next.readFrom(place);
    }
    if (next != record) {
      move(hostKey, Optional.ofNullable(record), next);
    }
    known.put(hostKey, new Known(next.priority(), next.cursor()));
    return true;
  }

  /** Whether a link wakes a host that stands so; what could not be reached still cannot. */
  private static boolean wakes(Standing standing) {
    return switch (standing) {
      case DRAINED, NOT_OURS, OVER_BUDGET, PAUSED -> true;
      case WAITING, GIVEN_UP -> false;
    };
  }

  /**
   * Sees to a host that is not in memory and has pages of a seed that has changed: what was beyond
   * this run may not be any more, so it wakes at once if that was why it slept, and it stands in
   * the lane of its priority now.
   */
  void reconsider(String hostKey, HostRecord record, int priority, Instant now) {
    readings.remove(hostKey);
    known.remove(hostKey);
    HostRecord next = priority == record.priority() ? record : record.ofPriority(priority);
    if (sleepsForItsSeeds(record.standing())) {
      next = next.standing(Standing.WAITING, now).readFrom(Reading.BEGINNING);
    }
    if (next != record) {
      move(hostKey, Optional.of(record), next);
    }
  }

  private static boolean sleepsForItsSeeds(Standing standing) {
    return switch (standing) {
      case NOT_OURS, OVER_BUDGET, PAUSED -> true;
      case DRAINED, WAITING, GIVEN_UP -> false;
    };
  }

  /** Keeps a host from being forgotten while somebody is about to add to its queue. */
  void pin(String hostKey) {
    pins.merge(hostKey, 1, Integer::sum);
  }

  void unpin(String hostKey) {
    pins.computeIfPresent(hostKey, (key, count) -> count == 1 ? null : count - 1);
  }

  boolean isPinned(String hostKey) {
    return pins.containsKey(hostKey);
  }

  /** A host leaves the memory, to stand where this record says. */
  void leave(HostQueue host, HostRecord next) {
    known.remove(host.key());
    if (host.hasPassedOver() && next.standing() != Standing.GIVEN_UP) {
      readings.put(host.key(), host.reading());
    } else {
      readings.remove(host.key());
    }
    try (Batch batch = data.newBatch()) {
      if (host.pages() > 0) {
        hosts.put(batch, host.key(), host.habits());
      }
      move(batch, host.key(), Optional.of(host.onDisk()), next);
    }
  }

  /** What is remembered of a host's queue does not hold any more. */
  void forget(String hostKey) {
    known.remove(hostKey);
    readings.remove(hostKey);
  }

  /** Removes a host that is not in memory with this batch. */
  void remove(Batch batch, String hostKey, HostRecord record) {
    domains.remove(batch, hostKey);
    hosts.remove(batch, hostKey, record);
    forget(hostKey);
  }

  /** How far a host's queue was read, if it left in this run with something passed over. */
  Optional<Reading> takeReading(String hostKey) {
    return Optional.ofNullable(readings.remove(hostKey));
  }

  private void move(String hostKey, Optional<HostRecord> before, HostRecord next) {
    try (Batch batch = data.newBatch()) {
      if (before.isEmpty()) {
        domains.add(batch, hostKey);
      }
      move(batch, hostKey, before, next);
    }
  }

  private void move(Batch batch, String hostKey, Optional<HostRecord> before, HostRecord next) {
    hosts.move(batch, hostKey, before, next);
    batch.commit();
    HostTable.turn(hostKey, next).ifPresent(turn -> lanes.get(turn[0] - 1).added(turn));
  }
}
