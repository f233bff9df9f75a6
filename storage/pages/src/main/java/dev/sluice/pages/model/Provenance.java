package dev.sluice.pages.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a crawl came to a URL.
 *
 * @param depth links followed from the seed to this URL; a seed has 0
 * @param seed name of the seed whose scope the URL belongs to
 * @param tags what the seed's owner noted of it (language, topic, licence and so on), in the order
 *     of their names
 * @param foundOn page whose link led here first; empty for a seed
 */
public record Provenance(
    int depth, String seed, Map<String, String> tags, Optional<PageUrl> foundOn) {

  public Provenance {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }
}
