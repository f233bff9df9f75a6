package dev.sluice.engine.frontier;

import dev.sluice.engine.model.Refusal;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.model.TableSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the frontier counts, by name, over all runs of a data folder. */
final class Tallies {

  static final TableSpec TABLE = new TableSpec("tallies", TableSpec.Kind.COUNTERS);

  /**
   * Says that URLs are counted by seed from the first one on; what an earlier Sluice began has only
   * those that came later.
   */
  private static final String BY_SEED = "by seed";

  private final Table table;

  Tallies(Table table) {
    this.table = table;
  }

  long count(String name) {
    return table.count(key(name));
  }

  /** Several counts, in the order of their names. */
  List<Long> counts(List<String> names) {
    return table.getAll(names.stream().map(Tallies::key).toList()).stream()
        .map(value -> value.map(Tallies::number).orElse(0L))
        .toList();
  }

  /** All counts whose names begin so, by what follows. */
  Map<String, Long> countsBeginning(String with) {
    Map<String, Long> counts = new TreeMap<>();
    byte[] end = key(with);
    end[end.length - 1]++;
    try (Scan<Row> rows = table.scan(key(with), end)) {
      rows.forEachRemaining(
          row -> {
            String name = new String(row.key(), StandardCharsets.UTF_8);
            counts.put(name.substring(with.length()), number(row.value()));
          });
    }
    return counts;
  }

  private static long number(byte[] value) {
    return ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  /** Whether URLs were counted by seed from the first one on. */
  boolean countsBySeed() {
    return count(BY_SEED) > 0;
  }

  /** Notes in a batch that URLs are counted by seed from the first one on. */
  void countBySeed(Batch batch) {
    add(batch, BY_SEED, 1);
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
