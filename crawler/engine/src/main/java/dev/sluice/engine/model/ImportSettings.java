package dev.sluice.engine.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How archives are imported.
 *
 * @param seed what the captures have as the name of their seed; without it what their archive says,
 *     or {@link #SEED}
 * @param tags what they are tagged with besides
 * @param maxPages captures after which it ends; unlimited if empty
 * @param include patterns of which a page has to match one; all are taken if there are none
 * @param threads records that are read at a time
 * @param maxBodyBytes longer bodies are cut here, counted after decoding
 * @param strict whether it ends at the first damage
 */
public record ImportSettings(
    Optional<String> seed,
    Map<String, String> tags,
    OptionalLong maxPages,
    List<UrlPattern> include,
    int threads,
    int maxBodyBytes,
    boolean strict) {

  /** The seed of captures for which nobody named one. */
  public static final String SEED = "import";

  public ImportSettings {
    tags = Map.copyOf(tags);
    include = List.copyOf(include);
  }
}
