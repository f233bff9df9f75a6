package dev.sluice.engine.model;

import java.time.Duration;

/** How often a page changes, as its sitemap says (sitemaps.org, {@code changefreq}). */
public enum ChangeFrequency {
  ALWAYS(Duration.ofMinutes(15)),
  HOURLY(Duration.ofHours(1)),
  DAILY(Duration.ofDays(1)),
  WEEKLY(Duration.ofDays(7)),
  MONTHLY(Duration.ofDays(30)),
  YEARLY(Duration.ofDays(365)),
  NEVER(Duration.ofDays(3650));

  private final Duration each;

  ChangeFrequency(Duration each) {
    this.each = each;
  }

  /** After which time to look for a change. */
  public Duration each() {
    return each;
  }
}
