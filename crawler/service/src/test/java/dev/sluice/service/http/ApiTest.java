package dev.sluice.service.http;

import static dev.sluice.service.http.RunningDaemon.page;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.Recipes;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.model.PageMix;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a daemon answers while it crawls. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTest {

  private static final int PAGES = 12;
  private static final String HOSTILE = "<script>alert(1)</script><p>no more</p>";

  @TempDir static Path work;
  private TestWeb web;
  private RunningDaemon daemon;

  @BeforeAll
  void startADaemon() throws Exception {
    web =
        TestWeb.builder()
            .site(
                "good",
                site ->
                    site.generated(PageMix.english(PAGES, 7).clean())
                        .page("/hostile.html", HOSTILE)
                        .link("/hostile.html"))
            .start();
    daemon = RunningDaemon.start(work, web.seeds());
    RunningDaemon.until("all is fetched", () -> daemon.daemon.progress().pages() == PAGES + 1);
  }

  @AfterAll
  void endIt() throws Exception {
    daemon.close();
    assertThat(daemon.data.resolve("daemon.json")).doesNotExist();
    web.close();
  }

  private JsonNode error(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body()).get("error");
  }

  @Test
  void statusTellsWhatIsStoredAndHowItGoes() throws Exception {
    RunningDaemon.until("the store is looked at", () -> captures() == PAGES + 1);
    JsonNode status = daemon.facts("/api/v1/status");
    assertThat(status.get("state").asString()).isEqualTo("crawling");
    assertThat(status.get("progress").get("pages").asInt()).isEqualTo(PAGES + 1);
    assertThat(status.get("progress").get("answers").get("200").asInt()).isEqualTo(PAGES + 1);
    assertThat(status.get("store").get("urls_fetched").asInt()).isEqualTo(PAGES + 1);
    assertThat(status.get("store").get("disk_free_bytes").asLong()).isPositive();
    assertThat(status.get("process").get("heap_bytes").asLong()).isPositive();
    assertThat(status.get("seeds").get("count").asInt()).isOne();
    assertThat(daemon.facts("/api/v1/history").get("samples").size()).isPositive();
  }

  private int captures() {
    try {
      return daemon.facts("/api/v1/status").get("store").get("captures").asInt();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void itIsUpAndReady() throws Exception {
    assertThat(daemon.facts("/health").get("status").asString()).isEqualTo("up");
    assertThat(daemon.facts("/ready").get("status").asString()).isEqualTo("ready");
  }

  @Test
  void aPageIsExplainedAndItsTextIsTold() throws Exception {
    String url = web.url("good", "/articles/3.html");
    JsonNode facts = daemon.facts(page("/api/v1/page", url));
    assertThat(facts.get("record").get("status").asString()).isEqualTo("fetched");
    assertThat(facts.has("recipe")).isFalse();
    JsonNode steps = daemon.facts(page("/api/v1/page/steps", url));
    assertThat(steps.get("name").asString()).startsWith("web@");
    assertThat(steps.get("steps")).hasSizeGreaterThan(5);
    JsonNode text = daemon.facts(page("/api/v1/page/text", url));
    assertThat(text.get("text").asString()).hasSizeGreaterThan(100);
    assertThat(text.get("kept").asBoolean()).isTrue();
    JsonNode short_ = daemon.facts(page("/api/v1/page/text", web.url("good", "/hostile.html")));
    assertThat(short_.get("kept").asBoolean()).isFalse();
    assertThat(short_.get("dropped_by").asString()).contains("/");
  }

  @Test
  void eachRecipeHasItsOwnStepsOfThePage() throws Exception {
    String url = page("/api/v1/page/steps", web.url("good", "/articles/4.html"));
    for (String recipe : Recipes.names()) {
      for (int time = 1; time <= 2; time++) {
        JsonNode steps = daemon.facts(url + "&recipe=" + recipe);
        assertThat(steps.get("name").asString()).startsWith(recipe + "@");
      }
    }
    String never = page("/api/v1/page/steps", "https://nowhere.example/");
    assertThat(error(daemon.get(never), 404).get("code").asString()).isEqualTo("no_capture");
  }

  @Test
  void theBytesOfAPageAreInert() throws Exception {
    String url = web.url("good", "/hostile.html");
    HttpResponse<String> raw = daemon.get(page("/api/v1/page/raw", url));
    assertThat(raw.body()).contains(HOSTILE);
    assertThat(raw.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain");
    assertThat(raw.headers().firstValue("x-content-type-options")).contains("nosniff");
    assertThat(raw.headers().firstValue("content-security-policy").orElseThrow())
        .contains("sandbox");
    String at =
        daemon.facts(page("/api/v1/page", url)).get("captures").get(0).get("fetched_at").asString();
    assertThat(daemon.get(page("/api/v1/page/raw", url) + "&fetched_at=" + at).body())
        .isEqualTo(raw.body());
    String never = page("/api/v1/page/raw", url) + "&fetched_at=2001-01-01T00:00:00Z";
    assertThat(error(daemon.get(never), 404).get("message").asString()).contains(url, "2001");
  }

  @Test
  void mistakesAreAnsweredWithTheWayOut() throws Exception {
    assertThat(error(daemon.get("/api/v1/statsu"), 404).get("message").asString())
        .contains("did you mean /api/v1/status?");
    HttpResponse<String> wrong = daemon.send("POST", "/api/v1/status", "{}");
    assertThat(error(wrong, 405).get("message").asString()).contains("GET");
    assertThat(wrong.headers().firstValue("allow")).contains("GET");
    assertThat(error(daemon.get("/api/v1/page?ulr=x"), 400).get("message").asString())
        .contains("'ulr'; did you mean 'url'?");
    assertThat(error(daemon.get("/api/v1/page"), 400).get("message").asString())
        .contains("'url' is missing");
    assertThat(error(daemon.get("/api/v1/page?url=example.org"), 400).get("message").asString())
        .contains("did you mean 'https://example.org'");
    assertThat(
            error(daemon.send("POST", "/api/v1/snapshots", "{\n \"nam\": \"x\"}"), 400)
                .get("message")
                .asString())
        .isEqualTo("body:2: unknown field 'nam'; did you mean 'name'?");
    assertThat(
            error(daemon.send("POST", "/api/v1/snapshots", "{\n \"name\": }"), 400)
                .get("message")
                .asString())
        .startsWith("body:2:10: not valid JSON");
  }

  @Test
  void snapshotsAreMadeListedAndDeletedAndListenersHearOfIt() throws Exception {
    try (BufferedReader events = listen()) {
      assertThat(events.readLine()).startsWith("retry: ");
      HttpResponse<String> made = daemon.send("POST", "/api/v1/snapshots", "{\"name\": \"first\"}");
      assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
      assertThat(JsonMapper.shared().readTree(made.body()).get("captures").asInt())
          .isEqualTo(PAGES + 1);
      assertThat(next(events, "snapshots").get("snapshots").size()).isOne();
      assertThat(next(events, "status").get("state").asString()).isEqualTo("crawling");
    }
    HttpResponse<String> again = daemon.send("POST", "/api/v1/snapshots", "{\"name\": \"first\"}");
    assertThat(error(again, 409).get("code").asString()).isEqualTo("name_taken");
    error(daemon.send("POST", "/api/v1/snapshots", "{\"name\": \"../up\"}"), 400);
    error(daemon.send("DELETE", "/api/v1/snapshots", "{\"name\": \"frist\"}"), 404);
    assertThat(daemon.send("DELETE", "/api/v1/snapshots", "{\"name\": \"first\"}").statusCode())
        .isEqualTo(204);
    assertThat(daemon.facts("/api/v1/snapshots").get("snapshots").size()).isZero();
  }

  private BufferedReader listen() throws Exception {
    return new BufferedReader(
        new InputStreamReader(
            URI.create(daemon.url() + "/api/v1/events").toURL().openStream(),
            StandardCharsets.UTF_8));
  }

  /** What the next event of this kind brings; the stream's own pace bounds the wait. */
  private static JsonNode next(BufferedReader events, String kind) throws Exception {
    for (int line = 0; line < 200; line++) {
      if (events.readLine().equals("event: " + kind)) {
        return JsonMapper.shared().readTree(events.readLine().substring("data: ".length()));
      }
    }
    throw new AssertionError("no event '" + kind + "'");
  }

  @Test
  void theDashboardsFilesAreServedAndKeptByTheBrowser() throws Exception {
    HttpResponse<String> page = daemon.get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
        .startsWith("default-src 'self';");
    String tag = page.headers().firstValue("etag").orElseThrow();
    assertThat(daemon.get("/", "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(daemon.get("/assets/app.js").headers().firstValue("content-type"))
        .contains("text/javascript; charset=utf-8");
    error(daemon.get("/assets/nothing.js"), 404);
  }

  @Test
  void otherProgramsOfTheUserFindIt() throws Exception {
    Path file = daemon.data.resolve("daemon.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(DaemonFile.read(daemon.data).orElseThrow().url()).isEqualTo(daemon.url());
  }
}
