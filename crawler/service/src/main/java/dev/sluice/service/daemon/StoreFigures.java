package dev.sluice.service.daemon;

import dev.sluice.engine.CrawlRecords;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.DataFolder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much a store holds and takes.
 *
 * @param captures that are stored
 * @param urls by what became of them
 * @param bytesOnDisk of each table
 */
public record StoreFigures(
    long captures, Map<UrlStatus, Long> urls, Map<String, Long> bytesOnDisk) {

  /** Of a store that was never open. */
  static final StoreFigures NONE = new StoreFigures(0, Map.of(), Map.of());

  /** Reads counters; the time does not depend on the size of the store. */
  static StoreFigures of(DataFolder data) {
    Map<String, Long> bytes = new LinkedHashMap<>();
    data.tables().forEach(table -> bytes.put(table, data.bytesOnDisk(table)));
    return new StoreFigures(data.pages().captureCount(), new CrawlRecords(data).urlCounts(), bytes);
  }
}
