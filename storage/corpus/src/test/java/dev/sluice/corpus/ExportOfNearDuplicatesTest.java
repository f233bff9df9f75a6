package dev.sluice.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.corpus.model.ExportWatch.Phase;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.pages.model.ContentHash;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportOfNearDuplicatesTest {

  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
  private static final int TEXTS = 60;
  private static final int COPIES = 4;

  private static final Recipe RECIPE =
      Drafts.recipe(
          """
          name: near
          version: 1
          steps:
            - decode
            - extract
            - language
            - newest-capture
            - exact-duplicate
            - near-duplicate:
                bands: 40
                rows: 4
                verify: 0.5
                clusters: star
          """);

  @TempDir Path temp;

  /** Each text on four pages: once as it is, twice with a word changed, once exactly. */
  private static MemorySnapshot pages() {
    MemorySnapshot snapshot = new MemorySnapshot();
    Random random = new Random(7);
    for (int text = 0; text < TEXTS; text++) {
      List<String> words = new ArrayList<>();
      for (int i = 0; i < 80; i++) {
        words.add("w" + random.nextInt(100_000));
      }
      for (int copy = 0; copy < COPIES; copy++) {
        List<String> own = new ArrayList<>(words);
        if (copy == 1 || copy == 2) {
          own.set(20 * copy, "other");
        }
        String url = "https://site-%d.example/%02d".formatted(copy, text);
        String body = String.join(" ", own);
        snapshot.add(MemorySnapshot.page(url, NOON, 200, "text/plain", body));
      }
    }
    return snapshot;
  }

  private Manifest run(String folder, int threads, ExportWatch watch) {
    ExportRequest request =
        ExportRequest.of(RECIPE, temp.resolve(folder)).withThreads(threads).withPartCaptures(17);
    return new Export(Drafts.noFunctions()).run(pages(), request, watch);
  }

  private Map<String, String> files(String folder) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(temp.resolve(folder))) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String name = temp.resolve(folder).relativize(file).toString();
        digests.put(name, ContentHash.of(Files.readAllBytes(file)).hex());
      }
    }
    return digests;
  }

  private static long dropped(Manifest manifest, String step) {
    return manifest.funnel().stream()
        .filter(it -> it.step().equals(step))
        .mapToLong(Manifest.FunnelStep::dropped)
        .sum();
  }

  @Test
  void oneAndSixteenThreadsKeepTheSameOneOfNearlyEqualPages() throws IOException {
    Manifest manifest = run("one", 1, ExportWatch.none());
    run("sixteen", 16, ExportWatch.none());
    assertThat(files("sixteen")).isEqualTo(files("one"));
    assertThat(dropped(manifest, "exact-duplicate")).isEqualTo(TEXTS);
    assertThat(dropped(manifest, "near-duplicate")).isEqualTo(2 * TEXTS);
    assertThat(manifest.counts().documents()).isEqualTo(TEXTS);
  }

  private static final class Killed extends Error {}

  /** Ends the export when it has chosen so far, in thousandths of steps. */
  private void kill(String folder, long chosen) {
    ExportWatch killer =
        (phase, done, total) -> {
          if (phase == Phase.CHOOSE && done >= chosen) {
            throw new Killed();
          }
        };
    assertThatThrownBy(() -> run(folder, 2, killer)).isInstanceOf(Killed.class);
  }

  /** How far the choosing was each time that it was told. */
  private List<Long> goOn(String folder) {
    List<Long> told = new ArrayList<>();
    run(
        folder,
        2,
        (phase, done, total) -> {
          if (phase == Phase.CHOOSE) {
            told.add(done);
          }
        });
    return told;
  }

  @ParameterizedTest
  @ValueSource(longs = {1000, 2000, 2500, 3000})
  void anExportThatIsKilledWhileItChoosesGoesOnAfterTheLastStepThatItFinished(long chosen)
      throws IOException {
    run("whole", 2, ExportWatch.none());
    kill("killed", chosen);
    long finished = chosen / 1000 * 1000;
    assertThat(goOn("killed")).allMatch(done -> done == 0 || done >= finished);
    assertThat(files("killed")).isEqualTo(files("whole"));
  }

  @Test
  void aDamagedFileOfWhatWasChosenCountsForNothing() throws IOException {
    run("whole", 2, ExportWatch.none());
    kill("killed", 2000);
    Path segments = temp.resolve("killed/.work/segments");
    List<Path> chosen;
    try (Stream<Path> list = Files.list(segments)) {
      chosen = list.filter(it -> it.getFileName().toString().startsWith("chosen-")).toList();
    }
    assertThat(chosen).hasSize(1);
    try (FileChannel channel = FileChannel.open(chosen.get(0), StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 3);
    }
    Files.writeString(segments.resolve("pairs-1.run"), "left by a kill");
    assertThat(goOn("killed")).anyMatch(done -> done > 0 && done <= 1000);
    assertThat(files("killed")).isEqualTo(files("whole"));
  }
}
