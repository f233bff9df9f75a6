package dev.sluice.engine.frontier;

import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.model.TableSpec;
import java.nio.charset.StandardCharsets;

/** What the frontier counts, by name, over all runs of a data folder. */
final class Tallies {

  static final TableSpec TABLE = new TableSpec("tallies", TableSpec.Kind.COUNTERS);

  private final Table table;

  Tallies(Table table) {
    this.table = table;
  }

  long count(String name) {
    return table.count(key(name));
  }

  /** Adds to a count in a batch. */
  void add(Batch batch, String name, long delta) {
    if (delta != 0) {
      batch.add(table, key(name), delta);
    }
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
