package dev.sluice.corpus.model;

import java.util.List;

/**
 * Watches an export, and may stop it. Called from the export's threads, one call at a time for
 * {@link #progress}, so it should be quick.
 */
public interface ExportWatch {

  /** The phases of an export. */
  enum Phase {
    /** A sample of each host's pages, for what they have in common; counted in captures. */
    LEARN,
    /** Every page through the page steps; counted in captures. */
    PREPARE,
    /** Candidates compared with each other; counted in thousandths of steps. */
    CHOOSE,
    /** How much of which, if a mix was asked for; counted in candidates. */
    MIX,
    /** Documents to their shards; counted in documents. */
    WRITE,
    /** A row for each capture to the ledger, then the report; counted in captures. */
    LEDGER,
    /** Documents to the index of what was exported, if there is one; counted in thousandths. */
    RECORD
  }

  /** Told once, before anything is done: the phases that the export has, in their order. */
  default void phases(List<Phase> phases) {}

  /** Some work is done: {@code done} of {@code total} of a phase. */
  void progress(Phase phase, long done, long total);

  /** True if the export should stop; asked before every page. */
  default boolean stopped() {
    return false;
  }

  /** Watches nothing. */
  static ExportWatch none() {
    return (phase, done, total) -> {};
  }
}
