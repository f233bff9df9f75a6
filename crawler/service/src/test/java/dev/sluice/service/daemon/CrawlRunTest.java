package dev.sluice.service.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.AddressRange;
import dev.sluice.engine.model.CrawlSettings;
import dev.sluice.engine.model.CrawlSettings.DelaySettings;
import dev.sluice.engine.model.CrawlSettings.FetchLimits;
import dev.sluice.engine.model.CrawlSettings.Reach;
import dev.sluice.engine.model.CrawlSettings.RetrySettings;
import dev.sluice.engine.model.Seed;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.testweb.TestWeb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrawlRunTest {

  private static final Duration SHORT = Duration.ofMillis(1);

  @TempDir Path work;

  /**
   * A deadline that is over before the connection is made: the HTTP client then fails in a way of
   * its own, which once left robots.txt out on lease for ever.
   */
  @Test
  void requestsThatAreCancelledWhileTheyConnectEndTheCrawlAllTheSame() {
    try (TestWeb web = TestWeb.large(2, 3, 1, 0)) {
      List<Seed> seeds =
          web.seeds().stream()
              .map(PageUrl::parse)
              .map(url -> new Seed("seed", url, Seed.Extent.HOST, OptionalInt.empty()))
              .toList();
      CrawlSettings settings =
          new CrawlSettings(
              "Sluice/test",
              new Reach(false, List.of(AddressRange.parse("127.0.0.0/8"))),
              4,
              DelaySettings.of(SHORT),
              OptionalLong.empty(),
              Optional.of(Duration.ofSeconds(20)),
              new FetchLimits(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO, 1 << 20),
              new RetrySettings(2, SHORT, SHORT, SHORT, 0, Duration.ofMinutes(30)));

      CrawlRun.Report report =
          new Wiring().crawl(work.resolve("data"), seeds, settings).run(progress -> {});

      assertThat(report.end()).isEqualTo(CrawlRun.End.DONE);
      assertThat(report.progress().unreachable()).hasSize(2);
    }
  }
}
