package dev.sluice.corpus;

import static dev.sluice.corpus.ExportedFiles.digests;
import static dev.sluice.corpus.ExportedFiles.documents;
import static dev.sluice.corpus.ExportedFiles.ids;
import static dev.sluice.corpus.ExportedFiles.ledger;
import static dev.sluice.corpus.ExportedFiles.ledgerIds;
import static dev.sluice.corpus.ExportedFiles.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.model.ExportBasis;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.MixPlan;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.TokenMap;
import dev.sluice.corpus.model.Verification;
import dev.sluice.corpus.shard.PlanFile;
import dev.sluice.corpus.tokens.TokenCases;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Exports that are mixed, from pages to shards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportOfMixTest {

  private static final String HALVES =
      """
      unit: characters
      budget: 60_000
      seed: 7
      groups:
        - {name: chinese, where: {language: zh}, share: 1, epochs: 9}
        - {name: english, where: {language: en}, share: 3}
      order: shuffle
      """;

  @TempDir Path temp;
  private PageFunctions functions;
  private MemorySnapshot snapshot;
  private Path plain;

  @BeforeAll
  void exportOnce(@TempDir Path folder) {
    functions = Cleaner.standardFunctions();
    snapshot = SamplePages.snapshot(150, 20261001);
    plain = folder.resolve("plain");
    run(request(plain));
  }

  private static ExportRequest request(Path folder) {
    return ExportRequest.of(Recipes.load("web"), folder)
        .withThreads(2)
        .withPartCaptures(15)
        .withShardTextBytes(30_000);
  }

  private Manifest run(ExportRequest request) {
    return new Export(functions).run(snapshot, request, ExportWatch.none());
  }

  private Path mix(String yaml) throws IOException {
    return Files.writeString(Files.createTempFile(temp, "mix-", ".yaml"), yaml);
  }

  private ExportRequest mixed(String folder, String yaml) throws IOException {
    return request(temp.resolve(folder)).withMix(mix(yaml));
  }

  private static long characters(List<JsonNode> documents, String language) {
    return documents.stream()
        .filter(it -> it.get("metadata").get("language").stringValue().equals(language))
        .map(it -> it.get("text").stringValue())
        .mapToLong(it -> it.codePointCount(0, it.length()))
        .sum();
  }

  @Test
  void sharesOfABudgetAreExactToTheLastDocumentThatFits() throws IOException {
    Manifest manifest = run(mixed("halves", HALVES));
    Path folder = temp.resolve("halves");
    List<JsonNode> documents = documents(folder);
    long chinese = characters(documents, "zh");
    long english = characters(documents, "en");
    long longest =
        documents.stream().mapToLong(it -> it.get("text").stringValue().length()).max().orElse(0);
    assertThat(chinese).isBetween(15_000 - longest, 15_000L);
    assertThat(english).isBetween(45_000 - longest, 45_000L);

    MixPlan plan = PlanFile.read(folder);
    assertThat(plan.groups())
        .extracting(it -> it.planned().units())
        .containsExactly(chinese, english);
    assertThat(plan.planned().units()).isEqualTo(chinese + english);
    assertThat(manifest.mix().orElseThrow().written()).isEqualTo(plan.planned());
    assertThat(plan.planned().written()).isEqualTo(documents.size());
    assertThat(plan.planned().documents()).isEqualTo(ids(documents).size());
    assertThat(plan.shards()).hasSameSizeAs(manifest.shards());
    for (int i = 0; i < plan.shards().size(); i++) {
      assertThat(manifest.shards().get(i).documents()).isEqualTo(plan.shards().get(i).documents());
    }
    assertThat(Files.readString(folder.resolve("report.html"))).contains("<h2>Mix</h2>", "chinese");
  }

  @Test
  void aDocumentIsWhereTheLedgerSaysHoweverOftenItIsWritten() throws IOException {
    Manifest manifest =
        run(
            mixed(
                "often",
                "groups: [{name: all, epochs: 1, repeat: 2.5}]\norder: shuffle\nseed: 3\n"));
    Path folder = temp.resolve("often");
    Map<String, Map<String, Integer>> places = new HashMap<>();
    Map<String, Integer> lines = new HashMap<>();
    for (Manifest.ShardEntry shard : manifest.shards()) {
      for (JsonNode document : ExportedFiles.lines(folder, shard.file())) {
        int line = lines.merge(shard.file(), 1, Integer::sum) - 1;
        JsonNode copy = document.get("metadata").get("rule:mix/copy");
        places
            .computeIfAbsent(document.get("id").stringValue(), any -> new HashMap<>())
            .put(shard.file() + ":" + line, copy == null ? 1 : copy.intValue());
      }
    }
    Set<Integer> times = new HashSet<>();
    for (Map<String, Object> row : ledger(folder, "kept=true")) {
      List<String> told = new ArrayList<>();
      told.add(text(row, "shard") + ":" + row.get("line"));
      Object further = row.get("further_places");
      told.addAll(further == null ? List.of() : List.of(further.toString().split(" ")));
      assertThat(places.get(text(row, "id")).keySet()).containsExactlyInAnyOrderElementsOf(told);
      for (int copy = 0; copy < told.size(); copy++) {
        assertThat(places.get(text(row, "id"))).containsEntry(told.get(copy), copy + 1);
      }
      times.add(told.size());
    }
    assertThat(times).containsExactlyInAnyOrder(2, 3);
    assertThat(places.keySet()).isEqualTo(ids(documents(plain)));
    assertThat(manifest.counts().documents()).isEqualTo(places.size());
    assertThat(manifest.inputs())
        .filteredOn(it -> it.kind().equals("mix"))
        .extracting(Manifest.InputEntry::sha256)
        .containsExactly(PlanFile.read(folder).sha256());
    assertThat(Export.verify(folder, true, Verification.Watch.none()).findings()).isEmpty();
    Manifest.MixEntry entry = manifest.mix().orElseThrow();
    assertThat(entry.written().written()).isGreaterThan(2 * entry.written().documents());
  }

  @Test
  void whatAMixLeavesOutIsInTheLedgerWithItsReason() throws IOException {
    Manifest manifest =
        run(
            mixed(
                "reasons",
                """
                unit: documents
                budget: 20
                groups:
                  - {name: some, where: {language: en, characters: {below: 2000}}, repeat: 0.5}
                caps: [{per: host, most: 2}]
                """));
    Path folder = temp.resolve("reasons");
    assertThat(ids(documents(folder))).hasSizeLessThanOrEqualTo(14);
    Set<String> dropped = ledgerIds(ledger(folder, "step=mix"));
    Set<String> all = new HashSet<>(dropped);
    all.addAll(ids(documents(folder)));
    assertThat(all).isEqualTo(ids(documents(plain)));
    Manifest.FunnelStep step = manifest.funnel().get(manifest.funnel().size() - 1);
    assertThat(step.step()).isEqualTo("mix");
    assertThat(step.dropped()).isEqualTo(dropped.size());
    assertThat(step.rules()).containsKeys("mix/group", "mix/sample", "mix/cap", "mix/budget");
    assertThat(step.rules().get("mix/group")).isPositive();
    assertThat(step.rules().get("mix/sample")).isPositive();
    assertThat(step.rules().get("mix/cap")).isPositive();
    assertThat(step.rules()).isEqualTo(PlanFile.read(folder).leftOut());
    assertThat(text(ledger(folder, "rule=mix/cap").get(0), "limit"))
        .isEqualTo("2 documents per host");
    Map<String, Integer> hosts = new HashMap<>();
    documents(folder)
        .forEach(
            it ->
                hosts.merge(
                    PageUrl.parse(it.get("metadata").get("url").stringValue()).host(),
                    1,
                    Integer::sum));
    assertThat(hosts.values()).allMatch(it -> it <= 2).contains(2);
  }

  @Test
  void theNumberOfThreadsAndAStopAtAnyPointDoNotChangeAByte() throws IOException {
    Path yaml = mix(HALVES);
    run(request(temp.resolve("one")).withThreads(1).withMix(yaml));
    run(request(temp.resolve("four")).withThreads(4).withPartCaptures(7).withMix(yaml));
    assertThat(digests(temp.resolve("four"))).isEqualTo(digests(temp.resolve("one")));

    ExportRequest stopped = request(temp.resolve("stopped")).withMix(yaml);
    int stops = 0;
    for (int after = 40; ; after *= 2) {
      try {
        AtomicInteger asked = new AtomicInteger();
        int most = after;
        new Export(functions)
            .run(snapshot, stopped, new StoppingWatch(() -> asked.incrementAndGet() > most));
        break;
      } catch (ExportException ended) {
        assertThat(ended.problem()).isEqualTo(ExportException.Problem.STOPPED);
        stops++;
      }
    }
    assertThat(stops).isGreaterThan(2);
    assertThat(digests(temp.resolve("stopped"))).isEqualTo(digests(temp.resolve("one")));
  }

  @Test
  void aPlanIsToldBeforeAnythingIsWrittenAndAnotherMixGoesOnFromThere() throws IOException {
    ExportRequest request = mixed("planned", HALVES);
    MixPlan plan =
        new Export(functions).plan(snapshot, ExportBasis.NONE, request, ExportWatch.none());
    Path folder = temp.resolve("planned");
    assertThat(PlanFile.read(folder)).isEqualTo(plan);
    try (var files = Files.list(folder)) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder("plan.json", ".work");
    }
    int read = snapshot.bodiesRead();
    String other = HALVES.replace("60_000", "30_000");
    Manifest manifest = run(mixed("planned", other));
    assertThat(snapshot.bodiesRead()).isEqualTo(read);
    assertThat(manifest.mix().orElseThrow().written().units()).isBetween(25_000L, 30_000L);
    run(mixed("afresh", other));
    assertThat(documentsOf(digests(folder)))
        .isEqualTo(documentsOf(digests(temp.resolve("afresh"))));
    assertThatThrownBy(() -> run(request)).hasMessageContaining("finished export");
  }

  private static Map<String, String> documentsOf(Map<String, String> digests) {
    Map<String, String> documents = new HashMap<>(digests);
    documents.keySet().removeIf(name -> !name.startsWith("documents-"));
    assertThat(documents).isNotEmpty();
    return documents;
  }

  @Test
  void stagesComeOneAfterTheOtherAndNumbersAscendInThem() throws IOException {
    long[] lengths =
        documents(plain).stream()
            .filter(it -> !it.get("metadata").get("language").stringValue().equals("zh"))
            .mapToLong(it -> characters(List.of(it)))
            .sorted()
            .toArray();
    long middle = lengths[lengths.length / 2];
    run(
        mixed(
            "stages",
            """
            order:
              stages:
                - {name: chinese first, where: {language: zh}}
                - {name: short, where: {characters: {below: %d}}}
              by: characters
              direction: descending
            """
                .formatted(middle)));
    List<JsonNode> documents = documents(temp.resolve("stages"));
    List<long[]> keys = new ArrayList<>();
    for (JsonNode document : documents) {
      String text = document.get("text").stringValue();
      int length = text.codePointCount(0, text.length());
      boolean chinese = document.get("metadata").get("language").stringValue().equals("zh");
      keys.add(new long[] {chinese ? 0 : length < middle ? 1 : 2, -length});
    }
    assertThat(keys)
        .isSortedAccordingTo(
            (a, b) -> a[0] == b[0] ? Long.compare(a[1], b[1]) : Long.compare(a[0], b[0]));
    assertThat(keys.stream().map(it -> it[0]).distinct()).containsExactly(0L, 1L, 2L);
    assertThat(ids(documents)).isEqualTo(ids(documents(plain)));
  }

  @Test
  void interleavedGroupsAreMixedEvenlyAllTheWay() throws IOException {
    run(
        mixed(
            "even",
            """
            groups:
              - {name: chinese, where: {language: zh}}
              - {name: others}
            order: interleave-groups
            """));
    List<JsonNode> documents = documents(temp.resolve("even"));
    double share = (double) characters(documents, "zh") / characters(documents);
    for (int prefix = 20; prefix < documents.size(); prefix += 10) {
      List<JsonNode> first = documents.subList(0, prefix);
      assertThat((double) characters(first, "zh") / characters(first))
          .isBetween(share - 0.1, share + 0.1);
    }
  }

  private static long characters(List<JsonNode> documents) {
    return documents.stream()
        .map(it -> it.get("text").stringValue())
        .mapToLong(it -> it.codePointCount(0, it.length()))
        .sum();
  }

  @Test
  void tokensAreCountedAndTheirMapFindsEachPlace() throws IOException {
    Path tokenizer = Files.writeString(temp.resolve("tiny.json"), TokenCases.tokenizer());
    Path yaml =
        mix(
            """
            unit: tokens
            budget: 40_000
            groups: [{name: all, repeat: 2}]
            order: shuffle
            """);
    Path folder = temp.resolve("tokens");
    Manifest manifest =
        run(
            request(folder)
                .withFormat("megatron", tokenizer, Optional.empty(), TokenCases.END)
                .withMix(yaml));
    long tokens = manifest.shards().stream().mapToLong(it -> it.tokens().orElseThrow()).sum();
    assertThat(manifest.mix().orElseThrow().written().units()).isEqualTo(tokens);
    assertThat(tokens).isBetween(35_000L, 40_000L);
    try (TokenMap map = Export.openTokens(folder)) {
      long found = 0;
      for (Map<String, Object> row : ledger(folder, "kept=true")) {
        List<TokenMap.Place> places = map.find(PageUrl.parse(text(row, "url")));
        List<String> told = new ArrayList<>();
        told.add(text(row, "shard") + ":" + row.get("line"));
        Object further = row.get("further_places");
        told.addAll(further == null ? List.of() : List.of(further.toString().split(" ")));
        assertThat(places)
            .extracting(it -> it.shard() + ":" + it.index())
            .containsExactlyElementsOf(told);
        for (TokenMap.Place place : places) {
          assertThat(map.at(place.offsetInAll())).contains(place);
          found += place.tokens();
        }
      }
      assertThat(found).isEqualTo(tokens);
    }
    Path texts = temp.resolve("texts");
    Manifest counted =
        run(request(texts).withMix(yaml, tokenizer, Optional.empty(), TokenCases.END));
    assertThat(counted.mix().orElseThrow().written())
        .isEqualTo(manifest.mix().orElseThrow().written());
  }

  @Test
  void aMixThatCannotBeMadeSaysWhy() throws IOException {
    assertThatThrownBy(() -> run(mixed("unmeasured", "order: {by: gopher-quality/word-cuont}")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("did you mean 'gopher-quality/word-count'");
    assertThatThrownBy(
            () ->
                run(
                    mixed(
                        "empty",
                        "groups: [{name: a, share: 1}, {name: b, where: {language: xx}, share: 1}]")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("group 'b' has no documents");
    assertThatThrownBy(() -> request(temp.resolve("nowhere")).withMix(Path.of("nowhere.yaml")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("nowhere.yaml");
    Path yaml = mix("order: shuffle");
    assertThatThrownBy(() -> request(temp.resolve("raw")).withFormat("warc").withMix(yaml))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("leave out --mix");
    assertThatThrownBy(() -> mixed("tokenless", "unit: tokens"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("--tokenizer");
  }
}
