package dev.sluice.bench.daemon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an export says that it holds. */
final class ExportManifest {

  private ExportManifest() {}

  /** The captures that it accounts for, as documents or as rows of its ledger; 0 if not whole. */
  static long captures(Path out) throws IOException {
    Path file = out.resolve("manifest.json");
    if (!Files.exists(file)) {
      return 0;
    }
    JsonNode counts = JsonMapper.shared().readTree(Files.readString(file)).get("counts");
    return counts.get("documents").asLong() + counts.get("dropped").asLong();
  }
}
