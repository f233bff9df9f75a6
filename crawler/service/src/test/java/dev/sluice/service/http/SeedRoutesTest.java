package dev.sluice.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testweb.TestWeb;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Seed files are changed over HTTP, and the daemon takes that over. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeedRoutesTest {

  @TempDir static Path work;
  private TestWeb web;
  private RunningDaemon daemon;
  private String text = "";

  @BeforeAll
  void startADaemon() throws Exception {
    web = TestWeb.large(3, 5, 1, 0);
    text = "# ours\n" + web.base("site1") + "  name=one\n" + web.base("site2") + "  name=two\n";
    daemon = RunningDaemon.start(work, text.lines().toList());
  }

  @BeforeEach
  void layTheFilesAnew() throws Exception {
    Files.writeString(daemon.seeds.resolve("all.txt"), text);
    Files.deleteIfExists(daemon.seeds.resolve("more.yaml"));
    Files.deleteIfExists(daemon.seeds.resolve("added.txt"));
    RunningDaemon.until(
        "the seeds are as at the start",
        () -> daemon.daemon.seeds().size() == 2 && !daemon.daemon.seeds().get(0).policy().paused());
  }

  @AfterAll
  void endIt() throws Exception {
    daemon.close();
    web.close();
  }

  private JsonNode send(int status, String verb, String path, Object body) throws Exception {
    String sent =
        body instanceof String written ? written : JsonMapper.shared().writeValueAsString(body);
    HttpResponse<String> answer = daemon.send(verb, "/api/v1/seeds" + path, sent);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }

  private String file(String name) throws Exception {
    return Files.readString(daemon.seeds.resolve(name));
  }

  private JsonNode shown(String name) throws Exception {
    for (JsonNode file : daemon.facts("/api/v1/seeds").get("files")) {
      if (file.get("name").asString().equals(name)) {
        return file;
      }
    }
    throw new AssertionError("no file " + name);
  }

  @Test
  void theFilesAreShown() throws Exception {
    JsonNode shelf = daemon.facts("/api/v1/seeds");
    assertThat(shelf.get("path").asString()).isEqualTo(daemon.seeds.toString());
    assertThat(shelf.get("writable").asBoolean()).isTrue();
    assertThat(shelf.get("mistakes").size()).isZero();
    JsonNode file = shown("all.txt");
    assertThat(file.get("text").asString()).isEqualTo(text);
    assertThat(file.get("editable").asBoolean()).isTrue();
    assertThat(file.get("seeds").get(1).get("name").asString()).isEqualTo("two");
  }

  @Test
  void aSeedIsPausedInItsFileAndTheDaemonTakesItOverAndTheLogTellsIt() throws Exception {
    JsonNode done = send(200, "POST", "/pause", Map.of("seed", "one"));
    assertThat(done.get("changes").get(0).get("detail").asString())
        .isEqualTo("paused (default) -> true");
    assertThat(done.get("files").get(0).get("digest").asString())
        .isEqualTo(shown("all.txt").get("digest").asString());
    assertThat(file("all.txt")).isEqualTo(text.replace("name=one", "name=one  paused=true"));
    RunningDaemon.until(
        "the daemon knows it", () -> daemon.daemon.seeds().get(0).policy().paused());
    RunningDaemon.until("the log tells it", () -> lastDetail().equals("paused (default) -> true"));
    send(200, "POST", "/resume", Map.of("seed", web.base("site1")));
    assertThat(file("all.txt")).isEqualTo(text);
  }

  private String lastDetail() {
    try {
      JsonNode changes = daemon.facts("/api/v1/seeds/log?last=1").get("changes");
      return changes.isEmpty() ? "" : changes.get(0).get("changes").get(0).get("detail").asString();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void fieldsAreSetAndTakenOutAndSeedsAddedAndRemoved() throws Exception {
    send(200, "POST", "/set", Map.of("seed", "two", "fields", Map.of("delay", "5s")));
    assertThat(file("all.txt")).contains("name=two  delay=5s\n");
    send(200, "POST", "/set", "{\"seed\":\"two\",\"fields\":{\"delay\":null,\"priority\":3}}");
    assertThat(file("all.txt")).contains("name=two  priority=3\n");
    send(
        200,
        "POST",
        "/add",
        Map.of(
            "url", web.base("site3"),
            "exclude", List.of("/x/", "*y="),
            "tags", Map.of("why", "two words"),
            "pages", 100,
            "file", "more.yaml"));
    assertThat(file("more.yaml"))
        .startsWith("seeds:\n  - url: " + web.base("site3") + "\n")
        .contains("    exclude: [/x/, \"*y=\"]\n", "    tags: {why: \"two words\"}\n");
    send(200, "POST", "/remove", Map.of("seed", "two"));
    assertThat(file("all.txt")).doesNotContain("two").startsWith("# ours\n");
  }

  @Test
  void aSeedIsRemovedAndWhatIsStoredOfItIsPurged() throws Exception {
    String url = web.base("site2");
    RunningDaemon.until("its first page is there", () -> captures(url) > 0);
    JsonNode done = send(200, "POST", "/remove", Map.of("seed", "two", "purge", true));
    JsonNode purged = done.get("purged");
    assertThat(purged.get("captures").asInt()).isPositive();
    assertThat(purged.get("targets").get(0).asString()).isEqualTo(URI.create(url).getHost());
    assertThat(purged.get("still_wanted_by").size()).isZero();
    assertThat(captures(url)).isZero();
    assertThat(file("all.txt")).doesNotContain("two");
    assertThat(daemon.daemon.seeds()).hasSize(1);
    String still = "the seed is not crawled any more, and not stored: so nobody fetches it again";
    assertThat(captures(web.base("site1"))).as(still).isPositive();
  }

  @Test
  void nothingIsPurgedWhileASeedThatIsSaidToBeGoneIsCrawled() throws Exception {
    RunningDaemon.until("its first page is there", () -> captures(web.base("site1")) > 0);
    HttpResponse<String> refused =
        daemon.send(
            "POST",
            "/api/v1/purge",
            JsonMapper.shared()
                .writeValueAsString(
                    Map.of(
                        "targets",
                        List.of(URI.create(web.base("site1")).getHost()),
                        "removed_seeds",
                        List.of("one"))));
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(refused.body()).contains("still_crawled", "still crawls one");
    assertThat(captures(web.base("site1"))).isPositive();
  }

  private int captures(String url) {
    try {
      return daemon.facts(RunningDaemon.page("/api/v1/page", url)).get("captures").size();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void aFileIsCheckedSavedAndDeleted() throws Exception {
    String other = text.replace("two", "zwei");
    JsonNode check = send(200, "POST", "/check", Map.of("files", Map.of("all.txt", other)));
    assertThat(check.get("mistakes").size()).isZero();
    assertThat(check.get("changes").size()).isEqualTo(2);
    assertThat(file("all.txt")).isEqualTo(text);
    String gone = "{\"files\":{\"all.txt\":null}}";
    assertThat(send(200, "POST", "/check", gone).get("mistakes").get(0).asString())
        .contains("leave a file without seeds");

    String digest = shown("all.txt").get("digest").asString();
    Map<String, String> save = Map.of("name", "all.txt", "text", other, "digest", digest);
    send(200, "PUT", "/files", save);
    assertThat(file("all.txt")).isEqualTo(other);
    JsonNode late = send(409, "PUT", "/files", save);
    assertThat(late.get("error").get("code").asString()).isEqualTo("changed_meanwhile");
    send(200, "PUT", "/files", "{\"name\":\"more.yaml\",\"text\":\"seeds: []\",\"digest\":null}");
    Map<String, String> delete =
        Map.of("name", "more.yaml", "digest", shown("more.yaml").get("digest").asString());
    send(200, "DELETE", "/files", delete);
    send(409, "DELETE", "/files", delete);
    assertThat(daemon.seeds.resolve("more.yaml")).doesNotExist();
  }

  @Test
  void hostsOfNewSeedsAreAskedAndThoseThatAreCrawledAreNot() throws Exception {
    String fresh = web.base("site3") + "  name=fresh\n" + web.base("site1") + "x  name=more\n";
    JsonNode found =
        send(200, "POST", "/probe", Map.of("files", Map.of("added.txt", fresh))).get("findings");
    assertThat(found.size()).isEqualTo(2);
    assertThat(found.get(0).get("seed").asString()).isEqualTo("fresh");
    assertThat(found.get(0).get("kind").asString()).isEqualTo("ok");
    assertThat(found.get(1).get("kind").asString()).isEqualTo("not_asked");
    JsonNode known = send(200, "POST", "/probe", Map.of("seeds", List.of("one"))).get("findings");
    assertThat(known.get(0).get("detail").asString()).contains("its host is being crawled");
    assertThat(
            send(400, "POST", "/probe", Map.of("seeds", List.of("none")))
                .get("error")
                .get("message")
                .asString())
        .contains("there is no seed 'none'");
  }

  @Test
  void mistakesAreToldWithFileAndLineAndNothingIsChanged() throws Exception {
    JsonNode wrong =
        send(
            422,
            "POST",
            "/set",
            Map.of("seed", "one", "fields", Map.of("delay", "soon", "priority", "0")));
    assertThat(wrong.get("error").get("code").asString()).isEqualTo("mistakes");
    assertThat(wrong.get("mistakes").size()).isEqualTo(2);
    assertThat(wrong.get("mistakes").get(0).asString())
        .startsWith(daemon.seeds.resolve("all.txt") + ":2: ");
    assertThat(
            send(422, "POST", "/pause", Map.of("seed", "tow"))
                .get("error")
                .get("message")
                .asString())
        .contains("there is no seed 'tow'; did you mean 'two'?");
    assertThat(
            send(422, "PUT", "/files", "{\"name\":\"../up.txt\",\"text\":\"\",\"digest\":null}")
                .get("mistakes")
                .get(0)
                .asString())
        .contains("cannot be the name of a seed file");
    assertThat(
            send(400, "POST", "/pause", Map.of("sede", "one"))
                .get("error")
                .get("message")
                .asString())
        .contains("did you mean 'seed'?");
    assertThat(
            send(400, "POST", "/check", Map.of("files", "x"))
                .get("error")
                .get("message")
                .asString())
        .contains("'files' must have fields");
    Files.createDirectories(daemon.seeds.resolve(".sluice-edit"));
    assertThat(
            send(403, "POST", "/pause", Map.of("seed", "one")).get("error").get("code").asString())
        .isEqualTo("not_writable");
    Files.delete(daemon.seeds.resolve(".sluice-edit"));
    assertThat(file("all.txt")).isEqualTo(text);
  }

  @Test
  void eachRouteIsInTheDescriptionOfTheApi() throws Exception {
    JsonNode paths = daemon.facts("/openapi.json").get("paths");
    for (String path :
        List.of(
            "", "/check", "/probe", "/files", "/add", "/pause", "/resume", "/remove", "/set",
            "/log")) {
      assertThat(paths.get("/api/v1/seeds" + path)).as(path).isNotNull();
    }
  }
}
