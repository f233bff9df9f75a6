package dev.sluice.engine.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a crawl behaves.
 *
 * @param userAgent sent with each request
 * @param reach which addresses may be connected to
 * @param threads fetches that may run at the same time, over all hosts
 * @param delays how long hosts and addresses are left alone
 * @param maxPages captures after which the crawl stops; unlimited if empty
 * @param maxTime time after which the crawl stops; unlimited if empty
 * @param fetch limits of a single fetch
 * @param retry what is done about failures
 * @param endless whether it goes on when nothing is left to do: it waits for visits that become due
 *     and for other seeds, until somebody stops it
 */
public record CrawlSettings(
    String userAgent,
    Reach reach,
    int threads,
    DelaySettings delays,
    OptionalLong maxPages,
    Optional<Duration> maxTime,
    FetchLimits fetch,
    RetrySettings retry,
    boolean endless) {

  /** The settings of a crawl that ends when nothing is left to do. */
  public CrawlSettings(
      String userAgent,
      Reach reach,
      int threads,
      DelaySettings delays,
      OptionalLong maxPages,
      Optional<Duration> maxTime,
      FetchLimits fetch,
      RetrySettings retry) {
    this(userAgent, reach, threads, delays, maxPages, maxTime, fetch, retry, false);
  }

  /** The same for a crawl that goes on until somebody stops it. */
  public CrawlSettings withoutEnd() {
    return new CrawlSettings(
        userAgent, reach, threads, delays, maxPages, maxTime, fetch, retry, true);
  }

  /**
   * Which addresses a crawl may connect to.
   *
   * @param publicAddresses those of the public Internet; only for a crawl that names a contact
   * @param allowed ranges that may be connected to whether they are public or not
   */
  public record Reach(boolean publicAddresses, List<AddressRange> allowed) {

    public Reach {
      allowed = List.copyOf(allowed);
    }
  }

  /**
   * How long hosts and addresses are left alone, counted from the end of their answers.
   *
   * @param delay least time until a host is asked again
   * @param addressDelay least time until an IP address is asked again, for any of its hosts
   * @param latencyFactor a host is left alone for at least so many times the time it takes to
   *     answer, up to ten delays
   */
  public record DelaySettings(Duration delay, Duration addressDelay, double latencyFactor) {

    private static final int ADDRESS_SHARE = 4;
    private static final double LATENCY_FACTOR = 3;

    /** With this delay for hosts, a quarter of it for addresses, and three times the latency. */
    public static DelaySettings of(Duration delay) {
      return new DelaySettings(delay, delay.dividedBy(ADDRESS_SHARE), LATENCY_FACTOR);
    }
  }

  /**
   * Limits of a single fetch.
   *
   * @param connectTimeout for the connection, TLS included
   * @param readTimeout longest silence of the server
   * @param deadline for the whole exchange
   * @param maxBodyBytes longer bodies are cut here, counted after decoding
   */
  public record FetchLimits(
      Duration connectTimeout, Duration readTimeout, Duration deadline, int maxBodyBytes) {

    /** 10 s to connect, 20 s of silence, 60 s in all, 8 MiB. */
    public static final FetchLimits DEFAULT =
        new FetchLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(60), 8 << 20);
  }

  /**
   * What is done about failures, 429 and 5xx answers.
   *
   * @param maxAttempts how often a URL is asked for at most
   * @param firstPause a host's pause after its first failure in a row; each further one doubles it
   * @param longestPause the most that doubling leads to
   * @param longestRetryAfter the most that a server's Retry-After is followed
   * @param jitter the share of a pause by which chance makes it longer, at most
   * @param forgiveAfter after this time without a failure all earlier ones are forgotten
   */
  public record RetrySettings(
      int maxAttempts,
      Duration firstPause,
      Duration longestPause,
      Duration longestRetryAfter,
      double jitter,
      Duration forgiveAfter) {

    /** 3 attempts; 30 s, doubling up to 1 h, 20 % jitter; Retry-After up to 24 h; half an hour. */
    public static final RetrySettings DEFAULT =
        new RetrySettings(
            3,
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            Duration.ofHours(24),
            0.2,
            Duration.ofMinutes(30));
  }
}
