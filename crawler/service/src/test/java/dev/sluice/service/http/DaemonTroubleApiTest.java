package dev.sluice.service.http;

import static dev.sluice.service.http.RunningDaemon.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.service.daemon.Wiring;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.model.PageMix;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API tells when something is wrong beside it, and that the daemon goes on. */
class DaemonTroubleApiTest {

  private static final int PAGES = 30;

  @TempDir Path work;

  private static TestWeb web() {
    return TestWeb.builder()
        .site("good", site -> site.generated(PageMix.english(PAGES, 7).clean()))
        .site("other", site -> site.generated(PageMix.english(PAGES, 8).clean()))
        .start();
  }

  private static List<String> mistakes(RunningDaemon daemon) {
    try {
      JsonNode seeds = daemon.facts("/api/v1/status").get("seeds");
      return seeds.get("mistakes").valueStream().map(JsonNode::asString).toList();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void aSeedsFolderThatIsGoneIsToldUntilItIsBack() throws Exception {
    try (TestWeb web = web();
        RunningDaemon daemon = RunningDaemon.start(work, List.of(web.base("good")))) {
      assertThat(mistakes(daemon)).isEmpty();
      Path elsewhere = Files.move(daemon.seeds, work.resolve("elsewhere"));
      RunningDaemon.until("the loss is told", () -> !mistakes(daemon).isEmpty());
      assertThat(mistakes(daemon)).singleElement().asString().contains(daemon.seeds.toString());
      assertThat(daemon.facts("/ready").get("status").asString()).isEqualTo("ready");
      RunningDaemon.until("it crawls on", () -> daemon.daemon.progress().pages() == PAGES);

      Files.move(elsewhere, daemon.seeds);
      RunningDaemon.until("it is well again", () -> mistakes(daemon).isEmpty());
    }
  }

  /** Damages the file that holds the bodies; the writer must have ended. */
  private static void damageBodies(Path data) throws IOException {
    new Wiring().openForWriting(data).close(); // what stands in the log goes to files
    try (Stream<Path> files = Files.walk(data)) {
      Path bodies =
          files
              .filter(file -> file.toString().endsWith(".sst"))
              .max(Comparator.comparing(file -> file.toFile().length()))
              .orElseThrow();
      byte[] bytes = Files.readAllBytes(bodies);
      bytes[bytes.length / 4] ^= 0x55;
      Files.write(bodies, bytes);
    }
  }

  private static String error(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body()).get("error").get("message").asString();
  }

  @Test
  void aPageWhoseBodyIsDamagedIsNamedAndTheCrawlGoesOn() throws Exception {
    try (TestWeb web = web()) {
      Path data;
      try (RunningDaemon daemon = RunningDaemon.start(work, List.of(web.base("good")))) {
        data = daemon.data;
        RunningDaemon.until("all is fetched", () -> daemon.daemon.progress().pages() == PAGES);
      }
      damageBodies(data);
      try (RunningDaemon daemon = RunningDaemon.start(work, List.of(web.base("good")))) {
        int damaged = 0;
        for (int number = 1; number < PAGES; number++) {
          String url = web.url("good", "/articles/" + number + ".html");
          HttpResponse<String> raw = daemon.get(page("/api/v1/page/raw", url));
          if (raw.statusCode() != 200) {
            damaged++;
            assertThat(raw.statusCode()).as(raw.body()).isEqualTo(500);
            assertThat(error(raw)).startsWith(url + " cannot be read: ").contains("damaged");
            for (String path : List.of("/api/v1/page/steps", "/api/v1/page/text")) {
              HttpResponse<String> told = daemon.get(page(path, url));
              assertThat(told.statusCode()).as(told.body()).isEqualTo(500);
              assertThat(error(told)).startsWith(url + " cannot be read: ");
            }
            assertThat(daemon.get(page("/api/v1/page", url)).statusCode()).isEqualTo(200);
          }
        }
        assertThat(damaged).isPositive();

        Files.write(daemon.seeds.resolve("more.txt"), List.of(web.base("other")));
        RunningDaemon.until("it crawls on", () -> daemon.daemon.progress().pages() == PAGES);
        assertThat(daemon.facts("/ready").get("status").asString()).isEqualTo("ready");
        String sound = web.url("other", "/articles/3.html");
        assertThat(daemon.get(page("/api/v1/page/raw", sound)).statusCode()).isEqualTo(200);
      }
    }
  }
}
