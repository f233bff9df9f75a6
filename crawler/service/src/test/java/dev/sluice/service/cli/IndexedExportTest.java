package dev.sluice.service.cli;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import dev.sluice.corpus.ExportRequest;
import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.model.ExportBasis;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.IndexFolder;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.service.daemon.Wiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exports that go on where others ended: real stores, real indexes, killed processes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexedExportTest {

  private static final Instant FIRST = Instant.parse("2026-10-01T12:00:00Z");
  private static final Instant SECOND = FIRST.plus(Duration.ofDays(30));
  private static final int PAGES = 40;

  private Path temp;
  private Path data;
  private Path recipe;

  /**
   * Two snapshots. After the first, pages 0 to 9 are visited again and have not changed, 10 to 14
   * have a word more, 15 to 19 say something else; 20 to 24 are found at a second address, at the
   * very time of other fetches; 40 to 59 are new.
   */
  @BeforeAll
  void fillStore(@TempDir Path folder) throws IOException {
    temp = folder;
    data = temp.resolve("data");
    Map<String, String> first = new TreeMap<>();
    for (int page = 0; page < PAGES; page++) {
      first.put(url(page), text(page));
    }
    MadeStore.fill(data, first, FIRST);
    Ran.sluice("snapshot", "create", "one", "--data", data).succeeded();
    Map<String, String> second = new TreeMap<>();
    for (int page = 0; page < 10; page++) {
      second.put(url(page), text(page));
    }
    for (int page = 10; page < 15; page++) {
      second.put(url(page), text(page) + " Updated lately.");
    }
    for (int page = 15; page < 20; page++) {
      second.put(url(page), text(1000 + page));
    }
    for (int page = 40; page < 60; page++) {
      second.put(url(page), text(page));
    }
    MadeStore.fill(data, second, SECOND);
    Map<String, String> copies = new TreeMap<>();
    for (int page = 20; page < 25; page++) {
      copies.put("https://copies.example.org/" + page, text(page));
    }
    MadeStore.fill(data, copies, FIRST);
    Ran.sluice("snapshot", "create", "two", "--data", data).succeeded();
    recipe = temp.resolve("plain.yaml");
    Files.writeString(
        recipe,
        """
        name: plain
        version: 1
        description: Every text once.
        steps:
          - answer
          - media-type
          - decode
          - extract
          - language: {min_score: 0}
          - newest-capture
          - exact-duplicate
          - near-duplicate
        """);
  }

  private static String url(int page) {
    return "https://site" + page % 3 + ".example.org/page/" + page;
  }

  /** Forty sentences that no other number has. */
  private static String text(int number) {
    StringBuilder text = new StringBuilder();
    for (int sentence = 0; sentence < 40; sentence++) {
      int word = number * 97 + sentence;
      text.append("The ").append(word(word)).append(" of ").append(word(word * 31 + 7));
      text.append(" keeps ").append(word(word * 17 + 3)).append(". ");
    }
    return text.toString().strip();
  }

  private static String word(int number) {
    return "w" + Integer.toString(Math.floorMod(number * 7919, 60_466_176), 36);
  }

  private Ran export(Path out, Path index, String snapshot, Object... more) {
    return Ran.sluice(arguments(out, index, snapshot, more));
  }

  private Object[] arguments(Path out, Path index, String snapshot, Object... more) {
    List<Object> words = new ArrayList<>(List.of("export", "--data", data, "--out", out));
    words.addAll(List.of("--snapshot", snapshot, "--recipe", recipe, "--index", index));
    words.addAll(List.of(more));
    return words.toArray();
  }

  private static Set<String> ids(Path export) throws IOException {
    return new Corpus(export)
        .documents().stream().map(it -> it.get("id").asString()).collect(toSet());
  }

  /** Of each document that is no longer so, what became of it and its URL. */
  private static List<String> changed(Path export) throws IOException {
    try (ZstdInputStream in =
        new ZstdInputStream(Files.newInputStream(export.resolve("changes.jsonl.zst")))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> JsonMapper.shared().readTree(line))
          .map(line -> line.get("change").asString() + " " + line.get("url").asString())
          .toList();
    }
  }

  private static Map<String, Path> files(Path export) throws IOException {
    try (Stream<Path> files = Files.list(export)) {
      return files.collect(toMap(file -> file.getFileName().toString(), file -> file));
    }
  }

  private static void assertSameBytes(Path one, Path other) throws IOException {
    Map<String, Path> all = files(one);
    assertThat(files(other).keySet()).isEqualTo(all.keySet());
    // The report tells of the exports beside it, too, and so does its digest.
    all.keySet().removeIf(name -> name.startsWith("report.") || name.equals("SHA256SUMS"));
    all.forEach((name, file) -> assertThat(file).hasSameBinaryContentAs(other.resolve(name)));
  }

  @Test
  void exportsThatFollowEachOtherHoldEachTextOnceAndNameWhatTheyLeftOut() throws IOException {
    Path index = temp.resolve("chain-index");
    Path a = temp.resolve("chain/a");
    Path b = temp.resolve("chain/b");
    export(a, index, "one").succeeded();
    Ran ran = export(b, index, "two", "--since", "one").succeeded();

    assertThat(ran.out()).contains("Comparing with 40 documents of 1 earlier export");
    JsonNode manifest = new Corpus(b).manifest();
    assertThat(manifest.get("snapshot").get("captures").asInt()).isEqualTo(55);
    assertThat(manifest.get("snapshot").get("since").asString())
        .isEqualTo(new Corpus(a).manifest().get("snapshot").get("id").asString());
    assertThat(manifest.get("index").get("exports").asInt()).isEqualTo(1);
    assertThat(manifest.get("index").get("documents").asInt()).isEqualTo(PAGES);
    assertThat(manifest.get("index").get("comparable").get("near-duplicate").asInt())
        .isEqualTo(PAGES);

    Set<String> urls = new HashSet<>();
    new Corpus(b).documents().forEach(it -> urls.add(it.get("metadata").get("url").asString()));
    Set<String> expected = new HashSet<>();
    for (int page = 0; page < 60; page++) {
      if (page >= 10 && page < 20 || page >= 40) {
        expected.add(url(page));
      }
    }
    assertThat(urls).isEqualTo(expected);

    Map<String, String> idsOfA = new HashMap<>();
    for (JsonNode document : new Corpus(a).documents()) {
      idsOfA.put(document.get("metadata").get("url").asString(), document.get("id").asString());
    }
    assertThat(changed(b)).hasSize(10).allMatch(line -> line.startsWith("changed "));
    List<Map<String, Object>> dropped = new Corpus(b).dropped();
    assertThat(dropped).hasSize(25);
    dropped.removeIf(row -> "no earlier capture of the same text".equals(row.get("limit")));
    assertThat(dropped).hasSize(15);
    for (Map<String, Object> row : dropped) {
      String url = String.valueOf(row.get("url"));
      String original = url.replace("https://copies.example.org/", "");
      String matched = original.equals(url) ? url : url(Integer.parseInt(original));
      assertThat(row)
          .containsEntry("matched_url", matched)
          .containsEntry("matched_id", idsOfA.get(matched))
          .containsEntry("matched_export", "a");
      int page = Integer.parseInt(matched.substring(matched.lastIndexOf('/') + 1));
      String step = page < 10 ? "newest-capture" : "exact-duplicate";
      assertThat(row).containsEntry("step", step);
    }
  }

  @Test
  void withoutSinceWhatWasExportedIsFoundToBeThereAlready() throws IOException {
    Path index = temp.resolve("whole-index");
    export(temp.resolve("whole/a"), index, "one").succeeded();
    export(temp.resolve("whole/b"), index, "two").succeeded();
    Path since = temp.resolve("whole-since-index");
    export(temp.resolve("since/a"), since, "one").succeeded();
    export(temp.resolve("since/b"), since, "two", "--since", "one").succeeded();

    Set<String> whole = ids(temp.resolve("whole/b"));
    assertThat(whole).hasSize(25);
    assertThat(ids(temp.resolve("since/b"))).containsAll(whole).hasSize(30);
    assertThat(new Corpus(temp.resolve("whole/b")).manifest().get("counts").get("captures").asInt())
        .isEqualTo(85);
  }

  @Test
  void theSameChainGivesTheSameBytesInAnotherIndex() throws IOException {
    for (String round : List.of("r1", "r2")) {
      Path index = temp.resolve(round + "-index");
      export(temp.resolve(round + "/a"), index, "one", "--threads", 1).succeeded();
      export(temp.resolve(round + "/b"), index, "two", "--since", "one", "--threads", 3)
          .succeeded();
    }
    assertSameBytes(temp.resolve("r1/a"), temp.resolve("r2/a"));
    assertSameBytes(temp.resolve("r1/b"), temp.resolve("r2/b"));
    JsonNode one = list(temp.resolve("r1-index"));
    assertThat(one.get("digest")).isEqualTo(list(temp.resolve("r2-index")).get("digest"));
    assertThat(one.get("exports").valueStream().map(it -> it.get("name").asString()).toList())
        .containsExactly("a", "b");
  }

  private static JsonNode list(Path index) {
    return JsonMapper.shared().readTree(Ran.sluice("index", "list", index, "--json").out());
  }

  @Test
  void anExportWithOtherParametersIsToldThatNothingIsComparable() throws IOException {
    Path index = temp.resolve("other-index");
    export(temp.resolve("other/a"), index, "one").succeeded();
    Path other = temp.resolve("other.yaml");
    String changed = "near-duplicate: {bands: 10}";
    Files.writeString(other, Files.readString(recipe).replace("near-duplicate", changed));
    Path b = temp.resolve("other/b");
    Ran ran =
        Ran.sluice(
                "export",
                "--data",
                data,
                "--out",
                b,
                "--snapshot",
                "two",
                "--recipe",
                other,
                "--index",
                index)
            .succeeded();
    assertThat(ran.out()).contains("near-duplicate with 0 documents: the others were exported");
    JsonNode comparable = new Corpus(b).manifest().get("index").get("comparable");
    assertThat(comparable.get("near-duplicate").asInt()).isZero();
    assertThat(comparable.get("exact-duplicate").asInt()).isEqualTo(PAGES);
  }

  @Test
  void anExportIsDroppedFromTheIndexAndCanBeMadeAgain() throws IOException {
    Path index = temp.resolve("drop-index");
    Path a = temp.resolve("drop/a");
    export(a, index, "one").succeeded();
    String before = list(index).get("digest").asString();
    export(temp.resolve("drop/b"), index, "two", "--since", "one").succeeded();
    assertThat(Ran.sluice("index", "check", index).succeeded().out()).contains("all well");

    assertThat(Ran.sluice("index", "drop", "bb", index).err()).contains("did you mean 'b'");
    Ran drop = Ran.sluice("index", "drop", "b", index).succeeded();
    assertThat(drop.out()).contains("Forgot 30 documents of b; 40 documents of 1 export left");
    assertThat(list(index).get("digest").asString()).isEqualTo(before);
    assertThat(Ran.sluice("index", "check", index).succeeded().out()).contains("all well");

    export(temp.resolve("again/b"), index, "two", "--since", "one").succeeded();
    assertSameBytes(temp.resolve("drop/b"), temp.resolve("again/b"));
    assertThat(Ran.sluice("index", "check", index).succeeded().out()).contains("all well");
  }

  @Test
  void anExportThatFollowsAnotherNamesItAndIsRefusedWhereItCannotFollow() throws IOException {
    Path index = temp.resolve("after-index");
    Path a = temp.resolve("after/a");
    Path b = temp.resolve("after/b");
    export(a, index, "one").succeeded();
    Ran ran = export(b, index, "two", "--after", a).succeeded();
    assertThat(ran.out()).contains("20 added, 10 changed, 0 gone; 10 documents withdrawn");
    JsonNode changes = new Corpus(b).manifest().get("changes");
    String digest = ContentHash.of(Files.readAllBytes(a.resolve("manifest.json"))).hex();
    assertThat(changes.get("after").asString()).isEqualTo(digest);

    Path c = temp.resolve("after/c");
    assertThat(export(c, index, "two", "--after", temp).err()).contains("is no finished export");
    assertThat(export(c, index, "two", "--after", a, "--since", "one").err())
        .contains("leave out --since");
    assertThat(export(c, index, "two", "--after", b).err()).contains("is not older than");
    Ran other =
        Ran.sluice(
            "export",
            "--data",
            data,
            "--out",
            c,
            "--snapshot",
            "two",
            "--recipe",
            "web",
            "--after",
            a);
    assertThat(other.err()).contains("by recipe plain@1").contains("web@");
    assertThat(c).doesNotExist();
  }

  @Test
  void anExportOfATakenNameIsRefusedBeforeAnythingIsWritten() throws IOException {
    Path index = temp.resolve("taken-index");
    export(temp.resolve("taken/a"), index, "one").succeeded();
    Path again = temp.resolve("taken-again/a");
    Ran ran = export(again, index, "two");
    assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ran.err()).contains("has an export 'a' already").contains("sluice index drop a");
    assertThat(again).doesNotExist();
  }

  @Test
  void whatIsWrongIsNamedWithTheWayOut() throws IOException {
    Path index = temp.resolve("wrong-index");
    Path out = temp.resolve("wrong/out");
    assertThat(export(out, data, "one").err())
        .contains("holds other files and is no index")
        .contains("--index");
    assertThat(Ran.sluice("index", "list", temp.resolve("nowhere")).err())
        .contains("is no index of exported documents");
    assertThat(export(out, index, "one", "--since", "two").err()).contains("is not older than");
    assertThat(export(out, index, "two", "--since", "on").err()).contains("did you mean 'one'");
    export(temp.resolve("wrong/a"), index, "one").succeeded();
    Files.writeString(index.resolve("sluice-index"), "format=9\nid=x\n");
    assertThat(export(out, index, "two").err())
        .contains("a newer Sluice")
        .contains("update Sluice");
    assertThat(out).doesNotExist();
  }

  @Test
  void anIndexInUseIsRefused() {
    Path index = temp.resolve("used-index");
    try (var held = new Wiring().openIndex(index)) {
      Ran ran = export(temp.resolve("used/a"), index, "one");
      assertThat(ran.code()).isEqualTo(ExitCode.STORAGE);
      assertThat(ran.err()).contains(index + " is in use by process").contains("wait for that one");
      assertThat(held.id()).hasSize(8);
    }
  }

  @Test
  void anExportThatIsKilledAtAnyMomentRecordsAllOrNothingAndGoesOn() throws Exception {
    Path whole = temp.resolve("unkilled-index");
    export(temp.resolve("unkilled/a"), whole, "one").succeeded();
    long begun = System.nanoTime();
    Path out = temp.resolve("timed/a");
    try (ChildProgram child =
        ChildProgram.start(
            temp.resolve("logs"), arguments(out, temp.resolve("timed-index"), "one"))) {
      assertThat(child.end(120).code()).isZero(); // a slow one tells how far it is
    }
    long nanos = System.nanoTime() - begun;
    for (int moment = 1; moment <= 6; moment++) {
      Path index = temp.resolve("killed-index-" + moment);
      Path killed = temp.resolve("killed-" + moment).resolve("a");
      try (ChildProgram child =
          ChildProgram.start(temp.resolve("logs"), arguments(killed, index, "one"))) {
        Thread.sleep(nanos * (moment + 4) / 10 / 1_000_000);
        child.kill();
      }
      if (Files.exists(index.resolve("sluice-index")) && Files.exists(index.resolve("rocks"))) {
        long documents = list(index).get("documents").asLong();
        assertThat(documents).isIn(0L, (long) PAGES);
      }
      if (!Files.exists(killed.resolve("manifest.json")) || Files.exists(killed.resolve(".work"))) {
        export(killed, index, "one").succeeded();
      }
      assertSameBytes(temp.resolve("unkilled/a"), killed);
      assertThat(list(index).get("digest")).isEqualTo(list(whole).get("digest"));
      assertThat(Ran.sluice("index", "check", index).succeeded().out()).contains("all well");
    }
  }

  @Test
  void anExportThatEndsBetweenItsManifestAndItsRecordIsRecordedByTheNextRun() throws IOException {
    Path whole = temp.resolve("unstopped-index");
    export(temp.resolve("unstopped/a"), whole, "one").succeeded();
    Path index = temp.resolve("stopped-index");
    Path out = temp.resolve("stopped/a");
    StopsWhenItRecords watch = new StopsWhenItRecords();
    Wiring wiring = new Wiring();
    try (IndexFolder opened = wiring.openIndex(index);
        DataFolder folder = wiring.openSnapshot(data, "one");
        Snapshot snapshot = folder.pages().snapshot()) {
      ExportBasis basis = ExportBasis.NONE.withIndex(opened.id(), opened.tables());
      ExportRequest request = ExportRequest.of(Recipes.load(recipe.toString()), out);
      assertThatThrownBy(() -> wiring.export().run(snapshot, basis, request, watch))
          .isInstanceOf(ExportException.class);
    }
    assertThat(out.resolve("manifest.json")).exists();
    assertThat(list(index).get("exports")).isEmpty();

    export(temp.resolve("meanwhile/other"), index, "one").succeeded();
    export(out, index, "one").succeeded();
    assertSameBytes(temp.resolve("unstopped/a"), out);
    assertThat(list(index).get("documents").asInt()).isEqualTo(2 * PAGES);
    assertThat(Ran.sluice("index", "check", index).succeeded().out()).contains("all well");
  }

  /** Stops an export when its manifest is written and its documents are not recorded. */
  private static final class StopsWhenItRecords implements ExportWatch {

    private volatile boolean records;

    @Override
    public void progress(Phase phase, long done, long total) {
      records = phase == Phase.RECORD;
    }

    @Override
    public boolean stopped() {
      return records;
    }
  }

  @Test
  void onlyPagesThatTheOlderSnapshotHasNotSoAreTaken() throws IOException {
    Path out = temp.resolve("only-new");
    Ran.sluice(
            "export",
            "--data",
            data,
            "--out",
            out,
            "--snapshot",
            "two",
            "--recipe",
            recipe,
            "--since",
            id("one"))
        .succeeded();
    Set<String> keys =
        Stream.concat(
                new Corpus(out)
                    .documents().stream().map(it -> it.get("metadata").get("url").asString()),
                new Corpus(out).dropped().stream().map(row -> String.valueOf(row.get("url"))))
            .collect(toSet());
    assertThat(keys).hasSize(45).contains("https://copies.example.org/20").doesNotContain(url(30));
  }

  private String id(String snapshot) {
    try (DataFolder folder = new Wiring().openSnapshot(data, snapshot)) {
      return folder.pages().snapshot().id();
    } catch (UncheckedIOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }
}
