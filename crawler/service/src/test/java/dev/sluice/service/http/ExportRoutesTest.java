package dev.sluice.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.model.PageMix;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Exports that are ordered of a daemon over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportRoutesTest {

  private static final int PAGES = 20;
  private static final long MOST_SECONDS = 300;
  private static final String PATH = "/api/v1/exports";

  @TempDir static Path work;
  private TestWeb web;
  private RunningDaemon daemon;

  @BeforeAll
  void startADaemon() throws Exception {
    web =
        TestWeb.builder()
            .site("good", site -> site.generated(PageMix.english(PAGES, 7).clean()))
            .start();
    daemon = RunningDaemon.start(work, web.seeds());
    RunningDaemon.until("all is fetched", () -> daemon.daemon.progress().pages() == PAGES);
    assertThat(post("/api/v1/snapshots", Map.of("name", "friday")).statusCode()).isEqualTo(201);
    assertThat(post("/api/v1/snapshots", Map.of("name", "monday")).statusCode()).isEqualTo(201);
  }

  @AfterAll
  void endIt() throws Exception {
    daemon.close();
    web.close();
  }

  private HttpResponse<String> post(String path, Map<String, String> fields) throws Exception {
    return daemon.send("POST", path, JsonMapper.shared().writeValueAsString(fields));
  }

  private HttpResponse<String> order(String name, String snapshot, String recipe) throws Exception {
    return post(PATH, Map.of("name", name, "snapshot", snapshot, "recipe", recipe));
  }

  private static JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }

  private static JsonNode error(HttpResponse<String> answer, int status) {
    return json(answer, status).get("error");
  }

  private JsonNode find(String id) throws Exception {
    for (JsonNode export : daemon.facts(PATH).get("exports")) {
      if (export.get("id").asString().equals(id)) {
        return export;
      }
    }
    throw new AssertionError("there is no " + id);
  }

  private JsonNode awaitEnd(String id) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    while (List.of("queued", "running").contains(find(id).get("state").asString())) {
      assertThat(System.nanoTime()).as("time that %s takes", id).isLessThan(end);
      Thread.sleep(50);
    }
    return find(id);
  }

  @Test
  void anExportOfWhatHasChangedIsComparedWithAnIndex() throws Exception {
    Map<String, String> wish =
        Map.of(
            "name",
            "changes",
            "snapshot",
            "monday",
            "recipe",
            "web",
            "since",
            "friday",
            "index",
            "weekly");
    JsonNode ordered = json(post(PATH, wish), 201);
    assertThat(ordered.get("since").asString()).isEqualTo("friday");
    JsonNode made = awaitEnd("changes");
    assertThat(made.get("state").asString()).as(made.toString()).isEqualTo("done");
    assertThat(made.get("index").asString()).isEqualTo("weekly");
    Path out = Path.of(made.get("out").asString());
    assertThat(out.resolve("changes.jsonl.zst")).exists();
    assertThat(out.resolve("manifest.json")).content().contains("\"since\" : ");
    assertThat(out.resolveSibling(".indexes").resolve("weekly")).isDirectory();

    Map<String, String> twisted =
        Map.of("name", "twisted", "snapshot", "friday", "recipe", "web", "since", "monday");
    assertThat(error(post(PATH, twisted), 400).get("message").asString())
        .contains("'monday' is not older than 'friday'");
    Map<String, String> outside =
        Map.of("name", "outside", "snapshot", "monday", "recipe", "web", "index", "../../etc");
    assertThat(error(post(PATH, outside), 400).get("message").asString())
        .contains("cannot be the name of an index");
  }

  @Test
  void anExportIsOrderedMadeToldAndReadable() throws Exception {
    List<String> heard = new ArrayList<>();
    try (BufferedReader events = listen()) {
      JsonNode ordered = json(order("first", "latest", "web"), 201);
      assertThat(ordered.get("state").asString()).isEqualTo("queued");
      assertThat(ordered.get("snapshot").asString()).isEqualTo("monday");
      Path out = Path.of(ordered.get("out").asString());
      assertThat(out).isEqualTo(daemon.data.toAbsolutePath().resolve("exports").resolve("first"));

      JsonNode made = awaitEnd("first");
      assertThat(made.get("state").asString()).as(made.toString()).isEqualTo("done");
      assertThat(made.has("message")).isFalse();
      assertThat(made.get("ended_at").asString()).isGreaterThan(made.get("started_at").asString());
      assertThat(out.resolve("manifest.json")).content().contains("\"captures\" : " + PAGES);
      assertThat(daemon.facts(PATH).get("recipes").get(0).asString()).isEqualTo("web");

      while (!heard.contains("done")) {
        heard.add(state(next(events), "first"));
        assertThat(heard).hasSizeLessThan(1_000);
      }
    }
    assertThat(heard).containsSubsequence("running", "done");
    assertThat(error(order("first", "latest", "web"), 409).get("code").asString())
        .isEqualTo("name_taken");
    assertThat(error(post(PATH + "/cancel", Map.of("id", "first")), 409).get("code").asString())
        .isEqualTo("wrong_state");
  }

  private static String state(JsonNode list, String id) {
    for (JsonNode export : list.get("exports")) {
      if (export.get("id").asString().equals(id)) {
        return export.get("state").asString();
      }
    }
    return "not there";
  }

  @Test
  void oneThatIsCancelledCanBeResumed() throws Exception {
    json(order("second", "monday", "web"), 201);
    JsonNode cancelled = json(post(PATH + "/cancel", Map.of("id", "second")), 200);
    assertThat(cancelled.get("state").asString()).isEqualTo("cancelled");
    assertThat(cancelled.get("message").asString()).contains("cancelled");
    assertThat(json(post(PATH + "/resume", Map.of("id", "second")), 200).get("state").asString())
        .isEqualTo("queued");
    assertThat(awaitEnd("second").get("state").asString()).isEqualTo("done");
  }

  @Test
  void aRecipeOfTheUserIsKeptAndExportedBy() throws Exception {
    String mistaken = "name: mine\nversion: 1\nsteps:\n  - anser\n";
    assertThat(error(keep("mine", mistaken), 400).get("message").asString())
        .contains("mine.yaml", "did you mean 'answer'");
    String text = "name: mine\nversion: 1\nsteps:\n  - answer\n  - decode\n  - extract\n";
    assertThat(error(keep("web", text), 400).get("message").asString()).contains("built-in");
    assertThat(error(keep("../mine", text), 400).get("message").asString()).contains("'../mine'");
    String reads = text + "  - language\n  - word-density: {sensitive: [/etc/passwd]}\n";
    assertThat(error(keep("mine", reads), 400).get("message").asString())
        .contains("only a recipe in a file can name files");
    assertThat(daemon.data.resolve("recipes")).doesNotExist();

    assertThat(json(keep("mine", text), 201).get("recipes").toString()).contains("\"mine\"");
    Path beside = daemon.data.resolve("recipes");
    Files.writeString(beside.resolve("words.txt"), "casino\n");
    Files.writeString(
        beside.resolve("listed.yaml"),
        text.replace("mine", "listed")
            + "  - language\n  - word-density: {sensitive: [words.txt]}\n");
    assertThat(daemon.facts(PATH).get("recipes").toString()).contains("\"listed\",\"mine\"");
    json(order("by-mine", "monday", "listed"), 201);
    JsonNode made = awaitEnd("by-mine");
    assertThat(made.get("state").asString()).as(made.toString()).isEqualTo("done");
    assertThat(Path.of(made.get("out").asString()).resolve("manifest.json"))
        .content()
        .contains("words.txt");
    Files.delete(beside.resolve("words.txt"));
    assertThat(error(order("again", "monday", "listed"), 400).get("message").asString())
        .contains("listed.yaml", "words.txt");
  }

  private HttpResponse<String> keep(String name, String text) throws Exception {
    return post(PATH + "/recipes", Map.of("name", name, "text", text));
  }

  @Test
  void whatCannotBeDoneIsAnsweredWithTheWayOut() throws Exception {
    assertThat(error(order("../../out", "monday", "web"), 400).get("message").asString())
        .contains("cannot be the name of an export");
    assertThat(error(order("one", "sunday", "web"), 400).get("message").asString())
        .contains("'sunday'");
    assertThat(error(order("one", "monday", "/etc/passwd"), 400).get("message").asString())
        .contains("no built-in recipe", "web");
    assertThat(
            error(post(PATH, Map.of("name", "one", "snapshot", "monday")), 400)
                .get("message")
                .asString())
        .contains("'recipe' is missing");
    for (String act : List.of("/cancel", "/resume")) {
      assertThat(error(post(PATH + act, Map.of("id", "nothing")), 404).get("code").asString())
          .isEqualTo("not_found");
    }
    assertThat(daemon.facts(PATH).get("exports").toString()).doesNotContain("\"one\"");
  }

  private BufferedReader listen() throws Exception {
    return new BufferedReader(
        new InputStreamReader(
            URI.create(daemon.url() + "/api/v1/events").toURL().openStream(),
            StandardCharsets.UTF_8));
  }

  /** What the next event on exports brings; the stream's own pace bounds the wait. */
  private static JsonNode next(BufferedReader events) throws Exception {
    for (int line = 0; line < 10_000; line++) {
      if (events.readLine().equals("event: exports")) {
        return JsonMapper.shared().readTree(events.readLine().substring("data: ".length()));
      }
    }
    throw new AssertionError("no event on exports");
  }
}
