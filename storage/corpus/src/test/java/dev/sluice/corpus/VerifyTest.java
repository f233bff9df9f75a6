package dev.sluice.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Manifest.ShardEntry;
import dev.sluice.corpus.model.ManifestDifference;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.Verification;
import dev.sluice.corpus.model.Verification.Finding;
import dev.sluice.corpus.model.Verification.Problem;
import dev.sluice.corpus.model.Verification.Watch;
import dev.sluice.corpus.shard.ManifestFile;
import dev.sluice.corpus.tokens.TokenCases;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.settings.SettingsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a check of an export finds, and what it leaves alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerifyTest {

  @TempDir Path temp;
  private PageFunctions functions;
  private MemorySnapshot snapshot;
  private Path tokenizer;
  private Path lines;
  private Path table;
  private Path tokens;
  private Path texts;
  private Path raw;

  @BeforeAll
  void exportInEachForm(@TempDir Path folder) throws IOException {
    functions = Cleaner.standardFunctions();
    snapshot = SamplePages.snapshot(120, 20261128);
    tokenizer = Files.writeString(folder.resolve("tiny.json"), TokenCases.tokenizer());
    lines = export(folder.resolve("lines"), request -> request);
    table = export(folder.resolve("table"), request -> request.withFormat("parquet"));
    tokens =
        export(
            folder.resolve("tokens"),
            request -> request.withFormat("megatron", tokenizer, Optional.empty(), TokenCases.END));
    texts = export(folder.resolve("texts"), request -> request.withFormat("wet"));
    raw = export(folder.resolve("raw"), request -> request.withFormat("warc"));
  }

  private interface Options {
    ExportRequest in(ExportRequest request);
  }

  private static ExportRequest request(Path folder) {
    return ExportRequest.of(Recipes.load("web"), folder)
        .withThreads(2)
        .withPartCaptures(15)
        .withShardTextBytes(20_000);
  }

  private Path export(Path folder, Options options) {
    new Export(functions).run(snapshot, options.in(request(folder)), ExportWatch.none());
    return folder;
  }

  private Path copy(Path export, String name) throws IOException {
    Path copy = Files.createDirectory(temp.resolve(name));
    try (Stream<Path> files = Files.list(export)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private static Verification deep(Path folder) {
    return Export.verify(folder, true, Watch.none());
  }

  /** The texts of two documents change places: each is whole, and none is where it belongs. */
  @Test
  void aTextOfAnotherDocumentIsToldInFilesOfTexts() throws IOException {
    Path copy = copy(texts, "changed-places");
    ShardEntry shard = ManifestFile.read(copy).shards().get(0);
    Path other = copy.resolve(ManifestFile.read(copy).shards().get(1).file());
    Files.copy(other, copy.resolve(shard.file()), StandardCopyOption.REPLACE_EXISTING);
    assertThat(deep(copy).findings())
        .anyMatch(it -> it.problem() == Problem.CONTENT && it.file().equals(shard.file()));
  }

  private static void flip(Path file, long at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) at] ^= 4;
    Files.write(file, bytes);
  }

  @Test
  void whatWasWrittenIsFoundCleanInEveryForm() {
    for (Path export : List.of(lines, table, tokens, texts, raw)) {
      Verification found = deep(export);
      assertThat(found.findings()).isEmpty();
      assertThat(found.unread()).isZero();
      Manifest manifest = ManifestFile.read(export);
      assertThat(manifest.shards()).hasSizeGreaterThan(2);
      assertThat(found.documents()).isEqualTo(manifest.counts().documents()).isGreaterThan(40);
      assertThat(found.files()).isGreaterThan(manifest.shards().size() + 4);
    }
  }

  @Test
  void oneFlippedBitIsFoundInEachFile() throws IOException {
    for (Path export : List.of(lines, table, tokens)) {
      Path copy = copy(export, "flipped-" + export.getFileName());
      List<Path> all;
      try (Stream<Path> files = Files.list(copy)) {
        all = files.sorted().toList();
      }
      for (Path file : all) {
        byte[] before = Files.readAllBytes(file);
        flip(file, before.length / 2);
        Verification found = Export.verify(copy, false, Watch.none());
        assertThat(found.isClean()).as(file.toString()).isFalse();
        Files.write(file, before);
      }
      assertThat(deep(copy).isClean()).isTrue();
    }
  }

  @Test
  void aTruncatedFileAndOneOfAnotherNameAreTold() throws IOException {
    Path copy = copy(lines, "cut");
    Path shard = copy.resolve("documents-00001.jsonl.zst");
    byte[] bytes = Files.readAllBytes(shard);
    Files.write(shard, Arrays.copyOf(bytes, bytes.length - 100));
    Files.move(copy.resolve("documents-00000.jsonl.zst"), copy.resolve("documents-0.jsonl.zst"));
    Files.delete(copy.resolve("report.html"));

    assertThat(deep(copy).findings())
        .extracting(Finding::problem, Finding::file)
        .containsExactlyInAnyOrder(
            tuple(Problem.MISSING, "documents-00000.jsonl.zst"),
            tuple(Problem.LENGTH, "documents-00001.jsonl.zst"),
            tuple(Problem.MISSING, "report.html"),
            tuple(Problem.FOREIGN, "documents-0.jsonl.zst"),
            tuple(Problem.UNREADABLE, "documents-00001.jsonl.zst"));
  }

  @Test
  void aLineThatWasTakenOutIsToldWithItsNumberThoughAllDigestsWereMadeAnew() throws IOException {
    Path copy = copy(lines, "line");
    String name = "documents-00001.jsonl.zst";
    List<String> rows = new ArrayList<>(rows(copy.resolve(name)));
    rows.remove(3);
    byte[] changed =
        Zstd.compress((String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8));
    Manifest.ShardEntry old = ManifestFile.read(copy).shards().get(1);
    Files.write(copy.resolve(name), changed);
    String manifest =
        Files.readString(copy.resolve("manifest.json"))
            .replace(old.sha256(), ContentHash.of(changed).hex())
            .replace("\"bytes\" : " + old.bytes() + ",", "\"bytes\" : " + changed.length + ",");
    Files.writeString(copy.resolve("manifest.json"), manifest);
    Files.delete(copy.resolve("SHA256SUMS"));

    assertThat(Export.verify(copy, false, Watch.none()).findings())
        .extracting(Finding::file)
        .containsExactly("SHA256SUMS");
    List<Finding> found = deep(copy).findings();
    assertThat(found)
        .anySatisfy(
            it -> {
              assertThat(it.file()).isEqualTo(name);
              assertThat(it.line()).isEqualTo(OptionalLong.of(3));
              assertThat(it.sentence()).contains("the ledger has another document here");
            })
        .anySatisfy(
            it ->
                assertThat(it.sentence())
                    .isEqualTo(
                        "documents: %d expected, %d found"
                            .formatted(old.documents(), old.documents() - 1)));
    assertThat(Export.differences(lines, copy))
        .filteredOn(it -> it.what().equals("first document that differs"))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.here()).startsWith(name + " line 3: ");
              assertThat(it.there()).startsWith(name + " line 3: ").isNotEqualTo(it.here());
            });
  }

  private static List<String> rows(Path shard) throws IOException {
    byte[] bytes = Files.readAllBytes(shard);
    try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void anIndexThatDisagreesWithItsMapIsToldThoughItsDigestWasMadeAnew() throws IOException {
    Path copy = copy(tokens, "index");
    Manifest.FileEntry index = ManifestFile.read(copy).shards().get(0).beside().get(0);
    flip(copy.resolve(index.file()), 34 + 4 * 2); // the length of the third document
    byte[] changed = Files.readAllBytes(copy.resolve(index.file()));
    String manifest =
        Files.readString(copy.resolve("manifest.json"))
            .replace(index.sha256(), ContentHash.of(changed).hex());
    Files.writeString(copy.resolve("manifest.json"), manifest);
    assertThat(deep(copy).findings())
        .anySatisfy(
            it -> {
              assertThat(it.file()).isEqualTo("documents-00000.idx");
              assertThat(it.line()).isEqualTo(OptionalLong.of(2));
              assertThat(it.sentence()).contains("the map");
            });
  }

  @Test
  void aManifestThatWasEditedDoesNotAddUp() throws IOException {
    Path copy = copy(table, "edited");
    Path file = copy.resolve("manifest.json");
    long documents = ManifestFile.read(copy).counts().documents();
    Files.writeString(
        file,
        Files.readString(file)
            .replaceFirst("\"documents\" : " + documents, "\"documents\" : " + (documents + 1)));
    assertThat(Export.verify(copy, false, Watch.none()).findings())
        .extracting(Finding::file)
        .contains("manifest.json");
    Files.writeString(file, "{\"format_version\" : 1");
    assertThat(deep(copy).findings())
        .extracting(Finding::problem)
        .containsExactly(Problem.UNREADABLE);
  }

  @Test
  void aFolderWithoutManifestIsRefusedAndACheckCanBeStopped() {
    assertThatThrownBy(() -> deep(temp)).isInstanceOf(SettingsException.class);
    Watch stopping =
        new Watch() {
          @Override
          public void progress(long done, long total) {}

          @Override
          public boolean stopped() {
            return true;
          }
        };
    assertThatThrownBy(() -> Export.verify(lines, false, stopping))
        .isInstanceOfSatisfying(
            ExportException.class,
            it -> assertThat(it.problem()).isEqualTo(ExportException.Problem.STOPPED));
  }

  @Test
  void theSameInputsGiveTheSameBytesInEveryFormWhateverStoppedThemAndWhereverTheyLie()
      throws IOException {
    List<Options> forms =
        List.of(
            request -> request,
            request -> request.withFormat("parquet"),
            request -> request.withFormat("megatron", tokenizer, Optional.empty(), TokenCases.END));
    List<Path> first = List.of(lines, table, tokens);
    for (int i = 0; i < forms.size(); i++) {
      Options form = forms.get(i);
      Path again = temp.resolve("quite-another-name-" + i);
      AtomicInteger shards = new AtomicInteger();
      Export stopped = new Export(functions);
      ExportRequest request = form.in(request(again)).withThreads(1);
      assertThatThrownBy(
              () ->
                  stopped.run(
                      snapshot,
                      request,
                      new StoppingWatch(() -> hasShard(again) && shards.incrementAndGet() > 5)))
          .isInstanceOf(ExportException.class);
      stopped.run(snapshot, request.withThreads(3), ExportWatch.none());
      assertThat(ExportedFiles.digests(again)).isEqualTo(ExportedFiles.digests(first.get(i)));
      assertThat(Export.differences(first.get(i), again)).isEmpty();
    }
  }

  private static boolean hasShard(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.getFileName().toString().startsWith("documents-"));
    } catch (IOException notThere) {
      return false;
    }
  }

  @Test
  void whatTwoExportsAreMadeFromIsToldBeforeWhatCameOfIt() {
    Path other = temp.resolve("other");
    new Export(functions)
        .run(
            snapshot,
            ExportRequest.of(Recipes.load("web", List.of("length.min_characters=5000")), other)
                .withShardTextBytes(20_000),
            ExportWatch.none());
    List<ManifestDifference> differences = Export.differences(lines, other);
    assertThat(differences.get(0).what()).startsWith("recipe.expanded, line");
    assertThat(differences.get(0).isCause()).isTrue();
    assertThat(differences.get(0).there()).contains("5000");
    assertThat(differences)
        .extracting(ManifestDifference::what)
        .contains("documents")
        .doesNotContain("format");
    String first = "first document that differs";
    ManifestDifference document =
        differences.stream().filter(it -> it.what().equals(first)).findFirst().orElseThrow();
    assertThat(document.here()).startsWith("documents-00000.jsonl.zst line 0: ");
    assertThat(document.there()).isEqualTo("no such file");
    assertThat(Export.differences(lines, table)).noneMatch(it -> it.what().equals(first));
    assertThat(Export.differences(lines, table).get(0))
        .isEqualTo(new ManifestDifference("format", true, ".jsonl.zst", ".parquet"));
  }
}
