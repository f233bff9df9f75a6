package dev.sluice.corpus.report;

import dev.sluice.corpus.columns.ColumnFileReader;
import dev.sluice.corpus.columns.ColumnValues;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Some columns of a group of rows, read side by side, one row after the other. */
final class LedgerGroup {

  private final long size;
  private final Map<String, ColumnValues> values = new LinkedHashMap<>();
  private final List<ColumnValues> all;

  LedgerGroup(ColumnFileReader.Group group, Collection<String> fields) throws IOException {
    size = group.rows();
    for (String field : fields) {
      values.put(field, group.values(field));
    }
    all = List.copyOf(values.values());
  }

  /** The number of rows. */
  long size() {
    return size;
  }

  /** The values of a field. */
  ColumnValues values(String field) {
    ColumnValues found = values.get(field);
    if (found == null) {
      throw new IllegalArgumentException("the field '" + field + "' was not read");
    }
    return found;
  }

  /** Goes on to the next row. */
  void next() {
    for (ColumnValues column : all) {
      column.next();
    }
  }

  /** Whether this row is as all tests ask. */
  boolean passes(List<LedgerFilter> tests) {
    for (LedgerFilter test : tests) {
      if (!test.passes(values(test.field()))) {
        return false;
      }
    }
    return true;
  }

  /** The fields of this row that have a value. */
  Map<String, Object> row() {
    Map<String, Object> row = new LinkedHashMap<>();
    values.forEach(
        (field, column) -> {
          if (column.isThere()) {
            row.put(field, column.value());
          }
        });
    return row;
  }
}
