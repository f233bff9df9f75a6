package dev.sluice.corpus.report;

import dev.sluice.corpus.columns.Column;
import dev.sluice.corpus.columns.ColumnFileReader;
import dev.sluice.corpus.columns.ColumnValues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Goes through all rows of a ledger in their order. Memory is some columns of a group of rows. */
public final class LedgerWalk {

  private static final List<String> WANTED =
      List.of(
          LedgerColumns.ID,
          LedgerColumns.URL,
          LedgerColumns.FETCHED_AT,
          LedgerColumns.KEPT,
          LedgerColumns.LANGUAGE,
          LedgerColumns.CHARACTERS,
          LedgerColumns.STEP,
          LedgerColumns.RULE,
          LedgerColumns.SHARD,
          LedgerColumns.LINE,
          LedgerColumns.FURTHER_PLACES);

  /**
   * What a row says; a text is empty where the row has none.
   *
   * @param number of the row, from 0
   * @param line of its document in the shard, from 0; -1 if it has none
   */
  public record Row(
      long number,
      String id,
      String url,
      Instant fetchedAt,
      boolean kept,
      String language,
      long characters,
      String step,
      String rule,
      String shard,
      long line,
      String furtherPlaces) {}

  private LedgerWalk() {}

  /**
   * Hands out all rows.
   *
   * @return how many there are
   * @throws IOException if the file cannot be read, or is no ledger
   */
  public static long each(Path file, Consumer<Row> rows) throws IOException {
    try (ColumnFileReader table = new ColumnFileReader(file)) {
      List<String> there = table.columns().stream().map(Column::name).toList();
      if (!there.contains(LedgerColumns.ID) || !there.contains(LedgerColumns.LINE)) {
        throw new IOException("it has not the columns of a ledger");
      }
      List<String> names = WANTED.stream().filter(there::contains).toList();
      long number = 0;
      for (int group = 0; group < table.groups(); group++) {
        number = each(table.read(group, names), names, number, rows);
      }
      return number;
    }
  }

  private static long each(
      ColumnFileReader.Group group, List<String> names, long first, Consumer<Row> rows)
      throws IOException {
    Map<String, ColumnValues> values = new HashMap<>();
    for (String name : names) {
      values.put(name, group.values(name));
    }
    List<ColumnValues> all = new ArrayList<>(values.values());
    for (long i = 0; i < group.rows(); i++) {
      rows.accept(row(first + i, values));
      all.forEach(ColumnValues::next);
    }
    return first + group.rows();
  }

  private static Row row(long number, Map<String, ColumnValues> values) {
    return new Row(
        number,
        text(values, LedgerColumns.ID),
        text(values, LedgerColumns.URL),
        Instant.ofEpochMilli(whole(values, LedgerColumns.FETCHED_AT)),
        Objects.requireNonNull(values.get(LedgerColumns.KEPT)).flag(),
        text(values, LedgerColumns.LANGUAGE),
        whole(values, LedgerColumns.CHARACTERS),
        text(values, LedgerColumns.STEP),
        text(values, LedgerColumns.RULE),
        text(values, LedgerColumns.SHARD),
        whole(values, LedgerColumns.LINE),
        text(values, LedgerColumns.FURTHER_PLACES));
  }

  private static String text(Map<String, ColumnValues> values, String name) {
    ColumnValues column = values.get(name);
    return column != null && column.isThere() ? column.text() : "";
  }

  private static long whole(Map<String, ColumnValues> values, String name) {
    ColumnValues column = values.get(name);
    return column != null && column.isThere() ? column.whole() : -1;
  }
}
