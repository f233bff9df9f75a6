package dev.sluice.corpus.shard;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.sluice.corpus.columns.Column;
import dev.sluice.corpus.columns.ColumnFileWriter;
import dev.sluice.corpus.columns.ColumnFileWriter.Readers;
import dev.sluice.corpus.columns.ParquetRows;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Extracted;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ParquetFormatTest extends ShardWriterContract {

  @Override
  ShardFormat format() {
    return new ParquetFormat();
  }

  @Override
  List<Row> read(List<byte[]> shard) throws IOException {
    return ParquetRows.read(shard.get(0)).rows().stream()
        .map(row -> new Row(cell(row, "id"), cell(row, "text"), cell(row, "url")))
        .toList();
  }

  private static String cell(Group row, String column) {
    return ParquetRows.text(row, column);
  }

  @Test
  void eachFieldIsInItsColumn() throws IOException {
    Group row = ParquetRows.read(write(List.of(document(1, "Text."))).get(0)).rows().get(0);
    assertThat(cell(row, "id")).isEqualTo(document(1, "").id());
    assertThat(cell(row, "source")).isEqualTo("sluice");
    assertThat(cell(row, "version")).isEqualTo("web@1");
    assertThat(row.getLong("added", 0)).isEqualTo(1_790_856_000_250L);
    assertThat(row.getLong("created", 0)).isEqualTo(1_790_726_400_000L);
    assertThat(cell(row, "date")).isEqualTo("2026-10-01T12:00:00.250Z");
    assertThat(cell(row, "dump")).isEqualTo("snapshot-7");
    assertThat(cell(row, "file_path")).isEqualTo("com,example)https/1 2026-10-01T12:00:00.250Z");
    assertThat(cell(row, "language")).isEqualTo("zh");
    assertThat(row.getDouble("language_score", 0)).isEqualTo(0.75);
    assertThat(ParquetRows.elements(row, "language_share")).containsExactly("zh=0.875", "en=0.125");
    assertThat(ParquetRows.elements(row, "authors")).containsExactly("Ada Miller", "李明");
    assertThat(ParquetRows.elements(row, "text_notes")).containsExactly("a note");
    assertThat(ParquetRows.elements(row, "rule"))
        .containsExactly("gopher-quality/hash-ratio=0.025");
    assertThat(row.getLong("status", 0)).isEqualTo(200);
    assertThat(row.getBoolean("truncated", 0)).isFalse();
    assertThat(cell(row, "text_xxh3_128")).isEqualTo("00000000000000010000000000000002");
    assertThat(row.getLong("exact_cluster_size", 0)).isEqualTo(3);
    assertThat(row.getLong("cluster_size", 0)).isEqualTo(5);
    assertThat(cell(row, "cluster_id")).isEqualTo(cell(row, "id"));
    assertThat(ParquetRows.isThere(row, "site_name")).isFalse();
  }

  @Test
  void aDocumentWithoutFactsHasEmptyListsAndNothingElse() throws IOException {
    Document full = document(1, "x");
    Document bare =
        new Document(
            full.id(),
            full.key(),
            full.provenance(),
            Extracted.ofText("x"),
            "utf-8",
            Optional.empty(),
            full.textHash(),
            List.of(),
            1,
            1);
    List<Group> rows = ParquetRows.read(write(List.of(full, bare, full)).get(0)).rows();
    for (String list : List.of("authors", "text_notes", "rule")) {
      assertThat(ParquetRows.isThere(rows.get(1), list)).as(list).isTrue();
      assertThat(ParquetRows.elements(rows.get(1), list)).as(list).isEmpty();
    }
    for (String column :
        List.of("language", "language_score", "language_share", "title", "cluster_id")) {
      assertThat(ParquetRows.isThere(rows.get(1), column)).as(column).isFalse();
    }
    assertThat(ParquetRows.elements(rows.get(2), "authors")).hasSize(2);
  }

  @Test
  void listsAndMapsAreDeclaredAsAllReadersKnowThem() throws IOException {
    assertThat(ParquetRows.read(write(List.of()).get(0)).schema())
        .contains(
            """
              optional group authors (LIST) {
                repeated group list {
                  required binary element (STRING);
                }
              }
            """
                .indent(0))
        .contains(
            """
              optional group rule (MAP) {
                repeated group key_value {
                  required binary key (STRING);
                  required double value;
                }
              }
            """
                .indent(0));
  }

  /** Whoever adds a field to the metadata of JSON lines gives it a column here as well. */
  @Test
  void everyFieldOfALineOfJsonHasAColumn() throws IOException {
    byte[] lines = write(new JsonlFormat(JsonlSchema.SLUICE), List.of(document(1, "Text."))).get(0);
    JsonNode line;
    try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(lines))) {
      line = JsonMapper.shared().readTree(in.readAllBytes());
    }
    Set<String> columns =
        DocumentColumns.ALL.stream().map(Column::name).collect(Collectors.toSet());
    assertThat(line.propertyNames())
        .allMatch(name -> columns.contains(name) || Set.of("media", "metadata").contains(name));
    assertThat(line.get("metadata").propertyNames())
        .map(name -> name.replaceFirst(":.*", "").replaceFirst("^author$", "authors"))
        .allMatch(columns::contains);
  }

  @Test
  void aGroupOfRowsEndsWhereItsTextsBecomeTooLarge() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ColumnFileWriter table = new ColumnFileWriter(out, DocumentColumns.ALL, 4, Readers.ALL);
    List<Integer> lengths = List.of(900, 50, 50, 1, 2_000, 10, 10, 10, 10, 10, 995);
    try (ShardWriter writer =
        new ParquetFormat.Writer(table, new DocumentColumns(table, EDITION), 4, 1_000)) {
      for (int i = 0; i < lengths.size(); i++) {
        Document document = document(i + 1, "x".repeat(lengths.get(i)));
        writer.add(document, originalOf(document));
      }
    }
    List<List<Integer>> groups = new ArrayList<>();
    for (List<Group> group : ParquetRows.read(out.toByteArray()).groups()) {
      groups.add(group.stream().map(row -> cell(row, "text").length()).toList());
    }
    assertThat(groups)
        .containsExactly(
            List.of(900, 50, 50),
            List.of(1),
            List.of(2_000),
            List.of(10, 10, 10, 10),
            List.of(10),
            List.of(995));
  }
}
