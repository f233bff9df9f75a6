package dev.sluice.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.testweb.TestWeb;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is taken down while a daemon runs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakedownRoutesTest {

  private static final String PATH = "/api/v1/takedowns";
  private static final String TEXT = "0123456789abcdef0123456789abcdef";

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
                    site.page("/", "<a href='/1'>1</a><a href='/2'>2</a><a href='/3'>3</a>")
                        .page("/1", "<p>one</p>")
                        .page("/2", "<p>the same</p>")
                        .page("/3", "<p>the same</p>"))
            .start();
    daemon = RunningDaemon.start(work, web.seeds());
    RunningDaemon.until("all is fetched", () -> daemon.daemon.progress().pages() == 4);
  }

  @AfterAll
  void endIt() throws Exception {
    daemon.close();
    web.close();
  }

  private String url(String path) {
    return web.base("good").replaceAll("/$", "") + path;
  }

  private String add(String target) throws Exception {
    String json = "{\"targets\": [\"%s\"], \"reason\": \"asked <b>\"}".formatted(target);
    return body(daemon.send("POST", PATH, json), 201).at("/takedowns/0/id").asString();
  }

  private HttpResponse<String> purge(String id) throws Exception {
    return daemon.send("POST", PATH + "/purge", "{\"id\": \"%s\"}".formatted(id));
  }

  private JsonNode report(String id) throws Exception {
    return daemon.facts(PATH + "/report?id=" + id).at("/takedowns/0");
  }

  private static JsonNode body(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }

  @Test
  void aPageIsReportedAndPurgedAndTheListNotesThat() throws Exception {
    String id = add(url("/1"));
    assertThat(report(id).get("captures_in_store").asInt()).isOne();
    assertThat(report(id).at("/fetched/0/url").asString()).isEqualTo(url("/1"));
    HttpResponse<String> page = daemon.get(PATH + "/report.html?id=" + id);
    assertThat(page.body()).contains(url("/1"), "撤下", "asked &lt;b&gt;");
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "sandbox");

    assertThat(body(purge(id), 200).get("captures").asInt()).isOne();
    assertThat(report(id).get("captures_in_store").asInt()).isZero();
    assertThat(report(id).at("/removed_from_store/0/what").asString())
        .isEqualTo("1 capture, 1 body");
  }

  @Test
  void aBodyIsPurgedWhereverItIs() throws Exception {
    String path = "/api/v1/page";
    JsonNode page = daemon.facts(RunningDaemon.page(path, url("/2")));
    String id = add(page.findValue("body_sha256").asString());
    assertThat(report(id).get("captures_in_store").asInt()).isEqualTo(2);
    assertThat(body(purge(id), 200).get("captures").asInt()).isEqualTo(2);
    assertThat(report(id).get("captures_in_store").asInt()).isZero();
    assertThat(body(purge(id), 200).get("captures").asInt()).isZero();
  }

  @Test
  void whatCannotBePurgedOrIsNotThereIsRefusedWithTheWayOut() throws Exception {
    assertThat(body(purge("T99"), 404).at("/error/message").asString()).contains("T99");
    assertThat(daemon.get(PATH + "/report?id=T99").statusCode()).isEqualTo(404);
    assertThat(daemon.get(PATH + "/report.html?id=T99").statusCode()).isEqualTo(404);
    assertThat(body(purge(add(TEXT)), 409).at("/error/message").asString()).contains("URLs");
    String withdrawn = add("https://nobody.example/");
    daemon.send("DELETE", PATH, "{\"id\": \"%s\"}".formatted(withdrawn));
    assertThat(body(purge(withdrawn), 409).at("/error/code").asString()).isEqualTo("withdrawn");
  }
}
