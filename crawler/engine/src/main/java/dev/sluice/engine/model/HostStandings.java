package dev.sluice.engine.model;

import dev.sluice.engine.model.HostRecord.Standing;
import java.util.Map;

/**
 * How many hosts stand where.
 *
 * @param seen hosts that were looked at
 * @param all whether those are all there are
 * @param counts how many of those stand where; every standing has its number
 */
public record HostStandings(int seen, boolean all, Map<Standing, Integer> counts) {

  public HostStandings {
    counts = Map.copyOf(counts);
  }

  /** How many stand so. */
  public int count(Standing standing) {
    return counts.getOrDefault(standing, 0);
  }
}
