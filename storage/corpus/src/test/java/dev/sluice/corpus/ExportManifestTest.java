package dev.sluice.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.FileEntry;
import dev.sluice.corpus.model.Manifest.InputEntry;
import dev.sluice.corpus.model.Manifest.SeedEntry;
import dev.sluice.corpus.shard.ManifestFile;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.YamlFile;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a manifest says that an export was made from, and the card that lies beside it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportManifestTest {

  private static final String LIST = "gamble\nwager\n";

  private static final String RECIPE =
      """
      name: mine
      version: 3
      steps:
        - decode
        - extract
        - language
        - bad-words:
            lists: [words.txt]
        - scrub
      """;

  private Path out;
  private Manifest manifest;
  private String card;

  @BeforeAll
  void export(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("words.txt"), LIST);
    Path recipe = Files.writeString(folder.resolve("mine.yaml"), RECIPE);
    MemorySnapshot snapshot = SamplePages.snapshot(60, 5);
    for (int i = 0; i < 3; i++) {
      snapshot.add(licensed(i));
    }
    out = folder.resolve("out");
    manifest =
        new Export(Cleaner.standardFunctions())
            .run(
                snapshot,
                ExportRequest.of(Recipes.load(recipe.toString()), out),
                ExportWatch.none());
    card = Files.readString(out.resolve("README.md"));
  }

  private static RawPage licensed(int number) {
    String address =
        List.of(
                "https://creativecommons.org/licenses/by-sa/4.0/deed.de",
                "http://www.creativecommons.org/licenses/by-sa/4.0",
                "https://example.org/terms|<b>")
            .get(number);
    String paragraph =
        "The river rises in the hills, and whoever writes to anna.miller@millriver.net knows. ";
    return MemorySnapshot.page(
        "https://licensed.example.com/" + number,
        SamplePages.NOON,
        200,
        "text/html; charset=utf-8",
        SamplePages.html("Free " + number, "<p>" + paragraph.repeat(8) + number + "</p>")
            .replace("<head>", "<head><link rel=license href='" + address + "'>"));
  }

  @Test
  void itNamesTheListsAndModelsThatDecided() throws IOException {
    InputEntry words = manifest.inputs().get(0);
    assertThat(words)
        .isEqualTo(
            new InputEntry(
                "list",
                "words.txt",
                "bad-words",
                LIST.length(),
                ContentHash.of(LIST.getBytes(StandardCharsets.UTF_8)).hex()));
    assertThat(manifest.inputs())
        .filteredOn(it -> it.kind().equals("model"))
        .extracting(InputEntry::file)
        .contains("builtin:languages.bin", "builtin:blocks.model", "builtin:cjdict.dict");
    assertThat(manifest.inputs()).allMatch(it -> it.sha256().length() == 64 && it.bytes() > 0);
  }

  @Test
  void itCountsThePagesOfEachSeed() {
    assertThat(manifest.seeds())
        .containsExactly(
            new SeedEntry("example", manifest.counts().captures(), manifest.counts().documents()));
  }

  @Test
  void itNamesAllFilesButTheReportAndTheSumsNameThoseToo() throws IOException {
    assertThat(manifest.files()).extracting(FileEntry::file).containsExactly("README.md");
    Map<String, String> sums =
        Files.readAllLines(out.resolve("SHA256SUMS")).stream()
            .collect(Collectors.toMap(it -> it.substring(66), it -> it.substring(0, 64)));
    Map<String, String> digests = new TreeMap<>(ExportedFiles.digests(out));
    digests.remove("SHA256SUMS");
    assertThat(sums).isEqualTo(digests).containsKeys("manifest.json", "report.json");
  }

  @Test
  void aManifestOfAnEarlierVersionCanStillBeRead(@TempDir Path old) throws IOException {
    String json = Files.readString(out.resolve("manifest.json"));
    for (String field : List.of("inputs", "seeds", "files")) {
      json = json.replaceFirst("(?s)  \"" + field + "\" : \\[.*?\\n?  ?\\](,|(?=\\n\\}))\\n?", "");
    }
    json = json.replaceFirst(",\\s*\\}\\s*$", "}");
    assertThat(json).doesNotContain("\"inputs\"").doesNotContain("\"seeds\"");
    Files.writeString(old.resolve("manifest.json"), json);
    Manifest read = ManifestFile.read(old);
    assertThat(read.inputs()).isEmpty();
    assertThat(read.seeds()).isEmpty();
    assertThat(read.counts()).isEqualTo(manifest.counts());
  }

  @Test
  void theReferenceTellsEveryFieldOfAManifest() throws IOException {
    String page = Files.readString(Path.of("../../docs/reference/corpus-format.md"));
    String section = page.substring(page.indexOf("## Manifest"), page.indexOf("### Check"));
    List<Class<?>> records = new ArrayList<>(List.of(Manifest.class.getDeclaredClasses()));
    records.add(Manifest.class);
    assertThat(records).hasSizeGreaterThan(10);
    for (Class<?> type : records) {
      for (RecordComponent field : type.getRecordComponents()) {
        String name = field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        assertThat(section).as(type.getSimpleName()).contains("`" + name + "`");
      }
    }
  }

  @Test
  void theHeaderOfTheCardIsWhatTheHubReads() {
    String yaml = card.substring(4, card.indexOf("\n---\n", 4));
    Map<String, Setting> header = YamlFile.parse("README.md", yaml).fields();
    assertThat(header)
        .containsOnlyKeys(
            "pretty_name",
            "license",
            "license_name",
            "language",
            "size_categories",
            "task_categories",
            "tags",
            "configs",
            "dataset_info");
    assertThat(header.get("license").text()).isEqualTo("other");
    assertThat(header.get("language").items()).extracting(Setting::text).contains("en", "zh");
    assertThat(header.get("size_categories").items())
        .extracting(Setting::text)
        .containsOnly("n<1K");
    assertThat(yaml)
        .contains("path: \"documents-*.jsonl.zst\"")
        .contains("- config_name: ledger\n")
        .contains("num_examples: " + manifest.counts().documents() + "\n")
        .contains("num_examples: " + manifest.ledger().rows() + "\n")
        .contains("download_size: " + manifest.ledger().bytes());
  }

  @Test
  void theCardTellsOfLicencesSitesAndPersonalData() {
    assertThat(card)
        .contains("| CC BY-SA 4.0 | 2 |")
        .contains("| example.org/terms\\|&lt;b> | 1 |")
        .contains("| licensed.example.com | 3 | 3 |")
        .contains("The recipe has no step `opt-out`", "该配方没有 `opt-out` 步骤", "## Licences · 许可")
        .containsPattern("\\| emails \\| [1-9]\\d* \\|")
        .contains("Recipe `mine@3`, SHA-256 `" + manifest.recipe().hash() + "`")
        .doesNotContain(out.toString());
  }
}
