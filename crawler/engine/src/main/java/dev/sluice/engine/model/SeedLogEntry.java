package dev.sluice.engine.model;

import java.time.Instant;
import java.util.List;

/**
 * What became of a change of the seed files while a crawl ran.
 *
 * @param at when it was applied or refused
 * @param outcome which of the two
 * @param files the files that were not as before
 * @param changes what it changed, or why it was refused; the first of them
 * @param more how many changes are not listed
 */
public record SeedLogEntry(
    Instant at, Outcome outcome, List<SourceFile> files, List<SeedChange> changes, long more) {

  private static final int MOST_LISTED = 1_000;

  public SeedLogEntry {
    files = List.copyOf(files);
    changes = List.copyOf(changes);
  }

  /** An entry that lists the first thousand of some changes. */
  public static SeedLogEntry of(
      Instant at, Outcome outcome, List<SourceFile> files, List<SeedChange> changes) {
    int listed = Math.min(MOST_LISTED, changes.size());
    return new SeedLogEntry(
        at, outcome, files, changes.subList(0, listed), (long) changes.size() - listed);
  }

  /** What became of a change. Stored by ordinal: append only. */
  public enum Outcome {
    /** It holds. */
    APPLIED,
    /** It has a mistake, and the seeds stayed as they were. */
    REFUSED
  }

  /**
   * A seed file, or the folder of them.
   *
   * @param name its path as the program was told it
   * @param owner the user that it belongs to; empty if the file is gone
   */
  public record SourceFile(String name, String owner) {}
}
