package dev.sluice.corpus;

import static dev.sluice.corpus.ExportedFiles.digests;
import static dev.sluice.corpus.ExportedFiles.documents;
import static dev.sluice.corpus.ExportedFiles.ledger;
import static dev.sluice.corpus.ExportedFiles.lines;
import static dev.sluice.corpus.ExportedFiles.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.model.DocumentIndex;
import dev.sluice.corpus.model.ExportBasis;
import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.MergedChain;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.pages.IndexFolder;
import dev.sluice.pages.model.Takedown;
import dev.sluice.pages.model.Takedowns;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Exports that follow each other, beside exports of everything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChainedExportsTest {

  private static final String PAGE_BY_PAGE =
      """
      name: plain
      version: 1
      description: Each page by itself.
      steps:
        - answer
        - opt-out
        - media-type
        - decode
        - extract
        - language: {min_score: 0}
        - length: {min_characters: 100}
      """;

  @TempDir Path temp;
  private PageFunctions functions;
  private List<MemorySnapshot> snapshots;

  @BeforeAll
  void fillWeb() {
    functions = Cleaner.standardFunctions();
    snapshots = snapshots(20261128);
  }

  private static List<MemorySnapshot> snapshots(long seed) {
    ChangingWeb web = new ChangingWeb(seed);
    List<MemorySnapshot> all = new ArrayList<>();
    web.grow(90);
    for (int visits : List.of(10, 40, 5, 40)) {
      web.revisit(visits);
      web.grow(visits / 2);
      web.importOlder(visits / 10);
      all.add(web.snapshot());
    }
    return all;
  }

  private static Recipe recipe(String... more) {
    StringBuilder yaml = new StringBuilder(PAGE_BY_PAGE);
    List.of(more).forEach(step -> yaml.append("  - ").append(step).append('\n'));
    return Recipes.parse("plain", yaml.toString());
  }

  private Manifest export(Path out, int snapshot, Recipe recipe, ExportBasis basis, int threads) {
    ExportRequest request =
        ExportRequest.of(recipe, out)
            .withThreads(threads)
            .withPartCaptures(threads == 1 ? 7 : 30)
            .withShardTextBytes(20_000);
    return new Export(functions).run(snapshots.get(snapshot), basis, request, ExportWatch.none());
  }

  private Path full(int snapshot, Recipe recipe) {
    Path out = temp.resolve("full-" + snapshot + "-" + recipe.hash());
    export(out, snapshot, recipe, ExportBasis.NONE, 2);
    return out;
  }

  private Path since(int snapshot, Recipe recipe) {
    Path out = temp.resolve("since-" + snapshot + "-" + recipe.hash());
    export(out, snapshot, recipe, ExportBasis.NONE.withSince(snapshots.get(snapshot - 1)), 2);
    return out;
  }

  @Test
  void aMixOfWhatHasChangedTellsOfEachDocumentWhatItIs() throws IOException {
    Recipe recipe = recipe("newest-capture");
    Path mix = Files.writeString(temp.resolve("mix.yaml"), "order: shuffle\nseed: 3\n");
    Path mixed = temp.resolve("mixed");
    new Export(functions)
        .run(
            snapshots.get(2),
            ExportBasis.NONE.withSince(snapshots.get(1)),
            ExportRequest.of(recipe, mixed).withMix(mix),
            ExportWatch.none());
    Map<String, String> changes = changes(mixed);
    assertThat(changes).isEqualTo(changes(since(2, recipe)));
    assertThat(changes.values()).contains("added", "changed");
  }

  private static Map<String, String> changes(Path export) throws IOException {
    Map<String, String> changes = new TreeMap<>();
    for (JsonNode document : documents(export)) {
      changes.put(document.get("id").asString(), document.at("/metadata/change").asString("none"));
    }
    return changes;
  }

  /** What a user has who takes away what is listed, and then adds what is new, export by export. */
  private static Map<String, JsonNode> applied(List<Path> chain) throws IOException {
    Map<String, JsonNode> documents = new TreeMap<>();
    for (Path export : chain) {
      if (digests(export).containsKey("changes.jsonl.zst")) {
        for (JsonNode line : lines(export, "changes.jsonl.zst")) {
          documents.remove(line.get("id").asString());
        }
      }
      for (JsonNode document : documents(export)) {
        assertThat(documents.put(document.get("id").asString(), document)).isNull();
      }
    }
    return documents;
  }

  /** What does not depend on which export a document is in. */
  private static Map<String, String> said(Map<String, JsonNode> documents) {
    Map<String, String> said = new TreeMap<>();
    documents.forEach(
        (id, it) ->
            said.put(
                id, it.get("metadata").get("url").asString() + " " + it.get("text").asString()));
    return said;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "newest-capture"})
  void aChainHasExactlyTheDocumentsOfAnExportOfEverything(String step) throws IOException {
    Recipe recipe = step.isEmpty() ? recipe() : recipe(step);
    List<Path> chain = new ArrayList<>(List.of(full(0, recipe)));
    for (int snapshot = 1; snapshot < snapshots.size(); snapshot++) {
      chain.add(since(snapshot, recipe));
      Map<String, String> whole = said(applied(List.of(full(snapshot, recipe))));
      assertThat(said(applied(chain))).isEqualTo(whole).hasSizeGreaterThan(50);
    }
    Path all = temp.resolve("merged-" + recipe.hash());
    MergedChain merged = Export.merge(chain, all);
    Map<String, JsonNode> documents = applied(chain);
    assertThat(applied(List.of(all))).isEqualTo(documents);
    assertThat(merged.documents()).isEqualTo(documents.size());
    assertThat(merged.snapshot()).isEqualTo(snapshots.get(snapshots.size() - 1).id());
    assertThat(merged.withdrawn()).isPositive();
    assertRefused("is an export of everything", chain.get(0), chain.get(0));
    assertRefused("goes on from another export", chain.get(1), chain.get(2));
    assertRefused("does not go on from the snapshot", chain.get(0), chain.get(2));
    assertRefused("is no finished export", temp);
  }

  private void assertRefused(String why, Path... chain) {
    Path out = temp.resolve("refused");
    assertThatThrownBy(() -> Export.merge(List.of(chain), out))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(why)
        .hasMessageContaining(chain[chain.length - 1].getParent().toString());
    assertThat(out).doesNotExist();
  }

  @Test
  void theManifestCountsWhatTheFilesHave() throws IOException {
    Recipe recipe = recipe("newest-capture");
    Path before = full(0, recipe);
    Path out = temp.resolve("counted");
    ExportBasis basis = ExportBasis.NONE.withSince(snapshots.get(0)).withAfter("a".repeat(64));
    Manifest manifest = export(out, 1, recipe, basis, 2);
    Manifest.ChangesEntry changes = manifest.changes().orElseThrow();
    Map<String, Long> told =
        documents(out).stream()
            .map(it -> it.get("metadata").get("change").asString())
            .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
    assertThat(told).isEqualTo(Map.of("added", changes.added(), "changed", changes.changed()));

    List<JsonNode> lines = lines(out, changes.file());
    Set<String> ids = ExportedFiles.ids(documents(out));
    Set<String> whys = new HashSet<>();
    long gone = 0;
    for (JsonNode line : lines) {
      if (line.get("change").asString().equals("gone")) {
        gone++;
        assertThat(line.get("by").isNull()).isTrue();
        whys.add(line.get("why").asString());
      } else {
        assertThat(ids).contains(line.get("by").asString());
        assertThat(line.get("why").isNull()).isTrue();
      }
    }
    assertThat(whys).contains("opt-out/directive", "purged");
    assertThat(changes.withdrawn()).isEqualTo(lines.size());
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("Since the older snapshot")
        .containsPattern("gone: [^<]*</td><td class=\"num\">" + changes.gone() + "<");
    assertThat(changes.gone()).isEqualTo(gone).isPositive();
    assertThat(changes.after()).contains("a".repeat(64));
    assertThat(manifest.snapshot().since()).contains(snapshots.get(0).id());
    assertThat(ExportedFiles.ids(documents(before)))
        .containsAll(lines.stream().map(line -> line.get("id").asString()).toList());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whereDuplicatesAreDroppedAChainCoversWhatAnExportOfEverythingDoes(boolean hasIndex)
      throws IOException {
    Recipe recipe = recipe("newest-capture", "exact-duplicate", "near-duplicate: {verify: 0.8}");
    List<Path> chain = chain(recipe, hasIndex);
    int last = snapshots.size() - 1;
    Path whole = full(last, recipe);
    Map<String, String> chained = said(applied(chain));
    Map<String, String> all = said(applied(List.of(whole)));

    Set<String> lostThere = ids(lost(whole));
    Set<String> onlyChained = new HashSet<>(chained.keySet());
    onlyChained.removeAll(all.keySet());
    assertThat(lostThere).containsAll(onlyChained);
    all.forEach((id, text) -> assertThat(chained.getOrDefault(id, text)).isEqualTo(text));

    Map<String, String> lostTo = new TreeMap<>();
    for (Path export : chain) {
      lost(export).forEach(row -> lostTo.put(text(row, "id"), text(row, "matched_id")));
    }
    Set<String> withdrawn = withdrawn(chain);
    Set<String> onlyWhole = new HashSet<>(all.keySet());
    onlyWhole.removeAll(chained.keySet());
    for (String id : onlyWhole) {
      String winner = lostTo.get(id);
      assertThat(winner).isNotNull();
      while (lostTo.containsKey(winner) && !chained.containsKey(winner)) {
        winner = lostTo.get(winner);
      }
      assertThat(chained.containsKey(winner) || withdrawn.contains(winner)).isTrue();
    }
    assertThat(onlyWhole).isNotEmpty();
    Set<String> texts = new HashSet<>();
    applied(chain).values().forEach(it -> texts.add(hash(it)));
    if (hasIndex) {
      assertThat(texts).hasSameSizeAs(chained.keySet());
    } else {
      assertThat(texts).hasSizeLessThan(chained.size());
    }
  }

  /** The rows of captures that lost to one that says the same, or nearly so. */
  private static List<Map<String, Object>> lost(Path export) {
    return ledger(export, "kept=false").stream()
        .filter(row -> text(row, "step").endsWith("-duplicate"))
        .toList();
  }

  private static String hash(JsonNode document) {
    return document.get("metadata").get("text_xxh3_128").asString();
  }

  private static Set<String> ids(List<Map<String, Object>> rows) {
    return rows.stream().map(row -> text(row, "id")).collect(Collectors.toSet());
  }

  private static Set<String> withdrawn(List<Path> chain) throws IOException {
    Set<String> withdrawn = new HashSet<>();
    for (Path export : chain.subList(1, chain.size())) {
      lines(export, "changes.jsonl.zst").forEach(it -> withdrawn.add(it.get("id").asString()));
    }
    return withdrawn;
  }

  private List<Path> chain(Recipe recipe, boolean hasIndex) {
    Path folder = temp.resolve("index-" + hasIndex);
    List<Path> chain = new ArrayList<>();
    for (int snapshot = 0; snapshot < snapshots.size(); snapshot++) {
      Path out = temp.resolve("chain-" + hasIndex + "-" + snapshot);
      ExportBasis basis =
          snapshot == 0
              ? ExportBasis.NONE
              : ExportBasis.NONE.withSince(snapshots.get(snapshot - 1));
      if (hasIndex) {
        try (IndexFolder index = IndexFolder.openForWriting(folder, DocumentIndex.TABLES)) {
          export(out, snapshot, recipe, basis.withIndex(index.id(), index.tables()), 2);
          List<String> problems = new ArrayList<>();
          Export.openIndex(index.tables()).check(problems::add);
          assertThat(problems).isEmpty();
        }
      } else {
        export(out, snapshot, recipe, basis, 2);
      }
      chain.add(out);
    }
    return chain;
  }

  @Test
  void whatAnExportHasWithdrawnCountsAgainWhenItIsDroppedFromTheIndex() {
    Recipe recipe = recipe("newest-capture", "exact-duplicate");
    try (IndexFolder index =
        IndexFolder.openForWriting(temp.resolve("dropped"), DocumentIndex.TABLES)) {
      ExportBasis basis = ExportBasis.NONE.withIndex(index.id(), index.tables());
      export(temp.resolve("d0"), 0, recipe, basis, 2);
      ExportBasis next = basis.withSince(snapshots.get(0));
      Manifest first = export(temp.resolve("d1"), 1, recipe, next, 2);
      Export.openIndex(index.tables()).drop("d1");
      Manifest again = export(temp.resolve("d1-again"), 1, recipe, next, 2);
      assertThat(again.shards()).isEqualTo(first.shards());
      assertThat(again.changes()).isEqualTo(first.changes());
      List<String> problems = new ArrayList<>();
      Export.openIndex(index.tables()).check(problems::add);
      assertThat(problems).isEmpty();
    }
  }

  @Test
  void threadsAndPartsDoNotChangeAByteOfWhatHasChanged() throws IOException {
    Recipe recipe = recipe("newest-capture", "exact-duplicate", "near-duplicate");
    ExportBasis basis = ExportBasis.NONE.withSince(snapshots.get(0));
    export(temp.resolve("one"), 1, recipe, basis, 1);
    export(temp.resolve("four"), 1, recipe, basis, 4);
    assertThat(digests(temp.resolve("four"))).isEqualTo(digests(temp.resolve("one")));
  }

  @Test
  void whatWasTakenDownIsWithdrawnAlthoughTheStoreIsAsItWas() throws IOException {
    Recipe recipe = recipe("newest-capture");
    Path before = temp.resolve("demanded-0");
    export(before, 1, recipe, ExportBasis.NONE, 2);
    JsonNode wanted = documents(before).get(3);
    Takedowns demands =
        Takedowns.of(
            List.of(
                new Takedown(
                    "t1",
                    Takedown.Kind.URL,
                    wanted.get("metadata").get("url").asString(),
                    "copyright",
                    "",
                    Instant.EPOCH,
                    Optional.empty(),
                    List.of())));
    Path out = temp.resolve("demanded-1");
    new Export(functions, demands)
        .run(
            snapshots.get(1),
            ExportBasis.NONE.withSince(snapshots.get(1)),
            ExportRequest.of(recipe, out),
            ExportWatch.none());
    JsonNode gone = assertThat(lines(out, "changes.jsonl.zst")).singleElement().actual();
    assertThat(gone.get("id")).isEqualTo(wanted.get("id"));
    assertThat(gone.get("why").asString()).isEqualTo("takedown/url");
    assertThat(documents(out)).isEmpty();
  }

  @Test
  void anExportSinceTheSameStateIsEmpty() throws IOException {
    Recipe recipe = recipe("newest-capture");
    Path out = temp.resolve("nothing");
    Manifest manifest = export(out, 1, recipe, ExportBasis.NONE.withSince(snapshots.get(1)), 2);
    assertThat(manifest.counts().captures()).isZero();
    assertThat(lines(out, "changes.jsonl.zst")).isEmpty();
  }
}
