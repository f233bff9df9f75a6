package dev.sluice.engine.archive;

import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.robots.Robots;
import dev.sluice.engine.robots.RobotsRules;
import dev.sluice.pages.model.Origin;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of servers that one archive has, in memory. Most ask nothing about the use of pages; of
 * these only the time is kept.
 */
final class HeldServers implements ServerFiles.Book {

  private static final byte[] NOTHING = {};

  private final @Nullable HeldServers others;
  private final Map<Origin, RobotsRecord> held = new HashMap<>();

  /**
   * @param others what is known of servers of which nothing was put here
   */
  HeldServers(@Nullable HeldServers others) {
    this.others = others;
  }

  @Override
  public synchronized Optional<RobotsRecord> read(Origin origin) {
    RobotsRecord own = held.get(origin);
    return own == null && others != null ? others.read(origin) : Optional.ofNullable(own);
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
