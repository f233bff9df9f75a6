package dev.sluice.engine.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.frontier.UrlTable.Place;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.engine.model.VisitHistory;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.PageUrl;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostQueueTest {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  @TempDir private Path folder;

  private static CrawlUrl page(String url) {
    return new CrawlUrl(PageUrl.parse(url), 0, "s", Optional.empty());
  }

  @Test
  void a_place_that_was_done_before_its_finder_added_it_does_not_come_again() {
    try (DataFolder data = DataFolder.openForWriting(folder, Frontier.TABLES)) {
      UrlTable urls = new UrlTable(data::table);
      HostQueue host = new HostQueue("example,h)", HostRecord.found(5, NOW));
      Place place;
      try (Batch batch = data.newBatch()) {
        place = UrlTable.newPlace(page("http://h.example/1"), VisitHistory.NONE, NOW);
        urls.addNew(batch, List.of(place));
        batch.commit();
      }
      Place read = host.peek(urls, 8);
      assertThat(read).isNotNull();
      host.pop();
      try (Batch batch = data.newBatch()) {
        CrawlUrl url = read.record().url();
        urls.replace(
            batch, read, new UrlRecord(url, UrlStatus.FETCHED, NOW, 1, "200", VisitHistory.NONE));
        batch.commit();
      }
      host.added(place, 24);
      assertThat(host.peek(urls, 8)).isNull();
    }
  }
}
