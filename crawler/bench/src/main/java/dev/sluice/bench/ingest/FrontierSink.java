package dev.sluice.bench.ingest;

import dev.sluice.engine.Crawl;
import dev.sluice.engine.CrawlRecords;
import dev.sluice.engine.frontier.Frontier;
import dev.sluice.engine.frontier.FrontierSettings;
import dev.sluice.engine.model.CrawlSettings.DelaySettings;
import dev.sluice.engine.model.CrawlSettings.RetrySettings;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.Findings.Link;
import dev.sluice.engine.scope.SeedScope;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.PageUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The frontier of a crawl that fetches nothing; URLs go in the way of links. */
final class FrontierSink implements DiscoverySink {

  private static final int LINK_DEPTH = 1;

  private final DataFolder data;
  private final Frontier frontier;

  FrontierSink(Path folder, InstantSource clock) {
    this.data = DataFolder.openForWriting(folder, Crawl.TABLES);
    FrontierSettings settings =
        new FrontierSettings(
            DelaySettings.of(Duration.ZERO),
            RetrySettings.DEFAULT,
            OptionalLong.empty(),
            Duration.ofHours(1),
            1,
            clock.instant(),
            Integer.MAX_VALUE,
            Duration.ofDays(1));
    this.frontier = new Frontier(data, new SeedScope(List.of(), clock), settings, clock);
  }

  @Override
  public void discover(List<PageUrl> links) {
    frontier.discover(
        links.stream()
            .map(link -> Link.to(new CrawlUrl(link, LINK_DEPTH, "ingest", Optional.empty())))
            .toList());
  }

  @Override
  public long known() {
    return new CrawlRecords(data).urlCounts().values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    data.sync();
    data.close();
  }
}
