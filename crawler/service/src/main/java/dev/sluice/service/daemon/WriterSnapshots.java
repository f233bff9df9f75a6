package dev.sluice.service.daemon;

import dev.sluice.engine.CrawlRecords;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.Snapshots;
import dev.sluice.pages.model.NamedSnapshot;
import dev.sluice.pages.model.NamedSnapshot.Making;
import dev.sluice.pages.model.SnapshotRequest;
import dev.sluice.pages.model.Table;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes snapshots of a data folder that this process has open for writing. */
public final class WriterSnapshots implements SnapshotMaker {

  private final DataFolder data;
  private final Path folder;
  private final String version;
  private final InstantSource clock;

  /**
   * A maker of snapshots.
   *
   * @param data a folder opened for writing, with the crawl's tables
   * @param folder where it is
   * @param version the version of Sluice
   */
  public WriterSnapshots(DataFolder data, Path folder, String version, InstantSource clock) {
    this.data = data;
    this.folder = folder;
    this.version = version;
    this.clock = clock;
  }

  @Override
  public NamedSnapshot make(Optional<String> name, Making making) {
    Instant now = clock.instant();
    return data.createSnapshot(
        new SnapshotRequest(
            name.orElseGet(() -> new Snapshots(folder).nameAt(now)),
            now,
            making,
            version,
            WriterSnapshots::count));
  }

  private static Map<String, Long> count(Function<String, Table> tables) {
    Map<String, Long> counts = new TreeMap<>();
    CrawlRecords.urlCounts(tables)
        .forEach(
            (status, count) -> counts.put("urls_" + status.name().toLowerCase(Locale.ROOT), count));
    return counts;
  }
}
