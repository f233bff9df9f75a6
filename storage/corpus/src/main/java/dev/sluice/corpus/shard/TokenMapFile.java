package dev.sluice.corpus.shard;

import dev.sluice.corpus.columns.ColumnFileReader;
import dev.sluice.corpus.columns.ColumnValues;
import dev.sluice.corpus.model.TokenMap.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The map of one shard, open to be asked. */
final class TokenMapFile implements AutoCloseable {

  private final ColumnFileReader table;
  private final String shard;
  private final long start;

  /**
   * Opens it.
   *
   * @param shard the file whose tokens it tells of
   * @param start tokens of the shards before
   */
  TokenMapFile(Path path, String shard, long start) throws IOException {
    this.table = new ColumnFileReader(path);
    this.shard = shard;
    this.start = start;
  }

  /** The order of keys, that of their bytes in UTF-8. */
  static int compare(String key, String other) {
    return Arrays.compareUnsigned(
        key.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** The last number for which something holds, of those from 0 on; -1 if it holds for none. */
  static int last(int count, TokenMapFiles.Holds holds) throws IOException {
    int from = 0;
    int to = count;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (holds.of(middle)) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from - 1;
  }

  /** The smallest key. */
  String firstKey() throws IOException {
    return firstKey(0);
  }

  /** The smallest key of a group, as its statistics tell, or else the first row. */
  private String firstKey(int group) throws IOException {
    Optional<String> known = table.least(group, TokenMapColumns.KEY);
    return known.isPresent()
        ? known.get()
        : table.read(group, List.of(TokenMapColumns.KEY)).values(TokenMapColumns.KEY).text();
  }

  private long firstOffset(int group) {
    return (long) table.extent(group, TokenMapColumns.OFFSET).orElseThrow()[0];
  }

  /** Whose token this is. */
  Optional<Place> at(long offset) throws IOException {
    int group = last(table.groups(), it -> firstOffset(it) <= offset);
    if (group < 0) {
      return Optional.empty();
    }
    ColumnValues offsets = values(group, TokenMapColumns.OFFSET);
    long row = -1;
    for (long i = 0; i < table.rows(group) && offsets.whole() <= offset; i++) {
      row = i;
      offsets.next();
    }
    return row < 0 ? Optional.empty() : Optional.of(places(group, List.of(row)).get(0));
  }

  /** The documents of a key. */
  List<Place> find(String key) throws IOException {
    List<Place> found = new ArrayList<>();
    int first = Math.max(0, last(table.groups(), it -> compare(firstKey(it), key) < 0));
    for (int group = first; group < table.groups(); group++) {
      if (compare(firstKey(group), key) > 0) {
        break;
      }
      List<Long> rows = rows(group, key);
      if (!rows.isEmpty()) {
        found.addAll(places(group, rows));
      }
    }
    return found;
  }

  /** The documents of a key where keys are in no order. */
  List<Place> findAnywhere(String key) throws IOException {
    List<Place> found = new ArrayList<>();
    for (int group = 0; group < table.groups(); group++) {
      List<Long> rows = new ArrayList<>();
      ColumnValues keys = values(group, TokenMapColumns.KEY);
      for (long i = 0; i < table.rows(group); i++) {
        if (keys.text().equals(key)) {
          rows.add(i);
        }
        keys.next();
      }
      if (!rows.isEmpty()) {
        found.addAll(places(group, rows));
      }
    }
    return found;
  }

  private List<Long> rows(int group, String key) throws IOException {
    List<Long> rows = new ArrayList<>();
    ColumnValues keys = values(group, TokenMapColumns.KEY);
    for (long i = 0; i < table.rows(group); i++) {
      int order = compare(keys.text(), key);
      if (order > 0) {
        break;
      }
      if (order == 0) {
        rows.add(i);
      }
      keys.next();
    }
    return rows;
  }

  private ColumnValues values(int group, String column) throws IOException {
    return table.read(group, List.of(column)).values(column);
  }

  /** Rows of a group by their numbers, which ascend. */
  private List<Place> places(int group, List<Long> rows) throws IOException {
    ColumnFileReader.Group read = table.read(group, TokenMapColumns.NAMES);
    List<ColumnValues> values = new ArrayList<>();
    for (String name : TokenMapColumns.NAMES) {
      values.add(read.values(name));
    }
    long before = 0;
    for (int i = 0; i < group; i++) {
      before += table.rows(i);
    }
    List<Place> places = new ArrayList<>();
    long at = 0;
    for (long row : rows) {
      for (; at < row; at++) {
        values.forEach(ColumnValues::next);
      }
      places.add(place(before + row, values));
    }
    return places;
  }

  private Place place(long index, List<ColumnValues> row) {
    long offset = row.get(4).whole();
    return new Place(
        shard,
        index,
        row.get(0).text(),
        row.get(1).text(),
        Instant.ofEpochMilli(row.get(2).whole()),
        row.get(3).text(),
        offset,
        row.get(5).whole(),
        start + offset);
  }

  @Override
  public void close() {
    table.close();
  }
}
