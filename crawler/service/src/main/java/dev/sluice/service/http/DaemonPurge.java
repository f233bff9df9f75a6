package dev.sluice.service.http;

import dev.sluice.engine.model.Purged;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has the daemon that writes to a data folder remove what is stored. */
public final class DaemonPurge {

  /** About a hundred million captures. */
  private static final Duration LONGEST_ANSWER = Duration.ofHours(1);

  private DaemonPurge() {}

  /**
   * Has it removed.
   *
   * @param targets as they are written for {@code sluice purge}
   * @param removedSeeds names of seeds that must not be crawled any more when it begins
   * @return what was; nothing if there is no daemon
   */
  public static Optional<Purged> ask(Path data, List<String> targets, List<String> removedSeeds) {
    return DaemonClient.find(data)
        .flatMap(
            daemon ->
                daemon.post(
                    PurgeRoutes.PATH,
                    Map.of("targets", targets, "removed_seeds", removedSeeds),
                    200,
                    LONGEST_ANSWER,
                    "the same command goes on with what is left"))
        .map(PurgeRoutes::read);
  }
}
