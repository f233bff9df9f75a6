package dev.sluice.corpus.shard;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What lines of JSON must be, whatever their schema. */
abstract class JsonlContract extends ShardWriterContract {

  /** The metadata of the line of a document whose text is {@code Text.}. */
  static final String METADATA =
      """
      {"url":"https://example.com/1","date":"2026-10-01T12:00:00.250Z",\
      "dump":"snapshot-7","file_path":"com,example)https/1 2026-10-01T12:00:00.250Z",\
      "seed":"example","depth":2,"status":200,"media_type":"text/html",\
      "charset":"gb18030","truncated":false,\
      "body_sha256":"4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a",\
      "text_xxh3_128":"00000000000000010000000000000002","exact_cluster_size":3,"cluster_size":5,\
      "cluster_id":"ID",\
      "title":"Title","author":"Ada Miller; 李明","published":"2026-09-30",\
      "modified":"2026-10-01T08:00:00Z",\
      "license":"https://creativecommons.org/licenses/by/4.0/",\
      "canonical_url":"https://example.com/canonical","language_hint":"zh-Hans",\
      "text_notes":"a note","language":"zh","language_script":"Hans",\
      "language_score":0.75,"language_share:zh":0.875,"language_share:en":0.125,\
      "script_share:Hani":0.7,"script_share:Latn":0.3,"rule:gopher-quality/hash-ratio":0.025}""";

  /** The line of a document whose text is {@code Text.}; ID stands for its id. */
  abstract String line();

  @Override
  final List<Row> read(List<byte[]> shard) throws IOException {
    return List.of(text(shard).split("\n")).stream()
        .filter(line -> !line.isEmpty())
        .map(line -> JsonMapper.shared().readTree(line))
        .map(JsonlContract::row)
        .toList();
  }

  private static Row row(JsonNode json) {
    return new Row(
        json.get("id").asString(),
        json.get("text").asString(),
        json.get("metadata").get("url").asString());
  }

  private static String text(List<byte[]> shard) throws IOException {
    try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(shard.get(0)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void theBytesOfALineArePinned() throws IOException {
    assertThat(text(write(List.of(document(1, "Text.")))))
        .isEqualTo(line().replace("ID", document(1, "").id()) + "\n");
  }
}
