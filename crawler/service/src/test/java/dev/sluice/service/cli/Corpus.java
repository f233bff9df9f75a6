package dev.sluice.service.cli;

import com.github.luben.zstd.ZstdInputStream;
import dev.sluice.corpus.Export;
import dev.sluice.corpus.model.Ledger;
import dev.sluice.corpus.model.LedgerCondition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An export's folder, its documents read back with nothing but zstd and JSON. */
record Corpus(Path folder) {

  JsonNode manifest() throws IOException {
    return JsonMapper.shared().readTree(Files.readString(folder.resolve("manifest.json")));
  }

  List<JsonNode> documents() throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    for (JsonNode shard : manifest().get("shards")) {
      documents.addAll(lines(folder.resolve(shard.get("file").asString())));
    }
    return documents;
  }

  /** The rows of the captures that are no documents. */
  List<Map<String, Object>> dropped() {
    try (Ledger ledger = Export.openLedger(folder)) {
      return ledger.rows(List.of(LedgerCondition.equal("kept", "false")), Integer.MAX_VALUE);
    }
  }

  private static List<JsonNode> lines(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new ZstdInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().map(line -> JsonMapper.shared().readTree(line)).toList();
    }
  }
}
