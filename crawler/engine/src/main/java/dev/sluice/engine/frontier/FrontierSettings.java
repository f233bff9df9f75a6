package dev.sluice.engine.frontier;

import dev.sluice.engine.model.CrawlSettings.DelaySettings;
import dev.sluice.engine.model.CrawlSettings.RetrySettings;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * How a frontier behaves.
 *
 * @param delays how long hosts and addresses are left alone
 * @param retry what is done about failures
 * @param maxPages pages after which no more are handed out; unlimited if empty
 * @param leaseLife after this time a request that was never finished is given to another thread
 * @param lookups how many addresses may be looked up at the same time
 * @param recrawlUntil visits that are due after this time are left to another run
 * @param maxHostsPerDomain hosts of one registered domain that are let in by links
 * @param sleep after this time a host that fell asleep is tried again in the same run
 * @param endless whether there is more to come when nothing is left to do: threads wait for it
 */
public record FrontierSettings(
    DelaySettings delays,
    RetrySettings retry,
    OptionalLong maxPages,
    Duration leaseLife,
    int lookups,
    Instant recrawlUntil,
    int maxHostsPerDomain,
    Duration sleep,
    boolean endless) {

  /** The settings of a run that ends when nothing is left to do. */
  public FrontierSettings(
      DelaySettings delays,
      RetrySettings retry,
      OptionalLong maxPages,
      Duration leaseLife,
      int lookups,
      Instant recrawlUntil,
      int maxHostsPerDomain,
      Duration sleep) {
    this(
        delays, retry, maxPages, leaseLife, lookups, recrawlUntil, maxHostsPerDomain, sleep, false);
  }
}
