package dev.sluice.engine.model;

/**
 * What a purge would remove.
 *
 * @param hosts hosts that the crawl knows; if parts of them stay, they do too
 * @param urls URLs that it knows, fetched or not
 * @param captures captures of them
 */
public record PurgeExtent(long hosts, long urls, long captures) {

  /** Whether there is nothing to remove. */
  public boolean isNothing() {
    return hosts + urls + captures == 0;
  }

  /** This and another one. */
  public PurgeExtent plus(PurgeExtent other) {
    return new PurgeExtent(hosts + other.hosts, urls + other.urls, captures + other.captures);
  }
}
