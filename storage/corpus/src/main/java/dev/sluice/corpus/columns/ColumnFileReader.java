package dev.sluice.corpus.columns;

import dev.sluice.corpus.columns.Column.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.DictionaryPageReadStore;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table by groups of rows, of which only the columns that are asked for. Its statistics and
 * dictionaries tell which groups cannot hold a value. For one thread.
 */
public final class ColumnFileReader implements AutoCloseable {

  private final ParquetFileReader file;
  private final MessageType schema;
  private final List<Column> columns;

  /**
   * Opens a table. Pages are compared with their checksums when they are read, so that damage is
   * found before anything is made of it.
   *
   * @throws IOException if the file cannot be read or is no table
   */
  public ColumnFileReader(Path path) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new Zstandard())
            .usePageChecksumVerification()
            .build();
    file = wellRead(() -> ParquetFileReader.open(new LocalInputFile(path), options));
    schema = file.getFooter().getFileMetaData().getSchema();
    columns = schema.getFields().stream().map(Schemas::column).toList();
  }

  /** Reads something of a file. */
  private interface Reading<T> {
    T read() throws IOException;
  }

  /** Parquet has exceptions of its own for what is damaged. */
  private static <T> T wellRead(Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (RuntimeException damaged) {
      throw new IOException(damaged.getMessage(), damaged);
    }
  }

  /** All columns, in their order. */
  public List<Column> columns() {
    return columns;
  }

  /** The number of rows. */
  public long rows() {
    return file.getRecordCount();
  }

  /** The number of groups of rows. */
  public int groups() {
    return file.getRowGroups().size();
  }

  /** The number of rows of a group. */
  public long rows(int group) {
    return file.getRowGroups().get(group).getRowCount();
  }

  /** Whether a group can hold a text: false if its dictionary has all texts, and not this one. */
  public boolean mayHold(int group, String column, String text) throws IOException {
    ColumnChunkMetaData chunk = chunk(group, column);
    Statistics<?> known = chunk.getStatistics();
    if (!known.isEmpty() && !known.hasNonNullValue()) {
      return false;
    }
    Dictionary words = dictionary(group, column);
    if (words == null) {
      return true;
    }
    for (int i = 0; i <= words.getMaxId(); i++) {
      if (words.decodeToBinary(i).toStringUsingUTF8().equals(text)) {
        return true;
      }
    }
    return false;
  }

  /** All that a group's column holds; null if not all of it is in a dictionary. */
  private @Nullable Dictionary dictionary(int group, String column) throws IOException {
    if (!Words.areAll(chunk(group, column))) {
      return null;
    }
    DictionaryPageReadStore pages = file.getDictionaryReader(group);
    return wellRead(() -> dictionary(pages, descriptor(column))).orElse(null);
  }

  private static Optional<Dictionary> dictionary(
      DictionaryPageReadStore pages, ColumnDescriptor column) throws IOException {
    DictionaryPage page = pages.readDictionaryPage(column);
    return page == null
        ? Optional.empty()
        : Optional.of(page.getEncoding().initDictionary(column, page));
  }

  /** The smallest and the largest number of a group's column, if it has any and says so. */
  public Optional<double[]> extent(int group, String column) {
    Statistics<?> known = chunk(group, column).getStatistics();
    if (known.isEmpty() || !known.hasNonNullValue()) {
      return Optional.empty();
    }
    return known.genericGetMin() instanceof Number least
            && known.genericGetMax() instanceof Number most
        ? Optional.of(new double[] {least.doubleValue(), most.doubleValue()})
        : Optional.empty();
  }

  /** The smallest text of a group's column, by its bytes in UTF-8, if it has any and says so. */
  public Optional<String> least(int group, String column) {
    Statistics<?> known = chunk(group, column).getStatistics();
    return !known.isEmpty()
            && known.hasNonNullValue()
            && known.genericGetMin() instanceof Binary text
        ? Optional.of(text.toStringUsingUTF8())
        : Optional.empty();
  }

  /** Reads these columns of a group. */
  public Group read(int group, List<String> names) throws IOException {
    List<ColumnDescriptor> wanted = names.stream().map(this::descriptor).toList();
    file.setRequestedSchema(wanted);
    PageReadStore pages = wellRead(() -> file.readRowGroup(group));
    String writer = file.getFooter().getFileMetaData().getCreatedBy();
    return new Group(
        group, rows(group), new ColumnReadStoreImpl(pages, new NoConverter(), schema, writer));
  }

  private ColumnDescriptor descriptor(String column) {
    return schema.getColumnDescription(new String[] {column});
  }

  private ColumnChunkMetaData chunk(int group, String column) {
    int leaf = schema.getColumns().indexOf(descriptor(column));
    return file.getRowGroups().get(group).getColumns().get(leaf);
  }

  private Form form(String column) {
    return columns.get(schema.getFieldIndex(column)).form();
  }

  /** A group of rows whose columns are read side by side. */
  public final class Group {
    private final int number;
    private final long rows;
    private final ColumnReadStoreImpl store;

    private Group(int number, long rows, ColumnReadStoreImpl store) {
      this.number = number;
      this.rows = rows;
      this.store = store;
    }

    /** The number of rows. */
    public long rows() {
      return rows;
    }

    /** The values of one of the columns that were read, from the first row on; once a column. */
    public ColumnValues values(String column) throws IOException {
      return new ColumnValues(
          store.getColumnReader(descriptor(column)),
          form(column),
          form(column) == Form.TEXT ? dictionary(number, column) : null);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException onlyRead) {
      throw new UncheckedIOException(onlyRead);
    }
  }

  /** Values are asked for one by one, so nothing is converted. */
  private static final class NoConverter extends GroupConverter {

    @Override
    public Converter getConverter(int field) {
      return new NoValueConverter();
    }

    @Override
    public void start() {}

    @Override
    public void end() {}
  }

  /** Says that it takes dictionaries, so that values can be had by their number in one. */
  private static final class NoValueConverter extends PrimitiveConverter {

    @Override
    public boolean hasDictionarySupport() {
      return true;
    }

    @Override
    public void setDictionary(Dictionary dictionary) {}
  }
}
