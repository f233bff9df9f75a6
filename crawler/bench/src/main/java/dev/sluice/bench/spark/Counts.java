package dev.sluice.bench.spark;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How many captures an export is of, and how many documents it has. */
record Counts(long captures, long documents) {

  static Counts of(Path export) {
    JsonNode counts = manifest(export).get("counts");
    return new Counts(counts.get("captures").asLong(), counts.get("documents").asLong());
  }

  /** What an export calls the state of the store that it is of. */
  static String snapshot(Path export) {
    return manifest(export).get("snapshot").get("id").asString();
  }

  private static JsonNode manifest(Path export) {
    return JsonMapper.shared().readTree(export.resolve("manifest.json").toFile());
  }
}
