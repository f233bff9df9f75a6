package dev.sluice.engine.frontier;

import dev.sluice.engine.model.Refusal;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.model.TableSpec;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

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

  /** Counts links, or queued URLs, that were refused. */
  void refuse(Batch batch, Refusal why, long times) {
    add(batch, refused(why), times);
  }

  /** How many were refused, by why; every reason has its number. */
  Map<Refusal, Long> refusals() {
    Map<Refusal, Long> counts = new EnumMap<>(Refusal.class);
    for (Refusal why : Refusal.values()) {
      counts.put(why, count(refused(why)));
    }
    return counts;
  }

  private static String refused(Refusal why) {
    return "refused " + why.name().toLowerCase(Locale.ROOT);
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
