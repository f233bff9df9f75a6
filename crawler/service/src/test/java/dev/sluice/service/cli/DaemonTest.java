package dev.sluice.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.UrlStatus;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.model.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The long-running service as a process, its seeds changed as people change them. */
class DaemonTest {

  private static final long SEED = 20261104;
  private static final Duration DELAY = Duration.ofMillis(40);
  private static final Duration TOLERANCE = Duration.ofMillis(2);

  /** From the change of a file to the last request that does not heed it. */
  private static final Duration MOST_UNTIL_HEEDED = Duration.ofSeconds(3);

  /** Requests to another site in which one that is crawled would have been asked, too. */
  private static final int MANY_REQUESTS = 20;

  @TempDir Path work;
  private Path seeds;
  private Path data;

  @BeforeEach
  void folders() throws IOException {
    seeds = Files.createDirectory(work.resolve("seeds"));
    data = work.resolve("data");
  }

  private ChildProgram daemon() throws IOException {
    return ChildProgram.start(
        work.resolve("logs"), PretendCrawl.quietDaemon(seeds, data, DELAY.toMillis() + "ms"));
  }

  private void write(String name, String... lines) throws IOException {
    Files.write(seeds.resolve(name), List.of(lines));
  }

  private static long asked(TestWeb web, String site) {
    return web.referee().requests(site).size();
  }

  private static void awaitMore(TestWeb web, String site) throws InterruptedException {
    long before = asked(web, site);
    Waiting.until(site + " is asked", 20, () -> asked(web, site) > before + 5);
  }

  /**
   * Waits until a site is left alone while another is crawled on, and checks that it was in time.
   */
  private static void awaitSilence(TestWeb web, String site, String other, Instant changed)
      throws InterruptedException {
    Waiting.until(
        site + " is left alone",
        60,
        () -> {
          long asked = asked(web, site);
          awaitRequests(web, other);
          return asked(web, site) == asked;
        });
    assertThat(lastRequest(web, site)).as(site).isBefore(changed.plus(MOST_UNTIL_HEEDED));
  }

  private static Instant lastRequest(TestWeb web, String site) {
    List<Exchange> requests = web.referee().requests(site);
    return requests.get(requests.size() - 1).arrival();
  }

  private static void awaitRequests(TestWeb web, String site) {
    long before = asked(web, site);
    try {
      Waiting.until(site + " is crawled on", 60, () -> asked(web, site) > before + MANY_REQUESTS);
    } catch (InterruptedException hurried) {
      throw new AssertionError(hurried);
    }
  }

  private static Ran endByTerm(ChildProgram child) throws Exception {
    long asked = System.nanoTime();
    child.signal("TERM");
    Ran ended = child.end(20);
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(10));
    assertThat(ended.code()).as(ended.err()).isZero();
    assertThat(ended.out()).startsWith("Ended as asked: ");
    return ended.hasNoStackTrace();
  }

  private long captures() {
    try (StoredPages stored = new StoredPages(data)) {
      return stored.urlCounts().get(UrlStatus.FETCHED);
    }
  }

  @Test
  void seedsAreAddedRemovedPausedAndResumedWhileItCrawls() throws Exception {
    try (TestWeb web = TestWeb.large(3, 2_000, SEED, 0)) {
      write("one.txt", web.base("site1") + " name=one");
      write("two.txt", web.base("site2") + " name=two");
      try (ChildProgram child = daemon()) {
        awaitMore(web, "site1");
        awaitMore(web, "site2");

        Files.delete(seeds.resolve("two.txt"));
        awaitSilence(web, "site2", "site1", Instant.now());
        awaitMore(web, "site1");

        write("three.yaml", "- {url: " + web.base("site3") + ", name: three}");
        awaitMore(web, "site3");

        write("one.txt", web.base("site1") + " name=one paused=true");
        awaitSilence(web, "site1", "site3", Instant.now());
        awaitMore(web, "site3");
        write("one.txt", web.base("site1") + " name=one");
        awaitMore(web, "site1");

        write("two.txt", web.base("site2") + " name=two");
        awaitMore(web, "site2");
        assertThat(Ran.sluice("status", "--data", data).succeeded().out()).contains("captures");
        Ran.sluice("daemon", "--seeds", seeds, "--data", data, "--allow-addresses", "127.0.0.0/8")
            .failed(ExitCode.STORAGE, "is in use by process ", "end that one first");
        endByTerm(child);
      }
      Ran.sluice("store", "check", "--data", data).succeeded();
      assertThat(web.referee().allViolations(DELAY, TOLERANCE)).isEmpty();
      assertThat(web.referee().countPerUrl().values()).allMatch(count -> count == 1);
    }
  }

  @Test
  void aFileWithAMistakeOneThatIsRenamedAndAFolderThatIsGoneChangeNothing() throws Exception {
    try (TestWeb web = TestWeb.large(2, 2_000, SEED, 0)) {
      write("one.txt", web.base("site1"));
      try (ChildProgram child = daemon()) {
        awaitMore(web, "site1");

        write("two.txt", web.base("site2"), web.base("site2") + "x dept=3");
        Waiting.until("the mistake is told", 10, () -> told(child, "two.txt:2: unknown field"));
        awaitMore(web, "site1");
        assertThat(asked(web, "site2")).isZero();
        Files.delete(seeds.resolve("two.txt"));
        Waiting.until("it is well again", 10, () -> told(child, "well again"));

        Files.move(seeds.resolve("one.txt"), seeds.resolve("renamed.txt"));
        Thread.sleep(MOST_UNTIL_HEEDED.toMillis());
        Files.move(seeds, work.resolve("elsewhere"));
        Waiting.until("the loss is told", 10, () -> told(child, "no such file or folder"));
        awaitMore(web, "site1");
        Files.move(work.resolve("elsewhere"), seeds);

        write("two.txt", web.base("site2"));
        awaitMore(web, "site2");
        Ran ended = endByTerm(child);
        assertThat(ended.err()).containsOnlyOnce("two.txt:2: ").containsOnlyOnce("Seeds changed");
      }
      assertThat(web.referee().countPerUrl().values()).allMatch(count -> count == 1);
    }
  }

  private static boolean told(ChildProgram child, String words) {
    try {
      return child.err().contains(words);
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
  }

  @Test
  void itGoesOnAfterSignalsAndKillsAndLosesNothing() throws Exception {
    try (TestWeb web = TestWeb.large(3, 60, SEED, 0)) {
      write("all.txt", web.seeds().toArray(String[]::new));
      try (ChildProgram child = daemon()) {
        Waiting.until("it is under way", 60, () -> web.referee().requestCount() > 20);
        endByTerm(child);
      }
      int kills = 3;
      for (int kill = 0; kill < kills; kill++) {
        long before = web.referee().requestCount();
        try (ChildProgram child = daemon()) {
          Waiting.until("it goes on", 60, () -> web.referee().requestCount() > before + 10);
          child.kill();
        }
        Ran.sluice("store", "check", "--data", data).succeeded();
      }
      TreeSet<String> all = new TreeSet<>(web.truth().reachable());
      try (ChildProgram child = daemon()) {
        Waiting.until("all is fetched", 60, () -> captures() == all.size());
        assertThat(child.isAlive()).as("it waits for more").isTrue();
        endByTerm(child);
      }
      long requests = web.referee().requestCount();
      try (ChildProgram child = daemon()) {
        Thread.sleep(2_000);
        endByTerm(child);
      }
      assertThat(web.referee().requestCount())
          .as("asked for after all was there")
          .isEqualTo(requests);
      try (StoredPages stored = new StoredPages(data)) {
        assertThat(stored.captures().keySet()).isEqualTo(all);
        assertThat(stored.captures().values()).allMatch(ofUrl -> ofUrl.size() == 1);
      }
      Map<String, Integer> counts = web.referee().countPerUrl();
      assertThat(counts.values().stream().mapToInt(count -> count - 1).sum())
          .as("asked for twice, of what was under way when it was killed")
          .isLessThanOrEqualTo(kills * web.sites().size());
      assertThat(web.referee().allViolations(DELAY, TOLERANCE)).isEmpty();
    }
  }

  @Test
  void aSeedFileWithAMistakeIsToldAtTheStartAndThenThereIsNone() throws IOException {
    write("bad.txt", "https://a.example/ dept=3");
    Ran.sluice("daemon", "--seeds", seeds, "--data", data)
        .failed(ExitCode.USAGE, "bad.txt:1: ", "did you mean 'depth'");
    write("bad.txt", "http://8.8.8.8/");
    Ran.sluice("daemon", "--seeds", seeds, "--data", data).failed(ExitCode.USAGE, "--contact");
    assertThat(data).doesNotExist();
  }
}
