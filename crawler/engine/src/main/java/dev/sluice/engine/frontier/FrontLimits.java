package dev.sluice.engine.frontier;

import java.time.Duration;

/**
 * How many hosts are in memory, and how long they stay there.
 *
 * @param hosts the most in memory: one is about two kilobytes, and its places besides
 * @param requestsInARow after which a host makes room, if others wait (Heritrix calls it a session)
 * @param longestWait a host that may not be asked for longer waits on the disk
 * @param patience a host that may not be asked for longer falls asleep: no run waits for it
 */
record FrontLimits(int hosts, int requestsInARow, Duration longestWait, Duration patience) {

  /** 20,000 hosts; 100 requests; a minute; two days, since a Retry-After can be of one. */
  static final FrontLimits DEFAULT =
      new FrontLimits(20_000, 100, Duration.ofMinutes(1), Duration.ofDays(2));
}
