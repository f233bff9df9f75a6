package dev.sluice.engine.seed;

import dev.sluice.engine.model.SeedChange;
import dev.sluice.engine.model.SeedLogEntry;
import dev.sluice.engine.model.SeedLogEntry.Outcome;
import dev.sluice.engine.model.SeedLogEntry.SourceFile;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.model.TableSpec;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The log of what became of changes of the seed files: table {@code seedlog}. */
public final class SeedLog {

  /** The table it needs. */
  public static final TableSpec TABLE = new TableSpec("seedlog", TableSpec.Kind.ROWS);

  private static final int VERSION = 1;

  private final DataFolder data;
  private final Table log;

  /** The log in a folder that was opened with its table. */
  public SeedLog(DataFolder data) {
    this.data = data;
    this.log = data.table(TABLE.name());
  }

  /** Commits an entry. One thread at a time. */
  public void add(SeedLogEntry entry) {
    try (Batch batch = data.newBatch()) {
      batch.put(log, freeKey(entry.at()), value(entry));
      batch.commit();
    }
  }

  private byte[] freeKey(Instant at) {
    int number = 0;
    byte[] key = key(at, number);
    while (log.has(key)) {
      key = key(at, ++number);
    }
    return key;
  }

  private static byte[] key(Instant at, int number) {
    return ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
        .putLong(at.toEpochMilli())
        .putInt(number)
        .array();
  }

  /** The newest entries, the oldest of them first. */
  public List<SeedLogEntry> newest(int atMost) {
    Deque<SeedLogEntry> last = new ArrayDeque<>();
    try (Scan<Row> rows = log.scanBack()) {
      while (last.size() < atMost && rows.hasNext()) {
        last.addFirst(entry(rows.next()));
      }
    }
    return List.copyOf(last);
  }

  private static byte[] value(SeedLogEntry entry) {
    RowWriter row = new RowWriter(VERSION).number(entry.outcome().ordinal());
    row.number(entry.files().size());
    entry.files().forEach(file -> row.text(file.name()).text(file.owner()));
    row.number(entry.changes().size());
    for (SeedChange change : entry.changes()) {
      row.number(change.kind().ordinal()).text(change.seed()).text(change.detail());
    }
    return row.number(entry.more()).toBytes();
  }

  private static SeedLogEntry entry(Row row) {
    RowReader in = new RowReader(TABLE.name(), row.key(), row.value(), VERSION);
    Instant at = Instant.ofEpochMilli(ByteBuffer.wrap(row.key()).getLong());
    Outcome outcome = in.constant(Outcome.values());
    List<SourceFile> files = new ArrayList<>();
    for (int left = in.smallNumber(); left > 0; left--) {
      files.add(new SourceFile(in.text(), in.text()));
    }
    List<SeedChange> changes = new ArrayList<>();
    for (int left = in.smallNumber(); left > 0; left--) {
      changes.add(new SeedChange(in.constant(SeedChange.Kind.values()), in.text(), in.text()));
    }
    long more = in.number();
    in.end();
    return new SeedLogEntry(at, outcome, files, changes, more);
  }
}
