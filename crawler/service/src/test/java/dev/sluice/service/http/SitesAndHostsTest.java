package dev.sluice.service.http;

import static dev.sluice.service.http.RunningDaemon.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.Purge;
import dev.sluice.engine.model.HostWait.Reason;
import dev.sluice.engine.model.Purged;
import dev.sluice.engine.model.Seed;
import dev.sluice.service.facts.Names;
import dev.sluice.testweb.TestWeb;
import dev.sluice.testweb.model.PageMix;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Seeds and hosts as the API tells of them. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SitesAndHostsTest {

  @TempDir static Path work;
  private TestWeb web;
  private RunningDaemon daemon;

  @BeforeAll
  void startADaemon() throws Exception {
    web =
        TestWeb.builder()
            .site("small", site -> site.generated(PageMix.english(3, 7).clean()))
            .site("large", site -> site.generated(PageMix.english(9, 8).clean()))
            .site("bounded", site -> site.generated(PageMix.english(8, 9).clean()))
            .site("paused", site -> site.generated(PageMix.english(4, 10).clean()))
            .start();
    daemon =
        RunningDaemon.start(
            work,
            List.of(
                web.base("small") + " name=small delay=30ms tags.kind=news",
                web.base("large") + " name=large priority=2 recrawl=2h",
                web.base("bounded") + " name=bounded pages=5",
                web.base("paused") + " name=paused paused=true"));
    until("all is fetched", () -> daemon.daemon.progress().pages() == 3 + 9 + 5);
    until("nothing is under way", () -> daemon.daemon.progress().inFlight() == 0);
  }

  @AfterAll
  void endIt() throws Exception {
    daemon.close();
    web.close();
  }

  private List<String> sites(String query) throws Exception {
    List<String> names = new ArrayList<>();
    daemon
        .facts("/api/v1/sites" + query)
        .get("sites")
        .forEach(site -> names.add(site.get("seed").asString()));
    return names;
  }

  private JsonNode site(String name) throws Exception {
    JsonNode found = daemon.facts("/api/v1/sites?q=" + name);
    assertThat(found.get("total").asInt()).isOne();
    return found.get("sites").get(0);
  }

  private String host(String site) {
    return URI.create(web.base(site)).getHost();
  }

  private JsonNode hosts(String query) throws Exception {
    return daemon.facts("/api/v1/hosts" + query);
  }

  private void isRefused(String path, String... words) throws Exception {
    HttpResponse<String> answer = daemon.get(path);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(JsonMapper.shared().readTree(answer.body()).get("error").get("message").asString())
        .contains(words);
  }

  @Test
  void aSiteIsToldWithItsPolicyAndWhatThereIsOfIt() throws Exception {
    JsonNode small = site("small");
    assertThat(small.get("url").asString()).isEqualTo(web.base("small"));
    assertThat(small.get("extent").asString()).isEqualTo("host");
    assertThat(small.get("delay_ms").asInt()).isEqualTo(30);
    assertThat(small.get("tags").get("kind").asString()).isEqualTo("news");
    assertThat(small.get("pages").asInt()).isEqualTo(3);
    assertThat(small.get("queued").asInt()).isZero();
    assertThat(small.get("hosts").asInt()).isOne();
    assertThat(small.has("budget_pages")).isFalse();
    assertThat(site("large").get("recrawl_s").asInt()).isEqualTo(7_200);
    JsonNode bounded = site("bounded");
    assertThat(bounded.get("budget_pages").asInt()).isEqualTo(5);
    assertThat(bounded.get("pages").asInt()).isEqualTo(5);
    until("what is over the budget is noted", () -> overBudget() == 3);
    JsonNode paused = site("paused");
    assertThat(paused.get("paused").asBoolean()).isTrue();
    assertThat(paused.get("pages").asInt()).isZero();
    assertThat(paused.get("queued").asInt()).isOne();
  }

  private int overBudget() {
    try {
      return site("bounded").get("over_budget").asInt();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void sitesAreSortedAndPaged() throws Exception {
    assertThat(sites("")).containsExactly("bounded", "large", "paused", "small");
    assertThat(sites("?sort=pages&order=desc"))
        .containsExactly("large", "bounded", "small", "paused");
    assertThat(sites("?sort=queued&order=desc").get(0)).isEqualTo("paused");
    assertThat(sites("?sort=priority").get(0)).isEqualTo("large");
    assertThat(sites("?sort=hosts")).hasSize(4);
    assertThat(sites("?offset=1&limit=2")).containsExactly("large", "paused");
    assertThat(sites("?offset=9")).isEmpty();
    assertThat(daemon.facts("/api/v1/sites?limit=1").get("total").asInt()).isEqualTo(4);
    assertThat(sites("?q=LARGE")).containsExactly("large");
    assertThat(sites("?q=nothing")).isEmpty();
    isRefused("/api/v1/sites?sort=pagse", "'pagse'", "pages");
    isRefused("/api/v1/sites?limit=0", "limit");
    isRefused("/api/v1/sites?order=up", "'up'", "asc");
  }

  @Test
  void hostsAreToldWithWhatTheyWaitForAPageAtATime() throws Exception {
    JsonNode small = hosts("?q=" + host("small")).get("hosts").get(0);
    assertThat(small.get("host").asString()).isEqualTo(host("small"));
    assertThat(small.get("pages").asInt()).isEqualTo(3);
    until("it is drained", () -> reason("small").equals("drained"));
    until("its seed is seen to be paused", () -> reason("paused").equals("paused"));
    until("its budget is seen to be used up", () -> reason("bounded").equals("over_budget"));

    List<String> all = new ArrayList<>();
    String after = "";
    for (int page = 0; page < 4; page++) {
      JsonNode some = hosts("?limit=1&after=" + after);
      all.add(some.get("hosts").get(0).get("host").asString());
      after = some.get("next").isNull() ? "" : some.get("next").asString();
      assertThat(after.isEmpty()).isEqualTo(page == 3);
    }
    assertThat(all)
        .containsExactlyInAnyOrder(host("small"), host("large"), host("bounded"), host("paused"));
    JsonNode paused = hosts("?standing=paused").get("hosts");
    assertThat(paused.size()).isOne();
    assertThat(paused.get(0).get("words").asString()).contains("paused");
    isRefused("/api/v1/hosts?standing=asleep", "'asleep'", "drained");
  }

  private String reason(String site) {
    try {
      return hosts("?q=" + host(site)).get("hosts").get(0).get("reason").asString();
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void everyReasonHasItsWordsInTheDashboard() throws Exception {
    String english = daemon.get("/assets/en.js").body();
    String chinese = daemon.get("/assets/zh-Hans.js").body();
    assertThat(Stream.of(Reason.values()).map(Names::name))
        .allSatisfy(
            reason -> {
              assertThat(english).contains("'reason." + reason + "'");
              assertThat(chinese).contains("'reason." + reason + "'");
            });
  }

  @Test
  void whatTheDaemonPurgesIsGone() throws Exception {
    try (TestWeb other =
            TestWeb.builder().site("gone", site -> site.generated(PageMix.english(4, 5))).start();
        RunningDaemon purging =
            RunningDaemon.start(work.resolve("purging"), List.of(other.base("gone")))) {
      until("all is fetched", () -> purging.daemon.progress().pages() == 4);
      Seed seed = purging.daemon.seeds().get(0);
      Purged purged = purging.daemon.purge(Purge.targets(seed), progress -> {});
      assertThat(purged.captures()).isEqualTo(4);
    }
  }
}
