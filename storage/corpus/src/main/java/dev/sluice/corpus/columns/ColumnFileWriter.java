package dev.sluice.corpus.columns;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/**
 * Writes a table row by row. Of each row, some columns are set, in any order; the others are empty.
 * Holds one group of rows in memory, compressed page by page. For one thread.
 */
public final class ColumnFileWriter {

  private static final int NO_PADDING = 0;
  private static final int TRUNCATED_BYTES = 64;
  private static final int IS_THERE = 1;
  private static final int IS_NOT = 0;
  private static final int FLAT = 0;

  /** Of lists, by the rules of Dremel: a list that is empty, and one that has a value. */
  private static final int EMPTY_LIST = 1;

  private static final int IN_LIST = 2;
  private static final int NEXT = 1;

  private final MessageType schema;
  private final ParquetProperties properties;
  private final ParquetFileWriter file;
  private final int groupRows;
  private final int[] leaves;
  private final boolean[] set;
  private Group group;

  /** A group of rows in the making. */
  private static final class Group {
    private final ColumnChunkPageWriteStore pages;
    private final ColumnWriteStore store;
    private final ColumnWriter[] columns;
    private int rows;

    Group(MessageType schema, ParquetProperties properties) {
      pages =
          new ColumnChunkPageWriteStore(
              new Zstandard().getCompressor(CompressionCodecName.ZSTD),
              schema,
              properties.getAllocator(),
              TRUNCATED_BYTES,
              true);
      store = properties.newColumnWriteStore(schema, pages, pages);
      List<ColumnDescriptor> all = schema.getColumns();
      columns = new ColumnWriter[all.size()];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = store.getColumnWriter(all.get(i));
      }
    }

    void close() {
      store.close();
      pages.close();
    }
  }

  /** Who is to read a table. */
  public enum Readers {
    /** Sluice, and whatever knows Parquet's second version: its encodings make tables smaller. */
    OURS,
    /** All that read Parquet. */
    ALL
  }

  /**
   * Begins a table that Sluice itself reads.
   *
   * @param out where its bytes go; closed with it
   * @param groupRows how many rows are one group: what is skipped or read at once
   */
  public ColumnFileWriter(OutputStream out, List<Column> columns, int groupRows)
      throws IOException {
    this(out, columns, groupRows, Readers.OURS);
  }

  /** Begins a table for these readers. */
  public ColumnFileWriter(OutputStream out, List<Column> columns, int groupRows, Readers readers)
      throws IOException {
    this.schema = Schemas.of(columns);
    this.properties = properties(columns, readers);
    this.groupRows = groupRows;
    this.leaves = leaves(columns);
    this.set = new boolean[columns.size()];
    this.file =
        new ParquetFileWriter(
            new Output(out), schema, ParquetFileWriter.Mode.CREATE, Integer.MAX_VALUE, NO_PADDING);
    file.start();
    group = new Group(schema, properties);
  }

  /** Where the values of each column begin among those of all; what comes last is their number. */
  private static int[] leaves(List<Column> columns) {
    int[] leaves = new int[columns.size() + 1];
    for (int i = 0; i < columns.size(); i++) {
      leaves[i + 1] = leaves[i] + (columns.get(i).form() == Column.Form.NUMBERS ? 2 : 1);
    }
    return leaves;
  }

  /** Version 2 has the encodings that make lists of URLs in their order small. */
  private static ParquetProperties properties(List<Column> columns, Readers readers) {
    ParquetProperties.Builder builder =
        ParquetProperties.builder()
            .withWriterVersion(
                readers == Readers.OURS
                    ? ParquetProperties.WriterVersion.PARQUET_2_0
                    : ParquetProperties.WriterVersion.PARQUET_1_0)
            .withDictionaryEncoding(true);
    for (Column column : columns) {
      if (!column.recurring()) {
        builder.withDictionaryEncoding(column.name(), false);
      }
    }
    return builder.build();
  }

  /** Sets a text of the row. */
  public void text(int column, String value) {
    group.columns[leaves[column]].write(Binary.fromString(value), FLAT, IS_THERE);
    set[column] = true;
  }

  /** Sets a number of the row. */
  public void number(int column, double value) {
    group.columns[leaves[column]].write(value, FLAT, IS_THERE);
    set[column] = true;
  }

  /** Sets a whole number or a time in milliseconds. */
  public void whole(int column, long value) {
    group.columns[leaves[column]].write(value, FLAT, IS_THERE);
    set[column] = true;
  }

  /** Sets a flag of the row. */
  public void flag(int column, boolean value) {
    group.columns[leaves[column]].write(value, FLAT, IS_THERE);
    set[column] = true;
  }

  /** Sets a list of the row. */
  public void texts(int column, List<String> values) {
    ColumnWriter leaf = group.columns[leaves[column]];
    if (values.isEmpty()) {
      leaf.writeNull(FLAT, EMPTY_LIST);
    }
    int repetition = FLAT;
    for (String value : values) {
      leaf.write(Binary.fromString(value), repetition, IN_LIST);
      repetition = NEXT;
    }
    set[column] = true;
  }

  /** Sets numbers by names, in the order of the map. */
  public void numbers(int column, Map<String, Double> values) {
    ColumnWriter names = group.columns[leaves[column]];
    ColumnWriter numbers = group.columns[leaves[column] + 1];
    if (values.isEmpty()) {
      names.writeNull(FLAT, EMPTY_LIST);
      numbers.writeNull(FLAT, EMPTY_LIST);
    }
    int repetition = FLAT;
    for (Map.Entry<String, Double> value : values.entrySet()) {
      names.write(Binary.fromString(value.getKey()), repetition, IN_LIST);
      numbers.write(value.getValue(), repetition, IN_LIST);
      repetition = NEXT;
    }
    set[column] = true;
  }

  /** Whether the row has a value in this column already. */
  public boolean isSet(int column) {
    return set[column];
  }

  /** Ends the row. */
  public void endRow() throws IOException {
    for (int i = 0; i < set.length; i++) {
      if (!set[i]) {
        writeNothing(i);
      }
      set[i] = false;
    }
    group.store.endRecord();
    group.rows++;
    if (group.rows == groupRows) {
      endGroup();
    }
  }

  private void writeNothing(int column) {
    for (int leaf = leaves[column]; leaf < leaves[column + 1]; leaf++) {
      group.columns[leaf].writeNull(FLAT, IS_NOT);
    }
  }

  /** Ends a group of rows before it has as many as it may have. */
  public void endGroup() throws IOException {
    flush();
    group = new Group(schema, properties);
  }

  private void flush() throws IOException {
    if (group.rows > 0) {
      file.startBlock(group.rows);
      group.store.flush();
      group.pages.flushToFileWriter(file);
      file.endBlock();
    }
    group.close();
  }

  /** Ends the table. */
  public void finish() throws IOException {
    flush();
    file.end(Map.of());
    file.close();
  }

  /** A stream that knows how far it is. */
  private record Output(OutputStream out) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new Counting(out);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return new Counting(out);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  private static final class Counting extends PositionOutputStream {
    private final OutputStream out;
    private long position;

    Counting(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int one) throws IOException {
      out.write(one);
      position++;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
      position += count;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
