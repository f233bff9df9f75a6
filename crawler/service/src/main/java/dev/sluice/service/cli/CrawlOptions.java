package dev.sluice.service.cli;

import dev.sluice.engine.Seeds;
import dev.sluice.engine.model.AddressRange;
import dev.sluice.engine.model.CrawlSettings;
import dev.sluice.engine.model.CrawlSettings.DelaySettings;
import dev.sluice.engine.model.CrawlSettings.FetchLimits;
import dev.sluice.engine.model.CrawlSettings.Reach;
import dev.sluice.engine.model.CrawlSettings.RetrySettings;
import dev.sluice.engine.model.Seed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a crawl behaves. */
final class CrawlOptions {

  @Option(
      names = "--contact",
      paramLabel = "ADDRESS",
      description =
          "An e-mail address or web page where site owners reach you; part of the User-Agent."
              + " Needed to crawl public hosts.")
  private @Nullable String contact;

  @Option(
      names = "--allow-addresses",
      paramLabel = "CIDR",
      split = ",",
      converter = AddressRangeConverter.class,
      description =
          "A range of private addresses that may be crawled, such as 127.0.0.0/8. Repeatable.")
  private List<AddressRange> allowAddresses = new ArrayList<>();

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = DurationConverter.class,
      description =
          "Least time between the end of a host's answer and the next request to it"
              + " (default: ${DEFAULT-VALUE}). A longer Crawl-delay of the host wins.")
  private Duration delay = Duration.ofSeconds(2);

  @Option(
      names = "--address-delay",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "The same for an IP address, which can be that of many hosts (default: a quarter of"
              + " --delay). An address never has two requests at once.")
  private @Nullable Duration addressDelay;

  @Option(
      names = "--latency-factor",
      paramLabel = "N",
      converter = FactorConverter.class,
      defaultValue = "3",
      description =
          "A host is left alone for at least so many times as long as it takes to answer, up to"
              + " ten delays (default: ${DEFAULT-VALUE}).")
  private Double latencyFactor = 3.0;

  @Option(
      names = "--retry-pause",
      paramLabel = "TIME",
      defaultValue = "30s",
      converter = PositiveDurationConverter.class,
      description =
          "How long a host is left alone after a failure; doubles with each further one"
              + " (default: ${DEFAULT-VALUE}).")
  private Duration retryPause = Duration.ofSeconds(30);

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = PositiveDurationConverter.class,
      description = "Longest time for one request as a whole (default: ${DEFAULT-VALUE}).")
  private Duration timeout = Duration.ofSeconds(60);

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "50",
      converter = ThreadsConverter.class,
      description = "Requests at the same time, over all hosts (default: ${DEFAULT-VALUE}).")
  private Integer threads = 50;

  private boolean hasContact() {
    return contact != null && !contact.isBlank();
  }

  /** Why these seeds may not be crawled: their owners could not reach whoever does. */
  Optional<String> objection(List<Seed> seeds, InstantSource clock) {
    return hasContact()
        ? Optional.empty()
        : Seeds.firstPublic(seeds, clock)
            .map(
                seed ->
                    "the seed "
                        + seed.url()
                        + " is on the public Internet: say who you are with"
                        + " --contact, an e-mail address or a web page, such as"
                        + " --contact crawler@example.org");
  }

  /** The settings of a crawl without limits. */
  CrawlSettings settings() {
    return settings(OptionalLong.empty(), Optional.empty());
  }

  /**
   * The settings of a crawl.
   *
   * @param maxPages pages after which it stops
   * @param maxTime time after which it stops
   */
  CrawlSettings settings(OptionalLong maxPages, Optional<Duration> maxTime) {
    FetchLimits usual = FetchLimits.DEFAULT;
    return new CrawlSettings(
        userAgent(),
        new Reach(hasContact(), allowAddresses),
        threads,
        new DelaySettings(
            delay, addressDelay == null ? delay.dividedBy(4) : addressDelay, latencyFactor),
        maxPages,
        maxTime,
        new FetchLimits(
            shorter(usual.connectTimeout(), timeout),
            shorter(usual.readTimeout(), timeout),
            timeout,
            usual.maxBodyBytes()),
        new RetrySettings(
            RetrySettings.DEFAULT.maxAttempts(),
            retryPause,
            RetrySettings.DEFAULT.longestPause(),
            RetrySettings.DEFAULT.longestRetryAfter(),
            RetrySettings.DEFAULT.jitter(),
            RetrySettings.DEFAULT.forgiveAfter()));
  }

  private String userAgent() {
    String program = "Sluice/" + Version.current();
    return contact == null || contact.isBlank() ? program : program + " (+" + contact.strip() + ")";
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
