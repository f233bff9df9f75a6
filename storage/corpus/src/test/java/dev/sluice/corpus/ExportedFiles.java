package dev.sluice.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.sluice.corpus.model.Ledger;
import dev.sluice.corpus.model.LedgerCondition;
import dev.sluice.pages.model.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an export has written, read back. */
final class ExportedFiles {

  private ExportedFiles() {}

  /** SHA-256 of each file by its name. */
  static Map<String, String> digests(Path folder) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(file).toString();
        digests.put(name, ContentHash.of(Files.readAllBytes(file)).hex());
      }
    }
    return digests;
  }

  /** All documents, shard by shard. */
  static List<JsonNode> documents(Path folder) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    for (String name : digests(folder).keySet()) {
      if (name.startsWith("documents-")) {
        all.addAll(lines(folder, name));
      }
    }
    return all;
  }

  /** The rows of which a condition is true. */
  static List<Map<String, Object>> ledger(Path folder, String where) {
    try (Ledger ledger = Export.openLedger(folder)) {
      return ledger.rows(List.of(LedgerCondition.parse(where)), Integer.MAX_VALUE);
    }
  }

  /** A field of a row that is a text. */
  static String text(Map<String, Object> row, String field) {
    return (String) row.get(field);
  }

  /** The ids of rows, each of which must be there once. */
  static Set<String> ledgerIds(List<Map<String, Object>> rows) {
    Set<String> ids = new HashSet<>();
    rows.forEach(row -> assertThat(ids.add(text(row, "id"))).isTrue());
    return ids;
  }

  /** The lines of a shard. */
  static List<JsonNode> lines(Path folder, String name) throws IOException {
    try (ZstdInputStream in = new ZstdInputStream(Files.newInputStream(folder.resolve(name)))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(line -> JsonMapper.shared().readTree(line)).toList();
    }
  }

  /** The ids of documents, each of which must be there once. */
  static Set<String> ids(List<JsonNode> rows) {
    Set<String> ids = new HashSet<>();
    rows.forEach(row -> assertThat(ids.add(row.get("id").asString())).isTrue());
    return ids;
  }
}
