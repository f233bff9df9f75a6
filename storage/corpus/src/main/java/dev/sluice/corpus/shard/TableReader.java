package dev.sluice.corpus.shard;

import dev.sluice.corpus.columns.Column;
import dev.sluice.corpus.columns.ColumnFileReader;
import dev.sluice.corpus.columns.ColumnValues;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads tables of documents, group by group. */
final class TableReader implements ShardReader {

  private static final String ID = "id";
  private static final String TEXT = "text";

  @Override
  public void read(Path folder, ShardEntry shard, Visitor visitor) throws IOException {
    try (ColumnFileReader table = new ColumnFileReader(folder.resolve(shard.file()))) {
      requireColumns(table, List.of(ID, TEXT));
      long number = 0;
      for (int group = 0; group < table.groups(); group++) {
        ColumnFileReader.Group rows = table.read(group, List.of(ID, TEXT));
        ColumnValues ids = rows.values(ID);
        ColumnValues texts = rows.values(TEXT);
        for (long row = 0; row < rows.rows(); row++, number++) {
          if (!ids.isThere() || !texts.isThere()) {
            visitor.trouble(shard.file(), number, "the row has no 'id' or no 'text'");
          }
          String text = texts.isThere() ? texts.text() : "";
          visitor.document(ids.isThere() ? ids.text() : "", text.codePointCount(0, text.length()));
          ids.next();
          texts.next();
        }
      }
    }
  }

  /** A table that lacks a column is another one. */
  static void requireColumns(ColumnFileReader table, List<String> names) throws IOException {
    List<String> there = table.columns().stream().map(Column::name).toList();
    for (String name : names) {
      if (!there.contains(name)) {
        throw new IOException("the table has no column '" + name + "'");
      }
    }
  }
}
