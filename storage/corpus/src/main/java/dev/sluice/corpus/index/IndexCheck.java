package dev.sluice.corpus.index;

import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.Table;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads all rows: each belongs to a document of an export, and each export has as many documents
 * and keys as it says.
 */
final class IndexCheck {

  /** How many rows of a kind an export has, in a space; that of documents is -1. */
  private record Counted(int export, byte kind, int space) {}

  private final Table table;
  private final IndexContents contents;
  private final Consumer<String> problems;
  private final Map<Counted, Long> counts = new HashMap<>();

  IndexCheck(Table table, IndexContents contents, Consumer<String> problems) {
    this.table = table;
    this.contents = contents;
    this.problems = problems;
  }

  long run() {
    long rows = 0;
    try (Scan<Row> scan = table.scanAll()) {
      for (; scan.hasNext(); rows++) {
        look(scan.next());
      }
    }
    contents.exports().forEach(this::compare);
    return rows;
  }

  private void look(Row row) {
    byte[] key = row.key();
    if (!IndexRows.isWellFormed(key)) {
      problems.accept("the row " + HexFormat.of().formatHex(key) + " is none of an index");
      return;
    }
    byte kind = key[0];
    if (kind == IndexRows.SPACE || kind == IndexRows.EXPORT) {
      return; // was read when the index was opened
    }
    int document = IndexRows.lastNumber(key);
    Optional<ExportRow> export = contents.holding(document);
    if (export.isEmpty()) {
      problems.accept(
          "the row " + HexFormat.of().formatHex(key) + " is of a document that no export has");
      return;
    }
    if (kind == IndexRows.WITHDRAWN) {
      return;
    }
    int space = kind == IndexRows.DOCUMENT ? -1 : IndexRows.space(key);
    counts.merge(new Counted(export.get().number(), kind, space), 1L, Long::sum);
    if (kind == IndexRows.DOCUMENT) {
      read(row, export.get());
    }
  }

  private void read(Row row, ExportRow export) {
    try {
      IndexRows.document(row.key(), row.value(), export.name());
    } catch (StoreException | IllegalArgumentException damaged) {
      problems.accept(String.valueOf(damaged.getMessage()));
    }
  }

  private void compare(ExportRow export) {
    if (export.beingDropped()) {
      problems.accept(
          "the export '"
              + export.name()
              + "' was being dropped when that was cut off: the next export with this index, or"
              + " 'sluice index drop' of any export, goes on with it");
      return;
    }
    compare(export, "documents", export.documents(), count(export, IndexRows.DOCUMENT, -1));
    for (ExportRow.Keys keys : export.spaces()) {
      String name = contents.spaces().get(keys.space());
      if (name == null) {
        problems.accept("a space of the export '" + export.name() + "' has no name");
      }
      compare(export, "keys in " + name, keys.keys(), count(export, IndexRows.KEY, keys.space()));
    }
  }

  private long count(ExportRow export, byte kind, int space) {
    return counts.getOrDefault(new Counted(export.number(), kind, space), 0L);
  }

  private void compare(ExportRow export, String what, long said, long found) {
    if (said != found) {
      problems.accept(
          "the export '%s' should have %d %s, and %d are there"
              .formatted(export.name(), said, what, found));
    }
  }
}
