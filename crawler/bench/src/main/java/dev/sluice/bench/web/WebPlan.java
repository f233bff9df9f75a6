package dev.sluice.bench.web;

import java.time.Duration;

/**
 * What the web is like.
 *
 * @param hosts each has an IP address of its own
 * @param pages of each host
 * @param latency from a request to its answer
 * @param delay what clients were told to keep between the end of an answer and the next request
 */
public record WebPlan(int hosts, int pages, Duration latency, Duration delay, long seed) {

  /** The pages of all hosts together. */
  public long allPages() {
    return (long) hosts * pages;
  }
}
