package dev.sluice.engine.frontier;

import dev.sluice.engine.model.CrawlSettings.RetrySettings;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * How a frontier behaves.
 *
 * @param delay least time from the end of a host's answer to the next request to it
 * @param retry what is done about failures
 * @param maxPages pages after which no more are handed out; unlimited if empty
 * @param leaseLife after this time a request that was never finished is given to another thread
 */
public record FrontierSettings(
    Duration delay, RetrySettings retry, OptionalLong maxPages, Duration leaseLife) {}
