package dev.sluice.corpus.index;

import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which exports and spaces an index has; some kilobytes for each export, and a bit a document.
 *
 * @param exports in the order of their numbers, and so of their documents
 * @param spaces name by number
 * @param withdrawn the documents that later exports have withdrawn, a bit a document
 */
record IndexContents(List<ExportRow> exports, TreeMap<Integer, String> spaces, BitSet withdrawn) {

  static IndexContents read(Table table) {
    List<ExportRow> exports = new ArrayList<>();
    TreeMap<Integer, String> spaces = new TreeMap<>();
    BitSet withdrawn = new BitSet();
    byte[] first = {IndexRows.SPACE};
    byte[] end = {IndexRows.EXPORT + 1};
    try (Scan<Row> rows = table.scan(first, end)) {
      while (rows.hasNext()) {
        Row row = rows.next();
        if (row.key()[0] == IndexRows.SPACE) {
          spaces.put(IndexRows.space(row.key()), IndexRows.space(row));
        } else if (row.key()[0] == IndexRows.WITHDRAWN) {
          withdrawn.set(IndexRows.lastNumber(row.key()));
        } else if (row.key()[0] == IndexRows.EXPORT) {
          exports.add(IndexRows.export(row));
        }
      }
    }
    return new IndexContents(exports, spaces, withdrawn);
  }

  /** Those that count. */
  List<ExportRow> whole() {
    return exports.stream().filter(export -> !export.beingDropped()).toList();
  }

  Optional<ExportRow> find(String name) {
    return whole().stream().filter(export -> export.name().equals(name)).findFirst();
  }

  /** The export that holds a document. */
  Optional<ExportRow> holding(int document) {
    int low = 0;
    int high = exports.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (exports.get(middle).firstDocument() <= document) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return exports.isEmpty()
        ? Optional.empty()
        : Optional.of(exports.get(low)).filter(export -> export.holds(document));
  }

  Optional<Integer> space(String name) {
    return spaces.entrySet().stream()
        .filter(space -> space.getValue().equals(name))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  int nextExport() {
    return exports.isEmpty() ? 0 : exports.get(exports.size() - 1).number() + 1;
  }

  int nextDocument() {
    return exports.isEmpty() ? 0 : exports.get(exports.size() - 1).endDocument();
  }

  int nextSpace() {
    return spaces.isEmpty() ? 0 : spaces.lastKey() + 1;
  }
}
