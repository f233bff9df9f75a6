package dev.sluice.engine.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A change of one seed that is to be written into a seed file. */
public sealed interface SeedEdit {

  /**
   * There shall be another seed.
   *
   * @param fields its fields by name, as the text format has them; {@code url} among them, and
   *     first
   */
  record Add(Map<String, String> fields) implements SeedEdit {

    public Add {
      Map<String, String> ordered = new LinkedHashMap<>();
      if (fields.containsKey("url")) {
        ordered.put("url", fields.get("url"));
      }
      ordered.putAll(fields);
      fields = Collections.unmodifiableMap(ordered);
    }
  }

  /**
   * A seed shall be gone.
   *
   * @param seed its name or its URL
   */
  record Remove(String seed) implements SeedEdit {}

  /**
   * A seed shall have other fields.
   *
   * @param seed its name or its URL
   * @param fields the fields by name, as the text format has them; one that is empty is taken out
   */
  record Change(String seed, Map<String, String> fields) implements SeedEdit {

    public Change {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /**
   * A seed shall not be paused any more.
   *
   * @param seed its name or its URL
   */
  record Resume(String seed) implements SeedEdit {}

  /** A seed shall be paused. */
  static SeedEdit pause(String seed) {
    return new Change(seed, Map.of("paused", "true"));
  }
}
