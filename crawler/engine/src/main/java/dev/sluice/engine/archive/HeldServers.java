package dev.sluice.engine.archive;

import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.robots.Robots;
import dev.sluice.engine.robots.RobotsRules;
import dev.sluice.pages.model.Origin;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The files of servers that one archive has, in memory. Most ask nothing about the use of pages; of
 * these only the time is kept.
 */
final class HeldServers implements ServerFiles.Book {

  private static final byte[] NOTHING = {};

  private final Map<Origin, RobotsRecord> held = new HashMap<>();

  @Override
  public synchronized Optional<RobotsRecord> read(Origin origin) {
    return Optional.ofNullable(held.get(origin));
  }

  @Override
  public synchronized void put(RobotsRecord record) {
    held.put(record.origin(), asks(record) ? record : emptied(record));
  }

  /** Whether it asks something about the use of pages. */
  static boolean asks(RobotsRecord record) {
    return Robots.rules(record).filter(RobotsRules::asksAboutUse).isPresent();
  }

  private static RobotsRecord emptied(RobotsRecord record) {
    return new RobotsRecord(
        record.origin(),
        record.outcome(),
        record.status(),
        NOTHING,
        NOTHING,
        record.fetchedAt(),
        record.unreachableSince(),
        record.detail());
  }
}
