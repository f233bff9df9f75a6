package dev.sluice.engine.model;

import java.util.Locale;

/**
 * One thing that is new about a list of seeds, or wrong with it.
 *
 * @param kind what happened
 * @param seed the name of the seed; empty if it is about the list as a whole
 * @param detail the URL of a seed that was added or removed, the fields of one that was changed, a
 *     mistake in words
 */
public record SeedChange(Kind kind, String seed, String detail) {

  /** What happened. Stored by ordinal: append only. */
  public enum Kind {
    /** There is a new seed. */
    ADDED,
    /** A seed is gone. */
    REMOVED,
    /** A seed is treated in another way. */
    CHANGED,
    /** The list cannot be used, and so nothing of it is. */
    MISTAKE
  }

  /** A mistake in a list. */
  public static SeedChange mistake(String words) {
    return new SeedChange(Kind.MISTAKE, "", words);
  }

  /** As the end of a line of a log. */
  public String words() {
    String what = kind.name().toLowerCase(Locale.ROOT);
    return switch (kind) {
      case ADDED, REMOVED -> what + " " + (detail.equals(seed) ? seed : seed + " (" + detail + ")");
      case CHANGED -> what + " " + seed + ": " + detail;
      case MISTAKE -> what + ": " + detail;
    };
  }
}
