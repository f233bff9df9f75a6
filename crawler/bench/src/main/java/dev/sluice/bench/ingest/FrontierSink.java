package dev.sluice.bench.ingest;

import dev.sluice.engine.Crawl;
import dev.sluice.engine.CrawlRecords;
import dev.sluice.engine.frontier.Frontier;
import dev.sluice.engine.frontier.FrontierSettings;
import dev.sluice.engine.model.CrawlSettings.RetrySettings;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.scope.SeedScope;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.PageUrl;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The frontier of a crawl that fetches nothing.
 *
 * <p>URLs go in by {@code Frontier.add}, the way of seeds: the way of links ends a fetch as well,
 * and is not to be had without one. Seeds are looked up once more, whether they are to be brought
 * forward, so this measures a little less than links would reach.
 */
final class FrontierSink implements DiscoverySink {

  private final DataFolder data;
  private final Frontier frontier;

  FrontierSink(Path folder, InstantSource clock) {
    this.data = DataFolder.openForWriting(folder, Crawl.TABLES);
    FrontierSettings settings =
        new FrontierSettings(
            Duration.ZERO, RetrySettings.DEFAULT, OptionalLong.empty(), Duration.ofHours(1));
    this.frontier = new Frontier(data, new SeedScope(List.of()), settings, clock);
  }

  @Override
  public void discover(List<PageUrl> links) {
    frontier.add(
        links.stream()
            .map(link -> new Seed("ingest", link, Extent.HOST, OptionalInt.empty()))
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
