package dev.sluice.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.UrlStatus;
import dev.sluice.pages.model.Capture;
import dev.sluice.testweb.TestWeb;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGKILL at random moments of a crawl, which is started again each time. */
class KillTest {

  private static final long SEED = Long.getLong("sluice.seed", 20261101);
  private static final int KILLS = 20;
  private static final int SITES = 4;
  private static final int PAGES_PER_SITE = 220;
  private static final Duration DELAY = Duration.ofMillis(20);

  /** Between the end of an answer, as the server sees it, and what a client makes of it. */
  private static final Duration TOLERANCE = Duration.ofMillis(2);

  /** From the start of a process to well after its first requests. */
  private static final int MOST_MILLIS_FROM_START = 1_500;

  private static final int MOST_MILLIS_AT_WORK = 500;

  @TempDir Path work;

  @Test
  void twentyKillsLoseNoPageStoreNoneTwiceAndBreachNoDelay() throws Exception {
    System.out.println("KillTest: -Dsluice.seed=" + SEED);
    Random random = new Random(SEED);
    Path data = work.resolve("data");
    try (TestWeb web = TestWeb.large(SITES, PAGES_PER_SITE, SEED, 0)) {
      Path seeds = Files.write(work.resolve("seeds.txt"), web.seeds());
      int killsAtWork = 0;
      for (int kill = 1; kill <= KILLS; kill++) {
        killsAtWork += startAndKill(web, seeds, data, random, kill % 4 == 0) ? 1 : 0;
        checkStore(data, kill);
      }
      long requestsBeforeLastRun = web.referee().requestCount();
      Ran last;
      try (ChildProgram child = crawl(seeds, data)) {
        last = child.end(120);
      }

      assertThat(last.code()).as(last.err()).isZero();
      assertThat(last.out()).startsWith("Done");
      assertThat(killsAtWork).as("kills between two requests").isGreaterThan(KILLS / 2);
      assertThat(web.referee().requestCount())
          .as("requests that the last run had left to make")
          .isGreaterThan(requestsBeforeLastRun);
      checkStore(data, KILLS + 1);
      everyPageIsStoredOnce(web, data);
      onlyWhatWasUnderWayIsAskedForAgain(web);
      assertThat(web.referee().allViolations(DELAY, TOLERANCE)).isEmpty();
      storedBodiesAreWhatTheWebServes(data);
    }
  }

  private ChildProgram crawl(Path seeds, Path data) throws IOException {
    return ChildProgram.start(
        work.resolve("logs"),
        PretendCrawl.arguments("crawl", seeds, data, DELAY.toMillis() + "ms"));
  }

  /** Starts the crawl and kills it; tells whether that was while it asked for pages. */
  private boolean startAndKill(TestWeb web, Path seeds, Path data, Random random, boolean anyMoment)
      throws IOException, InterruptedException {
    long before = web.referee().requestCount();
    try (ChildProgram child = crawl(seeds, data)) {
      if (anyMoment) {
        Thread.sleep(random.nextInt(MOST_MILLIS_FROM_START));
      } else {
        Waiting.until(
            "the crawl makes a request",
            60,
            () -> web.referee().requestCount() > before || !child.isAlive());
        Thread.sleep(random.nextInt(MOST_MILLIS_AT_WORK));
      }
      boolean alive = child.isAlive();
      child.kill();
      assertThat(alive).as("the crawl had work left; it said: %s", child.err()).isTrue();
      return web.referee().requestCount() > before;
    }
  }

  private static void checkStore(Path data, int kill) {
    if (!Files.exists(data.resolve("rocks").resolve("CURRENT"))) {
      return; // killed before there was a store
    }
    Ran check = Ran.sluice("store", "check", "--data", data);
    assertThat(check.code())
        .as("store check after kill %d: %s%s", kill, check.out(), check.err())
        .isZero();
    assertThat(check.out()).endsWith("all well\n");
  }

  private static void everyPageIsStoredOnce(TestWeb web, Path data) {
    try (StoredPages stored = new StoredPages(data)) {
      Map<String, List<Capture>> captures = stored.captures();
      assertThat(captures.keySet()).isEqualTo(new TreeSet<>(web.truth().reachable()));
      assertThat(captures.values()).allSatisfy(ofUrl -> assertThat(ofUrl).hasSize(1));
      Map<UrlStatus, Long> counts = stored.urlCounts();
      assertThat(counts.get(UrlStatus.FETCHED)).isEqualTo(captures.size());
      assertThat(counts.get(UrlStatus.QUEUED)).isZero();
      assertThat(counts.get(UrlStatus.FAILED)).isZero();
      for (String url : captures.keySet()) {
        assertThat(stored.record(url).orElseThrow().status()).isEqualTo(UrlStatus.FETCHED);
      }
    }
  }

  private static void storedBodiesAreWhatTheWebServes(Path data) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    try (StoredPages stored = new StoredPages(data)) {
      for (Map.Entry<String, List<Capture>> ofUrl : stored.captures().entrySet()) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(ofUrl.getKey())).build();
        HttpResponse<byte[]> served = client.send(request, BodyHandlers.ofByteArray());
        Capture capture = ofUrl.getValue().get(0);
        assertThat(capture.status()).isEqualTo(served.statusCode());
        assertThat(stored.body(capture)).as(ofUrl.getKey()).isEqualTo(served.body());
      }
    }
  }

  private static void onlyWhatWasUnderWayIsAskedForAgain(TestWeb web) {
    int again = web.referee().countPerUrl().values().stream().mapToInt(count -> count - 1).sum();
    assertThat(again).as("requests made twice").isLessThanOrEqualTo(KILLS * SITES);
  }
}
