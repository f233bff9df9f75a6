package dev.sluice.corpus.shard;

import dev.sluice.corpus.columns.ColumnFileWriter;
import dev.sluice.corpus.columns.ColumnFileWriter.Readers;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Edition;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A Parquet table: a row for each document, a column for each field; see {@link DocumentColumns}.
 *
 * <p>A group of rows ends with 10,000 of them, or where the texts of more would have more than 64
 * MiB together: readers hold a group in memory, or its columns. Encodings and pages are those of
 * Parquet's first version, which everything reads that reads Parquet; compression is zstd.
 */
public final class ParquetFormat implements ShardFormat {

  private static final int GROUP_ROWS = 10_000;
  private static final long GROUP_TEXT_BYTES = 64L << 20;

  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public List<String> suffixes() {
    return List.of(".parquet");
  }

  @Override
  public ShardWriter begin(List<OutputStream> files, Edition edition) throws IOException {
    ColumnFileWriter table =
        new ColumnFileWriter(files.get(0), DocumentColumns.ALL, GROUP_ROWS, Readers.ALL);
    DocumentColumns columns = new DocumentColumns(table, edition);
    return new Writer(table, columns, GROUP_ROWS, GROUP_TEXT_BYTES);
  }

  /** Writes rows, and ends groups by the texts in them. */
  static final class Writer implements ShardWriter {
    private final ColumnFileWriter table;
    private final DocumentColumns columns;
    private final int groupRows;
    private final long groupTextBytes;
    private int rows;
    private long bytes;

    Writer(ColumnFileWriter table, DocumentColumns columns, int groupRows, long groupTextBytes) {
      this.groupRows = groupRows;
      this.table = table;
      this.columns = columns;
      this.groupTextBytes = groupTextBytes;
    }

    @Override
    public void add(Document document, Original original) throws IOException {
      int next = document.text().getBytes(StandardCharsets.UTF_8).length;
      if (rows > 0 && bytes + next > groupTextBytes) {
        table.endGroup();
        rows = 0;
        bytes = 0;
      }
      columns.set(document);
      table.endRow();
      bytes += next;
      rows++;
      if (rows == groupRows) {
        rows = 0;
        bytes = 0;
      }
    }

    @Override
    public void close() throws IOException {
      table.finish();
    }
  }
}
