package dev.sluice.engine.model;

/** How often a page changes, as its sitemap says (sitemaps.org, {@code changefreq}). */
public enum ChangeFrequency {
  ALWAYS,
  HOURLY,
  DAILY,
  WEEKLY,
  MONTHLY,
  YEARLY,
  NEVER
}
