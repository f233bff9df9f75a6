package dev.sluice.engine.scope;

import dev.sluice.engine.model.Refusal;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the pages of one shape brought so far. */
final class ShapeRecord {

  /** Evidence is halved when it has grown to this many pages, so that the last ones count most. */
  private static final int WINDOW = 128;

  /** What is left of the evidence when a shape is cut: so many good probes undo it. */
  private static final int EVIDENCE_AGAINST = 16;

  private static final int LEAST_FINE = 40;
  private static final int LEAST_COARSE = 200;
  private static final int LEAST_NOT_FOUND = 10;
  private static final int LEAST_TOKENS = 20;

  private final String shape;
  private long fetched;
  private long stale;
  private int recent;
  private int recentStale;
  private long lastSeen;
  private @Nullable Refusal cut;

  ShapeRecord(String shape) {
    this.shape = shape;
  }

  static ShapeRecord read(RowReader row) {
    ShapeRecord record = new ShapeRecord(row.text());
    record.fetched = row.number();
    record.stale = row.number();
    record.recent = row.smallNumber();
    record.recentStale = row.smallNumber();
    record.lastSeen = row.number();
    record.cut = row.flag() ? row.constant(Refusal.values()) : null;
    return record;
  }

  void write(RowWriter row) {
    row.text(shape).number(fetched).number(stale).number(recent).number(recentStale);
    row.number(lastSeen).flag(cut != null);
    if (cut != null) {
      row.number(cut.ordinal());
    }
  }

  String shape() {
    return shape;
  }

  Optional<Refusal> cut() {
    return Optional.ofNullable(cut);
  }

  /** The least of these is forgotten first: what is rare, and long ago. */
  long worth() {
    return lastSeen + 8L * recent + (cut == null ? 0 : 1L << 20);
  }

  /**
   * Adds a page: whether it brought nothing new, and whether it was the host's page for nothing.
   */
  void add(boolean nothingNew, boolean notFound, long time) {
    if (recent == WINDOW) {
      recent /= 2;
      recentStale /= 2;
    }
    lastSeen = time;
    fetched++;
    recent++;
    stale += nothingNew ? 1 : 0;
    recentStale += nothingNew ? 1 : 0;
    if (cut == null) {
      cut = reasonToCut(notFound);
      if (cut != null) {
        recent = EVIDENCE_AGAINST;
        recentStale = EVIDENCE_AGAINST;
      }
    } else if (2 * recentStale < recent) {
      cut = null;
    }
  }

  private @Nullable Refusal reasonToCut(boolean notFound) {
    boolean coarse = shape.startsWith("/*") || shape.contains("/**");
    int leastNotFound = coarse ? LEAST_FINE : LEAST_NOT_FOUND;
    if (notFound && fetched >= leastNotFound && isMost(recentStale, 90)) {
      return Refusal.SOFT_404;
    }
    if (coarse) {
      return fetched >= LEAST_COARSE && isMost(recentStale, 95) ? Refusal.FLOOD : null;
    }
    if (fetched >= LEAST_TOKENS && shape.contains("~") && isMost(recentStale, 90)) {
      return Refusal.SESSION_ID;
    }
    return fetched >= LEAST_FINE && isMost(recentStale, 90) ? Refusal.FLOOD : null;
  }

  private boolean isMost(int part, int percent) {
    return 100L * part >= (long) percent * recent;
  }

  String describe() {
    return "cut "
        + shape
        + ": "
        + fetched
        + " pages fetched, "
        + stale
        + " with nothing new"
        + (cut == null ? "" : " (" + cut + ")");
  }
}
