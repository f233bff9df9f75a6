package dev.sluice.engine.frontier;

import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Failure;
import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.pages.model.Origin;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Servers whose robots.txt cannot be had: they are asked a few times and then, for this run, no
 * more. How often each was asked is kept with its host; here are only the first of them, by name.
 *
 * <p>Guarded by the frontier's lock.
 */
final class GivenUp {

  /** How many are named. */
  private static final int MOST_NAMED = 20;

  private final int maxAttempts;
  private final Set<Origin> named = new LinkedHashSet<>();

  GivenUp(int maxAttempts) {
    this.maxAttempts = maxAttempts;
  }

  boolean isGivenUp(HostQueue host, Origin origin) {
    return host.failedRobots().getOrDefault(origin, 0) >= maxAttempts;
  }

  /** Counts an outcome; what another attempt could not change is given up at once. */
  void count(HostQueue host, RobotsRecord record, FetchResult result) {
    Origin origin = record.origin();
    if (record.outcome() != RobotsRecord.Outcome.UNREACHABLE) {
      host.failedRobots().remove(origin);
      named.remove(origin);
      return;
    }
    boolean hopeless = result instanceof Failure failure && !failure.kind().passing();
    host.failedRobots().merge(origin, hopeless ? maxAttempts : 1, Integer::sum);
    if (isGivenUp(host, origin) && named.size() < MOST_NAMED) {
      named.add(origin);
    }
  }

  List<Origin> named() {
    return List.copyOf(named);
  }
}
