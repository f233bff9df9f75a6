package dev.sluice.service.daemon;

import dev.sluice.engine.CrawlRecords;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.Snapshots;
import dev.sluice.pages.model.NamedSnapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much a store holds and takes.
 *
 * @param captures that are stored
 * @param urls by what became of them
 * @param bytesOnDisk of each table
 * @param snapshots that there are, but for damaged ones
 * @param newestSnapshot when the newest of them was made
 */
public record StoreFigures(
    long captures,
    Map<UrlStatus, Long> urls,
    Map<String, Long> bytesOnDisk,
    int snapshots,
    Optional<Instant> newestSnapshot) {

  /** Of a store that was never open. */
  static final StoreFigures NONE = new StoreFigures(0, Map.of(), Map.of(), 0, Optional.empty());

  /** Reads counters; the time does not depend on the size of the store. */
  static StoreFigures of(DataFolder data, Path folder) {
    Map<String, Long> bytes = new LinkedHashMap<>();
    data.tables().forEach(table -> bytes.put(table, data.bytesOnDisk(table)));
    List<NamedSnapshot> snapshots = new Snapshots(folder).list(damaged -> {});
    return new StoreFigures(
        data.pages().captureCount(),
        new CrawlRecords(data).urlCounts(),
        bytes,
        snapshots.size(),
        snapshots.stream().map(NamedSnapshot::createdAt).max(Comparator.naturalOrder()));
  }
}
