package dev.sluice.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.corpus.model.Ledger;
import dev.sluice.corpus.model.LedgerCondition;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.pages.model.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportOfCutsTest {

  private static final int PAGES = 40;

  private static final String NOTICE =
      "The waterworks of the valley give clean water to all who live here.";

  private static final String LITTLE = "There is hardly more to say on this page than that.";

  /** Longer than the recipe's spans. */
  private static final String PASSAGE =
      "it is told in the valley that the first miller, when the rain came, went out alone to open"
          + " the gate and stayed with it until the morning, and that this is why the mill stands";

  private static final Recipe RECIPE =
      Recipes.parse(
          "cuts.yaml",
          """
          name: cuts
          version: 1
          steps:
            - answer
            - decode
            - extract: {template_pages: 0}
            - language
            - newest-capture
            - repeated-lines: {within: site, min_left: 120}
            - repeated-spans: {tokens: 20, within: site}
            - exact-duplicate
          """);

  @TempDir Path temp;
  private PageFunctions functions;
  private MemorySnapshot snapshot;
  private Path whole;
  private Manifest manifest;

  @BeforeAll
  void exportOnce(@TempDir Path folder) {
    functions = Cleaner.standardFunctions();
    snapshot = new MemorySnapshot();
    for (int i = 0; i < PAGES; i++) {
      add("one.example", i, article(i, i % 5 == 0));
      add("two.example", i, article(1_000 + i, false));
    }
    add("one.example", 90, "<p>" + NOTICE + "</p><p>" + LITTLE + "</p>");
    String twin = PretendSite.paragraph(7_777) + PretendSite.paragraph(8_888);
    add("one.example", 91, twin);
    add("two.example", 91, "<p>" + NOTICE + "</p>" + twin);
    whole = folder.resolve("whole");
    manifest = run(request(whole).withThreads(1));
  }

  private void add(String host, int number, String content) {
    String url = "https://" + host + "/page/" + number;
    snapshot.add(SamplePages.rawHtml(url, "<html><body>" + content + "</body></html>"));
  }

  private static String article(long number, boolean hasPassage) {
    return PretendSite.paragraph(number)
        + ("<p>" + NOTICE + "</p>")
        + (hasPassage ? "<p>On page " + number + " " + PASSAGE + " " + number + " days.</p>" : "")
        + PretendSite.paragraph(number + 500_000);
  }

  private static ExportRequest request(Path folder) {
    return ExportRequest.of(RECIPE, folder).withPartCaptures(10).withShardTextBytes(20_000);
  }

  private Manifest run(ExportRequest request) {
    return new Export(functions).run(snapshot, request, ExportWatch.none());
  }

  @Test
  void whatRepeatsIsInTheCorpusOnceASite() throws IOException {
    List<String> texts =
        documents().values().stream().map(it -> it.get("text").asString()).toList();
    assertThat(texts).filteredOn(it -> it.contains(NOTICE)).hasSize(2);
    assertThat(texts).filteredOn(it -> it.contains(PASSAGE)).hasSize(1);
    assertThat(texts).filteredOn(it -> it.contains("On page 5 5 days.")).hasSize(1);
    assertThat(texts).noneMatch(it -> it.contains("\n\n\n")).noneMatch(it -> it.endsWith("\n"));
  }

  @Test
  void ledgerManifestAndReportTellOfTheTextsThatAreWritten() throws IOException {
    Map<String, JsonNode> documents = documents();
    List<Map<String, Object>> kept = ledger("kept=true");
    assertThat(kept).hasSameSizeAs(documents.values());
    double lines = 0;
    for (Map<String, Object> row : kept) {
      JsonNode document = documents.get((String) row.get("id"));
      JsonNode metadata = document.get("metadata");
      assertThat(row.get("characters"))
          .isEqualTo(document.get("text").asString().codePoints().count());
      for (String rule :
          List.of(
              "repeated-lines/removed-lines",
              "repeated-lines/removed-characters",
              "repeated-spans/removed-characters")) {
        assertThat(row.get(rule)).as(rule).isEqualTo(metadata.get("rule:" + rule).asDouble());
      }
      lines += (double) row.get("repeated-lines/removed-lines");
    }
    assertThat(lines).isEqualTo(2 * PAGES - 2);
    long characters =
        documents.values().stream()
            .mapToLong(it -> it.get("text").asString().codePoints().count())
            .sum();
    assertThat(manifest.shards().stream().mapToLong(it -> it.characters()).sum())
        .isEqualTo(characters);
    JsonNode report = JsonMapper.shared().readTree(Files.readString(whole.resolve("report.json")));
    assertThat(report.get("documents").get("characters").asLong()).isEqualTo(characters);
  }

  @Test
  void aPageOfWhichTooLittleIsLeftIsDroppedInFavourOfNobody() {
    List<Map<String, Object>> rows = ledger("step=repeated-lines");
    assertThat(rows).hasSize(1);
    Map<String, Object> row = rows.get(0);
    assertThat((String) row.get("url")).contains("90");
    assertThat(row.get("rule")).isEqualTo("repeated-lines/left-characters");
    assertThat(row.get("value")).isEqualTo((double) LITTLE.length());
    assertThat(row.get("limit")).isEqualTo(">= 120");
    assertThat(row.get("characters")).isEqualTo((long) LITTLE.length());
    assertThat(row).doesNotContainKeys("matched_id", "matched_url");
  }

  @Test
  void laterStepsCompareWhatIsLeft() {
    List<Map<String, Object>> rows = ledger("step=exact-duplicate");
    assertThat(rows).hasSize(1);
    assertThat((String) rows.get(0).get("url")).contains("two.example/page/91");
    assertThat((String) rows.get(0).get("matched_url")).contains("one.example/page/91");
    assertThat(rows.get(0).get("repeated-lines/removed-lines")).isEqualTo(1.0);
  }

  @Test
  void threadsAndPartsDoNotChangeAByte() throws IOException {
    run(request(temp.resolve("sixteen")).withThreads(16).withPartCaptures(7));
    assertThat(digests(temp.resolve("sixteen"))).isEqualTo(digests(whole));
  }

  @ParameterizedTest
  @EnumSource(
      value = ExportWatch.Phase.class,
      names = {"CHOOSE", "WRITE"})
  void anExportThatWasKilledGivesTheSameBytes(ExportWatch.Phase phase) throws IOException {
    Path folder = temp.resolve("killed-" + phase);
    ExportWatch killer =
        (now, done, total) -> {
          if (now == phase && done > total / 2) {
            throw new IllegalStateException("killed");
          }
        };
    assertThatThrownBy(() -> new Export(functions).run(snapshot, request(folder), killer))
        .hasMessage("killed");
    run(request(folder).withThreads(3));
    assertThat(digests(folder)).isEqualTo(digests(whole));
  }

  private Map<String, JsonNode> documents() throws IOException {
    Map<String, JsonNode> documents = new HashMap<>();
    for (Path file : files(whole)) {
      if (file.getFileName().toString().startsWith("documents-")) {
        try (ZstdInputStream in = new ZstdInputStream(Files.newInputStream(file))) {
          for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
            JsonNode document = JsonMapper.shared().readTree(line);
            documents.put(document.get("id").asString(), document);
          }
        }
      }
    }
    return documents;
  }

  private List<Map<String, Object>> ledger(String where) {
    try (Ledger ledger = Export.openLedger(whole)) {
      return ledger.rows(List.of(LedgerCondition.parse(where)), Integer.MAX_VALUE);
    }
  }

  private static Map<String, ContentHash> digests(Path folder) throws IOException {
    Map<String, ContentHash> digests = new TreeMap<>();
    for (Path file : files(folder)) {
      digests.put(file.getFileName().toString(), ContentHash.of(Files.readAllBytes(file)));
    }
    return digests;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return new ArrayList<>(list.filter(Files::isRegularFile).sorted().toList());
    }
  }
}
