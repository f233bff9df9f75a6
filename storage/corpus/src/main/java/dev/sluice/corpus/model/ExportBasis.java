package dev.sluice.corpus.model;

import dev.sluice.pages.model.Snapshot;
import dev.sluice.pages.model.Tables;
import java.util.Optional;

/**
 * What an export goes on from.
 *
 * @param since a snapshot whose captures are left out: only those are exported that came later
 * @param index where the documents of earlier exports are found, and those of this one recorded
 */
public record ExportBasis(Optional<Snapshot> since, Optional<Index> index) {

  /** All captures of the snapshot, compared with each other only. */
  public static final ExportBasis NONE = new ExportBasis(Optional.empty(), Optional.empty());

  /**
   * An index of exported documents, open for writing.
   *
   * @param id what tells it from all others
   * @param tables those of {@link DocumentIndex#TABLES}
   */
  public record Index(String id, Tables tables) {}

  /** The same with captures only that are not in this snapshot. */
  public ExportBasis withSince(Snapshot older) {
    return new ExportBasis(Optional.of(older), index);
  }

  /** The same, compared with what this index holds, and recorded there. */
  public ExportBasis withIndex(String id, Tables tables) {
    return new ExportBasis(since, Optional.of(new Index(id, tables)));
  }
}
