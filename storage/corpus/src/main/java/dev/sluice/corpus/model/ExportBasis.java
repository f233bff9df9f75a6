package dev.sluice.corpus.model;

import dev.sluice.pages.model.Snapshot;
import dev.sluice.pages.model.Tables;
import java.util.Optional;

/**
 * What an export goes on from.
 *
 * @param since an older snapshot: only what has changed since then is exported
 * @param after SHA-256 of the manifest of the export of that snapshot that this one follows
 * @param index where the documents of earlier exports are found, and those of this one recorded
 */
public record ExportBasis(Optional<Snapshot> since, Optional<String> after, Optional<Index> index) {

  /** All captures of the snapshot, compared with each other only. */
  public static final ExportBasis NONE =
      new ExportBasis(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * An index of exported documents, open for writing.
   *
   * @param id what tells it from all others
   * @param tables those of {@link DocumentIndex#TABLES}
   */
  public record Index(String id, Tables tables) {}

  /** The same with those documents only that this snapshot would not give. */
  public ExportBasis withSince(Snapshot older) {
    return new ExportBasis(Optional.of(older), after, index);
  }

  /** The same, following the export whose manifest has this SHA-256. */
  public ExportBasis withAfter(String manifestSha256) {
    return new ExportBasis(since, Optional.of(manifestSha256), index);
  }

  /** The same, compared with what this index holds, and recorded there. */
  public ExportBasis withIndex(String id, Tables tables) {
    return new ExportBasis(since, after, Optional.of(new Index(id, tables)));
  }
}
