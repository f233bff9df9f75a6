package dev.sluice.corpus.report;

import dev.sluice.corpus.columns.ColumnFileWriter;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.LedgerRow.Cluster;
import dev.sluice.corpus.model.LedgerRow.Drop;
import dev.sluice.corpus.model.LedgerRow.Match;
import dev.sluice.corpus.model.LedgerRow.Place;
import dev.sluice.corpus.model.Manifest.LedgerEntry;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.MeasuredNames;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.shard.NewFile;
import dev.sluice.corpus.shard.OutputFolder;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * Writes {@code ledger.parquet}: a row for each capture, document or not, with all that was
 * measured; see {@link LedgerColumns}. Rows come in the order of their keys. For one thread.
 */
public final class LedgerWriter implements AutoCloseable {

  /** Name of the file. */
  public static final String NAME = "ledger.parquet";

  /** A question reads or skips so many rows at once. */
  private static final int GROUP_ROWS = 100_000;

  private static final int ID = LedgerColumns.fixed(LedgerColumns.ID);
  private static final int URL = LedgerColumns.fixed(LedgerColumns.URL);
  private static final int HOST = LedgerColumns.fixed(LedgerColumns.HOST);
  private static final int FETCHED_AT = LedgerColumns.fixed(LedgerColumns.FETCHED_AT);
  private static final int KEPT = LedgerColumns.fixed(LedgerColumns.KEPT);
  private static final int LANGUAGE = LedgerColumns.fixed(LedgerColumns.LANGUAGE);
  private static final int CHARACTERS = LedgerColumns.fixed(LedgerColumns.CHARACTERS);
  private static final int BODY_BYTES = LedgerColumns.fixed(LedgerColumns.BODY_BYTES);
  private static final int STEP = LedgerColumns.fixed(LedgerColumns.STEP);
  private static final int RULE = LedgerColumns.fixed(LedgerColumns.RULE);
  private static final int VALUE = LedgerColumns.fixed(LedgerColumns.VALUE);
  private static final int FACT = LedgerColumns.fixed(LedgerColumns.FACT);
  private static final int LIMIT = LedgerColumns.fixed(LedgerColumns.LIMIT);
  private static final int MATCHED_ID = LedgerColumns.fixed(LedgerColumns.MATCHED_ID);
  private static final int MATCHED_URL = LedgerColumns.fixed(LedgerColumns.MATCHED_URL);
  private static final int MATCHED_EXPORT = LedgerColumns.fixed(LedgerColumns.MATCHED_EXPORT);
  private static final int CLUSTER = LedgerColumns.fixed(LedgerColumns.CLUSTER);
  private static final int CLUSTER_SIZE = LedgerColumns.fixed(LedgerColumns.CLUSTER_SIZE);
  private static final int SHARD = LedgerColumns.fixed(LedgerColumns.SHARD);
  private static final int LINE = LedgerColumns.fixed(LedgerColumns.LINE);
  private static final int FURTHER_PLACES = LedgerColumns.fixed(LedgerColumns.FURTHER_PLACES);

  private final NewFile file;
  private final LedgerColumns columns;
  private final ColumnFileWriter table;
  private long rows;

  /** Begins the ledger of an export that has measured under these names. */
  public LedgerWriter(OutputFolder folder, MeasuredNames names) {
    file = folder.begin(NAME);
    columns = new LedgerColumns(names);
    try {
      table = new ColumnFileWriter(file.out(), columns.all(), GROUP_ROWS);
    } catch (IOException notWritable) {
      file.close();
      throw file.trouble(notWritable);
    }
  }

  /** Adds a row. */
  public void add(LedgerRow row) {
    table.text(ID, row.id());
    table.text(URL, row.key().url().toString());
    table.text(HOST, row.key().url().host());
    table.whole(FETCHED_AT, row.key().fetchedAt().toEpochMilli());
    table.flag(KEPT, row.isKept());
    table.whole(CHARACTERS, row.characters());
    table.whole(BODY_BYTES, row.bodyBytes());
    if (!row.language().isEmpty()) {
      table.text(LANGUAGE, row.language());
    }
    row.drop().ifPresent(this::set);
    row.place().ifPresent(this::set);
    row.cluster().ifPresent(this::set);
    row.measurements().forEach(this::set);
    try {
      table.endRow();
    } catch (IOException notWritable) {
      throw file.trouble(notWritable);
    }
    rows++;
  }

  private void set(Place place) {
    table.text(SHARD, place.shard());
    table.whole(LINE, place.line());
    if (!place.further().isEmpty()) {
      table.text(FURTHER_PLACES, further(place));
    }
  }

  private static String further(Place place) {
    return place.further().stream()
        .map(it -> it.shard() + ":" + it.line())
        .collect(Collectors.joining(" "));
  }

  private void set(Drop drop) {
    table.text(STEP, drop.step());
    table.text(RULE, drop.cause().rule());
    table.text(LIMIT, drop.cause().limit());
    if (drop.cause().measured() instanceof Measured.Quantity quantity) {
      set(VALUE, quantity);
    } else {
      table.text(FACT, drop.cause().measured().display());
    }
    drop.match().ifPresent(this::set);
  }

  private void set(Match match) {
    table.text(MATCHED_ID, match.id());
    table.text(MATCHED_URL, match.url());
    if (!match.export().isEmpty()) {
      table.text(MATCHED_EXPORT, match.export());
    }
  }

  private void set(Cluster cluster) {
    table.text(CLUSTER, cluster.id());
    table.whole(CLUSTER_SIZE, cluster.size());
  }

  /** A rule that has looked twice is told with what it saw first. */
  private void set(Measurement measurement) {
    if (measurement.measured() instanceof Measured.Quantity quantity) {
      int column = columns.number(measurement.rule());
      if (!table.isSet(column)) {
        set(column, quantity);
      }
    } else {
      int column = columns.text(measurement.rule());
      if (!table.isSet(column)) {
        table.text(column, measurement.measured().display());
      }
    }
  }

  /** There is no -0 in the table, which would be another value than 0, and below it. */
  private void set(int column, Measured.Quantity quantity) {
    table.number(column, quantity.number() + 0.0);
  }

  /** Ends the ledger. */
  public LedgerEntry finish() {
    try {
      table.finish();
    } catch (IOException notWritable) {
      throw file.trouble(notWritable);
    }
    NewFile.Written written = file.finish();
    return new LedgerEntry(NAME, rows, written.bytes(), written.sha256());
  }

  @Override
  public void close() {
    file.close();
  }
}
