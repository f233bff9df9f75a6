package dev.sluice.corpus.index;

import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.model.Tables;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes away the rows of an export that counts no more: its own row last, so that whoever is killed
 * meanwhile is followed by one who begins again.
 */
final class Dropping {

  private static final int BATCH_ROWS = 10_000;

  private final Tables tables;
  private final Table table;
  private final IndexContents contents;
  private final ExportRow export;
  private final List<byte[]> keys = new ArrayList<>();

  Dropping(Tables tables, Table table, IndexContents contents, ExportRow export) {
    this.tables = tables;
    this.table = table;
    this.contents = contents;
    this.export = export;
  }

  void run() {
    try (Scan<Row> rows = table.scanAll()) {
      while (rows.hasNext()) {
        byte[] key = rows.next().key();
        if (isOfExport(key)) {
          keys.add(key);
        }
        if (keys.size() == BATCH_ROWS) {
          delete();
        }
      }
    }
    for (ExportRow.Keys of : export.spaces()) {
      if (isAlone(of.space())) {
        keys.add(IndexRows.spaceKey(of.space()));
      }
    }
    keys.add(IndexRows.exportKey(export.number()));
    delete();
    tables.compact(table.name());
  }

  private boolean isOfExport(byte[] key) {
    if (key[0] == IndexRows.WITHDRAWN && IndexRows.withdrawnBy(key) == export.number()) {
      return true;
    }
    boolean namesDocument = key[0] != IndexRows.SPACE && key[0] != IndexRows.EXPORT;
    return namesDocument && export.holds(IndexRows.lastNumber(key));
  }

  /** Whether no other export has keys in a space. */
  private boolean isAlone(int space) {
    return contents.exports().stream()
        .noneMatch(other -> other.number() != export.number() && other.hasKeysIn(space));
  }

  private void delete() {
    try (Batch batch = tables.newBatch()) {
      keys.forEach(key -> batch.delete(table, key));
      batch.commit();
    }
    keys.clear();
  }
}
