package dev.sluice.corpus.columns;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/** Parquet files as parquet-java's own record assembly reads them, lists and maps included. */
public final class ParquetRows {

  private ParquetRows() {}

  /** A table as a whole: its schema as text, the rows of each group. */
  public record Table(String schema, List<List<Group>> groups) {

    /** All rows. */
    public List<Group> rows() {
      return groups.stream().flatMap(List::stream).toList();
    }
  }

  /** Reads a file that lies in memory. */
  public static Table read(byte[] file) throws IOException {
    Path path = Files.createTempFile("table", ".parquet");
    try {
      return read(Files.write(path, file));
    } finally {
      Files.delete(path);
    }
  }

  private static Table read(Path path) throws IOException {
    ParquetReadOptions options =
        ParquetReadOptions.builder(new PlainParquetConfiguration())
            .withCodecFactory(new Zstandard())
            .usePageChecksumVerification()
            .build();
    List<List<Group>> groups = new ArrayList<>();
    try (ParquetFileReader file = ParquetFileReader.open(new LocalInputFile(path), options)) {
      MessageType schema = file.getFooter().getFileMetaData().getSchema();
      for (PageReadStore pages = file.readNextRowGroup();
          pages != null;
          pages = file.readNextRowGroup()) {
        RecordReader<Group> reader =
            new ColumnIOFactory()
                .getColumnIO(schema)
                .getRecordReader(pages, new GroupRecordConverter(schema));
        List<Group> rows = new ArrayList<>();
        for (long row = 0; row < pages.getRowCount(); row++) {
          rows.add(reader.read());
        }
        groups.add(rows);
      }
      return new Table(schema.toString(), groups);
    }
  }

  /** The value of a column as text, or none. */
  public static String text(Group row, String column) {
    return row.getFieldRepetitionCount(column) == 0
        ? ""
        : row.getValueToString(index(row, column), 0);
  }

  private static int index(Group row, String column) {
    return row.getType().getFieldIndex(column);
  }

  /** The elements of a list; of a map, each as {@code name=number}. */
  public static List<String> elements(Group row, String column) {
    List<String> elements = new ArrayList<>();
    if (row.getFieldRepetitionCount(column) > 0) {
      Group list = row.getGroup(column, 0);
      for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
        Group element = list.getGroup(0, i);
        String first = element.getValueToString(0, 0);
        boolean single = element.getType().getFieldCount() == 1;
        elements.add(single ? first : first + "=" + element.getValueToString(1, 0));
      }
    }
    return elements;
  }

  /** Whether the row has anything in this column, an empty list included. */
  public static boolean isThere(Group row, String column) {
    return row.getFieldRepetitionCount(column) > 0;
  }
}
