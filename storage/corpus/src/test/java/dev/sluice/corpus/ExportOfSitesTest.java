package dev.sluice.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.pages.model.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportOfSitesTest {

  /** More pages than a sample has, so that the sample matters. */
  private static final int LARGE = 260;

  private static final int SMALL = 12;

  /** What stands amid the text of each page. */
  private static final String NOTICE =
      "The waterworks of the valley give clean water to all who live here.";

  @TempDir Path temp;
  private PageFunctions functions;
  private MemorySnapshot snapshot;

  @BeforeAll
  void makeSites() {
    functions = Cleaner.standardFunctions();
    snapshot = new MemorySnapshot();
    for (int i = 0; i < LARGE; i++) {
      snapshot.add(PretendSite.page("large.example", i, article(i)));
    }
    for (int site = 0; site < 5; site++) {
      for (int i = 0; i < SMALL; i++) {
        long number = 1_000L * (site + 1) + i;
        snapshot.add(PretendSite.page("small" + site + ".example", i, article(number)));
      }
    }
    snapshot.add(PretendSite.page("alone.example", 1, article(99_999)));
  }

  /** As long as the recipe wants a page to be, without its frame. */
  private static String article(long number) {
    return PretendSite.paragraph(number)
        + ("<p>" + NOTICE + "</p>")
        + PretendSite.paragraph(number + 500_000);
  }

  private ExportRequest request(String folder) {
    return ExportRequest.of(Recipes.load("web"), temp.resolve(folder))
        .withThreads(1)
        .withPartCaptures(50);
  }

  private void run(ExportRequest request) {
    new Export(functions).run(snapshot, request, ExportWatch.none());
  }

  @Test
  void templatesOfSitesAreLeftOutAndTheDocumentsSayHowMuch() throws IOException {
    run(request("out"));
    List<String> documents = documents("out");
    assertThat(documents).hasSize(LARGE + 5 * SMALL + 1);
    assertThat(documents).filteredOn(it -> it.contains(NOTICE)).hasSize(1);
    assertThat(documents)
        .filteredOn(it -> it.contains("alone.example"))
        .hasSize(1)
        .allMatch(it -> it.contains(NOTICE));
    assertThat(documents)
        .filteredOn(it -> it.contains("extract/template-share"))
        .hasSize(LARGE + 5 * SMALL);
  }

  @Test
  void threadsAndPartsDoNotChangeAByteOfWhatIsLearned() throws IOException {
    run(request("one"));
    run(request("four").withThreads(4).withPartCaptures(7));
    assertThat(digests("four")).isEqualTo(digests("one"));
  }

  @Test
  void anExportThatWasKilledAfterItLearnedDoesNotLearnAgain() throws IOException {
    ExportWatch killer =
        (phase, done, total) -> {
          if (phase == ExportWatch.Phase.PREPARE) {
            throw new IllegalStateException("killed");
          }
        };
    assertThatThrownBy(() -> new Export(functions).run(snapshot, request("killed"), killer))
        .hasMessage("killed");
    int before = snapshot.bodiesRead();
    run(request("killed"));
    assertThat(snapshot.bodiesRead() - before).isEqualTo(snapshot.all().size());
    run(request("whole"));
    assertThat(digests("killed")).isEqualTo(digests("whole"));
  }

  @Test
  void theRawTextRecipeLeavesNoTemplateOut() throws IOException {
    ExportRequest raw =
        ExportRequest.of(Recipes.load("raw-text"), temp.resolve("raw")).withThreads(2);
    run(raw);
    assertThat(documents("raw")).hasSize(snapshot.all().size()).allMatch(it -> it.contains(NOTICE));
  }

  @Test
  void aSiteThatARecipeTreatsOtherwiseIsLearnedOtherwise() throws IOException {
    String yaml =
        Recipes.text("web")
            .replace(
                "- extract  ", "- extract: {by_site: {small3.example: {template_pages: 0}}}  ");
    run(ExportRequest.of(Recipes.parse("mine.yaml", yaml), temp.resolve("but one")));
    assertThat(documents("but one"))
        .filteredOn(it -> it.contains("small3.example"))
        .hasSize(SMALL)
        .allMatch(it -> it.contains(NOTICE));
    assertThat(documents("but one"))
        .filteredOn(it -> it.contains("small2.example"))
        .hasSize(SMALL)
        .filteredOn(it -> it.contains(NOTICE))
        .isEmpty();
  }

  private List<String> documents(String folder) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path file : files(folder)) {
      if (file.getFileName().toString().startsWith("documents-")) {
        try (ZstdInputStream in = new ZstdInputStream(Files.newInputStream(file))) {
          new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
        }
      }
    }
    return lines;
  }

  private Map<String, ContentHash> digests(String folder) throws IOException {
    Map<String, ContentHash> digests = new TreeMap<>();
    for (Path file : files(folder)) {
      digests.put(file.getFileName().toString(), ContentHash.of(Files.readAllBytes(file)));
    }
    return digests;
  }

  private List<Path> files(String folder) throws IOException {
    try (Stream<Path> list = Files.list(temp.resolve(folder))) {
      return list.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
