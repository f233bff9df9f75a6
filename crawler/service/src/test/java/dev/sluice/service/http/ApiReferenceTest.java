package dev.sluice.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sluice.service.cli.ReferenceFile;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.model.PageMix;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the daemon tells of its API holds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiReferenceTest {

  private static final int PAGES = 5;
  private static final String JSON = "application/json";

  @TempDir static Path work;

  private final SchemaRegistry schemas =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private TestWeb web;
  private RunningDaemon daemon;
  private JsonNode document;

  @BeforeAll
  void startADaemonThatHasSomethingToTell() throws Exception {
    web =
        TestWeb.builder()
            .site("good", site -> site.generated(PageMix.english(PAGES, 7).clean()))
            .start();
    daemon = RunningDaemon.start(work, web.seeds());
    RunningDaemon.until("all is fetched", () -> daemon.daemon.progress().pages() == PAGES);
    assertThat(daemon.send("POST", "/api/v1/snapshots", "{\"name\": \"one\"}").statusCode())
        .isEqualTo(201);
    String demand =
        "{\"targets\": [\"" + web.url("good", "/articles/2.html") + "\"], \"reason\": \"x\"}";
    assertThat(daemon.send("POST", "/api/v1/takedowns", demand).statusCode()).isEqualTo(201);
    document = daemon.facts("/openapi.json");
  }

  @AfterAll
  void endIt() throws Exception {
    daemon.close();
    web.close();
  }

  /** A path, a verb, and what is said of them. */
  private record Operation(String path, String verb, JsonNode facts) {

    @Override
    public String toString() {
      return verb + " " + path;
    }
  }

  private List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> verb : path.getValue().properties()) {
        operations.add(
            new Operation(path.getKey(), verb.getKey().toUpperCase(Locale.ROOT), verb.getValue()));
      }
    }
    return operations;
  }

  @Test
  void theReferenceOfTheApiIsUpToDate() throws IOException {
    ReferenceFile.compare("api.md", ApiPage.of(document));
  }

  @Test
  void whatIsDescribedIsThereAndNothingElseIs() throws Exception {
    List<String> described = operations().stream().map(Operation::toString).toList();
    assertThat(described)
        .containsExactlyInAnyOrderElementsOf(
            daemon.routes().stream()
                .map(route -> route.verb() + " " + route.path().replace("*", "{name}"))
                .toList());
    RawHttp raw = new RawHttp(daemon.url());
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      String at = path.getKey().replace("{name}", "app.js");
      RawHttp.Reply wrong = raw.send(raw.head("PATCH", at), "");
      String allowed = wrong.head().replaceFirst("(?s).*\nAllow: ([A-Z, ]+).*", "$1");
      assertThat(allowed.split(", "))
          .as(at)
          .containsExactlyInAnyOrderElementsOf(
              path.getValue().properties().stream()
                  .map(verb -> verb.getKey().toUpperCase(Locale.ROOT))
                  .toList());
    }
  }

  @Test
  void everythingHasItsMeaning() {
    assertThat(document.get("openapi").asString()).isEqualTo("3.1.0");
    Set<String> ids = new HashSet<>();
    for (Operation operation : operations()) {
      JsonNode facts = operation.facts;
      assertThat(ids.add(facts.get("operationId").asString())).as(operation + ": its id").isTrue();
      assertThat(facts.get("description").asString()).as(operation.toString()).endsWith(".");
      assertThat(facts.get("responses").size()).as(operation + ": its answers").isGreaterThan(1);
      facts
          .get("responses")
          .forEach(
              reply -> {
                assertThat(reply.get("description").asString()).isNotBlank();
                requireMeanings(operation, reply.path("content").path(JSON).path("schema"));
              });
      requireMeanings(
          operation, facts.path("requestBody").path("content").path(JSON).path("schema"));
      facts
          .path("parameters")
          .forEach(
              parameter ->
                  assertThat(parameter.get("schema").path("description").asString(""))
                      .as(operation + ": " + parameter.get("name"))
                      .isNotBlank());
    }
  }

  private static void requireMeanings(Operation operation, JsonNode schema) {
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      assertThat(field.getValue().path("description").asString(""))
          .as(operation + ": " + field.getKey())
          .isNotBlank();
      requireMeanings(operation, field.getValue());
      requireMeanings(operation, field.getValue().path("items"));
    }
  }

  @Test
  void everyRealAnswerIsAsItIsDescribed() throws Exception {
    int compared = 0;
    for (Operation operation : operations()) {
      JsonNode answer = operation.facts.get("responses").path("200").path("content").path(JSON);
      if (operation.verb.equals("GET") && answer.has("schema")) {
        compared++;
        requireFits(operation, daemon.get(asked(operation)), answer.get("schema"));
      }
    }
    assertThat(compared).isGreaterThan(6);
    JsonNode error = operations().get(0).facts.get("responses").get("default");
    requireFits(
        operations().get(0), daemon.get("/nowhere"), error.get("content").get(JSON).get("schema"));
  }

  private void requireFits(Operation operation, HttpResponse<String> answer, JsonNode schema) {
    assertThat(answer.headers().firstValue("content-type")).as(operation.toString()).contains(JSON);
    Schema described = schemas.getSchema(schema);
    JsonNode told = JsonMapper.shared().readTree(answer.body());
    assertThat(described.validate(told)).as(operation + " answered " + answer.body()).isEmpty();
  }

  /** The path with what it needs. */
  private String asked(Operation operation) {
    StringBuilder path = new StringBuilder(operation.path.replace("{name}", "app.js"));
    char separator = '?';
    for (JsonNode parameter : operation.facts.path("parameters")) {
      if (parameter.get("required").asBoolean() && parameter.get("in").asString().equals("query")) {
        String name = parameter.get("name").asString();
        assertThat(needed()).as(operation + " needs a value for a test").containsKey(name);
        path.append(separator).append(name).append('=').append(needed().get(name));
        separator = '&';
      }
    }
    return path.toString();
  }

  private Map<String, String> needed() {
    String page = web.url("good", "/articles/3.html");
    return Map.of("url", URLEncoder.encode(page, StandardCharsets.UTF_8), "id", "T1");
  }
}
