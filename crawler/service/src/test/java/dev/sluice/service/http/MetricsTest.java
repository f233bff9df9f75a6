package dev.sluice.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.service.cli.Repository;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.model.PageMix;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of a daemon that has crawled, and what the documents say of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTest {

  private static final int PAGES = 9;
  private static final Path DOCS = Repository.root().resolve("docs");
  private static final Path DOCKER = DOCS.resolve("guide").resolve("docker");

  /** A metric in a query: what a dashboard asks for. */
  private static final Pattern NAME = Pattern.compile("\\b(?:sluice|process|jvm)_\\w+");

  @TempDir static Path work;
  private TestWeb web;
  private RunningDaemon daemon;
  private Scrape scrape;

  @BeforeAll
  void crawlAndScrape() throws Exception {
    web =
        TestWeb.builder()
            .site("good", site -> site.generated(PageMix.english(PAGES, 7).clean()))
            .start();
    List<String> seeds =
        Stream.concat(web.seeds().stream(), Stream.of("http://127.0.0.9:9/ paused=true")).toList();
    daemon = RunningDaemon.start(work, seeds);
    RunningDaemon.until("all is fetched", () -> daemon.daemon.progress().pages() == PAGES);
    assertThat(daemon.send("POST", "/api/v1/snapshots", "{}").statusCode()).isEqualTo(201);
    daemon.get("/api/v1/page?url=https://nowhere.example/");
    RunningDaemon.until("the store is looked at", () -> scrape().value("sluice_snapshots") == 1);
    scrape = scrape();
  }

  @AfterAll
  void endIt() throws Exception {
    daemon.close();
    web.close();
  }

  private Scrape scrape() {
    try {
      HttpResponse<String> answer = daemon.get("/metrics");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-type"))
          .contains("text/plain; version=0.0.4; charset=utf-8");
      return new Scrape(answer.body());
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void theyTellWhatTheStatusTells() {
    assertThat(scrape.value("sluice_pages_fetched_total")).isEqualTo(PAGES);
    assertThat(scrape.value("sluice_answers_total{status=\"200\"}")).isEqualTo(PAGES);
    assertThat(scrape.value("sluice_urls{status=\"fetched\"}")).isEqualTo(PAGES);
    assertThat(scrape.value("sluice_urls{status=\"queued\"}")).isOne();
    assertThat(scrape.value("sluice_body_bytes_total")).isGreaterThan(PAGES * 100);
    assertThat(scrape.value("sluice_fetch_failures_total{kind=\"tls\"}")).isZero();
    assertThat(scrape.value("sluice_links_not_followed_total{reason=\"calendar\"}")).isZero();
    assertThat(scrape.value("sluice_seeds{state=\"active\"}")).isOne();
    assertThat(scrape.value("sluice_seeds{state=\"paused\"}")).isOne();
    assertThat(scrape.value("sluice_seed_mistakes")).isZero();
    assertThat(scrape.value("sluice_daemon_state{state=\"crawling\"}")).isOne();
    assertThat(scrape.value("sluice_daemon_state{state=\"disk_full\"}")).isZero();
    assertThat(scrape.value("sluice_store_bytes{table=\"urls\"}")).isNotNegative();
    assertThat(scrape.value("sluice_disk_free_bytes")).isPositive();
    assertThat(scrape.value("process_resident_memory_bytes")).isGreaterThan(1 << 20);
    assertThat(scrape.value("process_cpu_seconds_total")).isPositive();
    long now = daemon.daemon.clock().millis() / 1000;
    assertThat(scrape.value("sluice_snapshot_last_timestamp_seconds"))
        .isBetween(now - 300.0, now + 1.0);
  }

  @Test
  void requestsAreMeasuredByTheirRoute() {
    assertThat(
            scrape.value(
                "sluice_http_requests_seconds_count"
                    + "{method=\"POST\",route=\"/api/v1/snapshots\",status=\"201\"}"))
        .isOne();
    assertThat(scrape.lines("sluice_http_requests_seconds_count"))
        .anyMatch(line -> line.contains("route=\"/api/v1/page\",status=\"200\""))
        .noneMatch(line -> line.contains("nowhere"));
  }

  @Test
  void theReferenceListsAllOfThemAndNoOthers() throws IOException {
    String page = Files.readString(DOCS.resolve("reference").resolve("metrics.md"));
    Set<String> documented = new TreeSet<>();
    Matcher rows =
        Pattern.compile("(?m)^\\| `(\\w+)` \\| (\\w+) \\| (.*?) \\| (.*?) \\|$").matcher(page);
    while (rows.find()) {
      documented.add(rows.group(1));
      if (scrape.names().contains(rows.group(1))) {
        assertThat(rows.group(2)).as(rows.group(1)).isEqualTo(scrape.type(rows.group(1)));
        assertThat(rows.group(3).replaceAll("[`,]", "").strip())
            .as("labels of %s", rows.group(1))
            .isEqualTo(scrape.labels(rows.group(1)));
        assertThat(rows.group(4)).as(rows.group(1)).isEqualTo(scrape.help(rows.group(1)));
      }
    }
    assertThat(documented).as("in docs/reference/metrics.md").containsAll(scrape.names());
    assertThat(scrape.names())
        .as("what docs/reference/metrics.md lists; of Java's some depend on the collector")
        .containsAll(
            documented.stream()
                .filter(name -> !name.startsWith("jvm_gc_"))
                .collect(Collectors.toSet()));
  }

  @Test
  void whatDashboardAndAlertsAskForIsThere() throws IOException {
    for (String file : List.of("grafana/sluice.json", "prometheus-alerts.yml")) {
      Set<String> asked =
          NAME.matcher(Files.readString(DOCKER.resolve(file)))
              .results()
              .map(MatchResult::group)
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(asked).as(file).hasSizeGreaterThan(5).isSubsetOf(scrape.samples());
    }
  }

  @Test
  void whereATokenIsRequiredItIsRequiredHereToo() throws Exception {
    Path elsewhere = Files.createDirectory(work.resolve("guarded"));
    Token token = Token.random();
    try (RunningDaemon guarded = RunningDaemon.start(elsewhere, web.seeds(), Optional.of(token))) {
      assertThat(guarded.get("/metrics").statusCode()).isEqualTo(401);
      HttpResponse<String> known =
          guarded.get("/metrics", "Authorization", "Bearer " + token.secret());
      assertThat(known.statusCode()).isEqualTo(200);
      assertThat(known.body()).contains("sluice_pages_fetched_total ");
    }
  }
}
