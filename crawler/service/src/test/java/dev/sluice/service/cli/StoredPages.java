package dev.sluice.service.cli;

import dev.sluice.engine.CrawlRecords;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.service.daemon.Wiring;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a data folder holds, read as any other program would. */
final class StoredPages implements AutoCloseable {

  private final DataFolder folder;

  StoredPages(Path data) {
    this.folder = new Wiring().openForReading(data);
  }

  /** All captures, by URL; more than one for a URL is a list of more than one. */
  Map<String, List<Capture>> captures() {
    Map<String, List<Capture>> captures = new TreeMap<>();
    try (Snapshot snapshot = folder.pages().snapshot();
        Scan<Capture> scan = snapshot.captures()) {
      scan.forEachRemaining(
          capture ->
              captures
                  .computeIfAbsent(capture.url().toString(), url -> new ArrayList<>())
                  .add(capture));
    }
    return captures;
  }

  byte[] body(Capture capture) {
    return folder.pages().body(capture);
  }

  Optional<UrlRecord> record(String url) {
    return new CrawlRecords(folder).url(PageUrl.parse(url));
  }

  Map<UrlStatus, Long> urlCounts() {
    return new CrawlRecords(folder).urlCounts();
  }

  @Override
  public void close() {
    folder.close();
  }
}
