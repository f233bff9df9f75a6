package dev.sluice.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testweb.Faults;
import dev.sluice.testweb.TestWeb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C, and what a service manager sends. */
class SignalTest {

  private static final long SEED = 20261102;
  private static final int MOST_SECONDS = 20;

  @TempDir Path work;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aSignalEndsACrawlWithASummaryAndTheNextRunGoesOn(String signal, int code) throws Exception {
    try (TestWeb web = TestWeb.large(3, 60, SEED, 0)) {
      Path seeds = Files.write(work.resolve("seeds.txt"), web.seeds());
      try (ChildProgram child = crawl(seeds, "40ms")) {
        Waiting.until("the crawl is under way", 60, () -> web.referee().requestCount() > 15);
        child.signal(signal);
        Ran ended = child.end(MOST_SECONDS);

        assertThat(ended.code()).isEqualTo(code);
        assertThat(ended.out())
            .startsWith("Ended as asked: ")
            .contains(" pages in ")
            .contains("stay queued; the same command goes on with them");
        ended.hasNoStackTrace();
      }
      Ran.sluice("store", "check", "--data", work.resolve("data")).succeeded();

      try (ChildProgram child = crawl(seeds, "5ms")) {
        Ran done = child.end(60);
        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.out()).startsWith("Done: ");
      }
      assertThat(web.referee().countPerUrl().values()).allMatch(count -> count == 1);
      assertThat(web.referee().countPerUrl().keySet()).containsAll(web.truth().reachable());
    }
  }

  @Test
  void aSignalDoesNotWaitForServersThatHang() throws Exception {
    try (TestWeb web =
        TestWeb.builder()
            .site("tar", site -> site.page("/", "<p>never</p>").fault("/", Faults.hang()))
            .start()) {
      Path seeds = Files.write(work.resolve("seeds.txt"), web.seeds());
      try (ChildProgram child = crawl(seeds, "0ms")) {
        Waiting.until("the page is asked for", 60, () -> web.referee().requestCount() == 2);
        long asked = System.nanoTime();
        child.signal("TERM");
        Ran ended = child.end(MOST_SECONDS);

        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(15));
        assertThat(ended.code()).isEqualTo(143);
        assertThat(ended.out()).contains("Ended as asked: 0 pages").contains("1 URL stays queued");
      }
    }
  }

  @Test
  void anExportThatASignalEndedGoesOnAndGivesTheSameBytes() throws Exception {
    Path data = MadeStore.fill(work.resolve("data"), 2_200, SEED);
    Path whole = work.resolve("whole");
    Ran.sluice("export", "--data", data, "--out", whole).succeeded();
    Path broken = work.resolve("broken");
    Path segments = broken.resolve(".work").resolve("segments");
    List<Object> command = List.of("export", "--data", data, "--out", broken, "--threads", 1);

    try (ChildProgram child = ChildProgram.start(work.resolve("logs"), command.toArray())) {
      Waiting.until(
          "a part is prepared",
          60,
          () -> Files.exists(segments.resolve("part-000000.signatures.zst")));
      child.signal("TERM");
      Ran ended = child.end(MOST_SECONDS);

      assertThat(ended.code()).isEqualTo(143);
      assertThat(ended.err()).contains("the export was stopped; run the same command again");
      ended.hasNoStackTrace();
    }
    assertThat(broken.resolve("manifest.json")).doesNotExist();
    long partsBefore = Trees.files(segments).size();
    assertThat(partsBefore).isPositive();

    Ran.sluice(command.toArray()).succeeded();
    assertThat(Trees.exportDigests(broken)).isEqualTo(Trees.exportDigests(whole)).hasSize(4);
  }

  private ChildProgram crawl(Path seeds, String delay) throws IOException {
    return ChildProgram.start(
        work.resolve("logs"), PretendCrawl.arguments("crawl", seeds, work.resolve("data"), delay));
  }
}
