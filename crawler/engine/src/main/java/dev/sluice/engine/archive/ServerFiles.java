package dev.sluice.engine.archive;

import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.model.RobotsRecord.Outcome;
import dev.sluice.engine.robots.Robots;
import dev.sluice.engine.robots.RobotsRules;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Origin;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the owners of servers ask in files that stand among the pages of an archive: robots.txt and
 * tdmrep.json. An import puts them into the crawl's own table, the newest of a server, and they
 * hold for the pages that come behind them. For a crawl they are as old as they are, and it asks
 * anew.
 *
 * <p>Safe for use by several threads.
 */
final class ServerFiles {

  private static final String ROBOTS = "/robots.txt";
  private static final String RESERVATIONS = "/.well-known/tdmrep.json";
  private static final int OK = 200;
  private static final int SERVERS_HELD = 10_000;

  /** Where the newest files of each server are kept. */
  interface Book {

    /** What is known of a server. */
    Optional<RobotsRecord> read(Origin origin);

    /** Puts this in the place of what was known of its server. */
    void put(RobotsRecord record);
  }

  private final Book book;
  private final Map<Origin, Optional<RobotsRules>> held = new LinkedHashMap<>(64, 0.75f, true);

  ServerFiles(Book book) {
    this.book = book;
  }

  /** Whether a URL is that of such a file. */
  static boolean isOne(PageUrl url) {
    return url.pathAndQuery().equals(ROBOTS) || url.pathAndQuery().equals(RESERVATIONS);
  }

  /**
   * Takes such a file in, unless a newer one of the server is known.
   *
   * @return whether the server asks something about the use of its pages
   */
  boolean take(RawPage file) {
    CaptureKey key = file.capture().key();
    return file.capture().status() == OK && take(key.url(), key.fetchedAt(), file.body());
  }

  /** The same of a file that the server gave. */
  synchronized boolean take(PageUrl url, Instant fetchedAt, byte[] body) {
    Optional<RobotsRecord> known = book.read(url.origin());
    if (url.pathAndQuery().equals(ROBOTS)) {
      if (known.filter(before -> before.fetchedAt().isAfter(fetchedAt)).isEmpty()) {
        put(rules(url, body, fetchedAt, known));
      }
    } else {
      put(known.orElseGet(() -> nothing(url, fetchedAt)).withReservations(body));
    }
    return book.read(url.origin()).filter(HeldServers::asks).isPresent();
  }

  private static RobotsRecord rules(
      PageUrl url, byte[] body, Instant fetchedAt, Optional<RobotsRecord> known) {
    byte[] read = Arrays.copyOf(body, Math.min(body.length, RobotsRules.MAX_BYTES));
    byte[] reservations = known.map(RobotsRecord::reservations).orElse(new byte[0]);
    return new RobotsRecord(
        url.origin(), Outcome.RULES, OK, read, reservations, fetchedAt, Optional.empty(), "200");
  }

  private static RobotsRecord nothing(PageUrl url, Instant fetchedAt) {
    byte[] none = {};
    return new RobotsRecord(
        url.origin(), Outcome.NO_RULES, 0, none, none, fetchedAt, Optional.empty(), "imported");
  }

  private void put(RobotsRecord record) {
    book.put(record);
    held.remove(record.origin());
  }

  /** What the owner of a URL's server asks of it, as far as such files are known. */
  List<Directive> directives(PageUrl url) {
    return rules(url.origin()).map(rules -> rules.directives(url)).orElse(List.of());
  }

  private synchronized Optional<RobotsRules> rules(Origin origin) {
    Optional<RobotsRules> rules = held.get(origin);
    if (rules == null) {
      rules = book.read(origin).flatMap(Robots::rules);
      held.put(origin, rules);
      if (held.size() > SERVERS_HELD) {
        held.remove(held.keySet().iterator().next());
      }
    }
    return rules;
  }
}
