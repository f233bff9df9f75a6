package dev.sluice.corpus.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.LedgerRow.Cluster;
import dev.sluice.corpus.model.LedgerRow.Match;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.report.Report.Alarm;
import dev.sluice.corpus.report.Report.ClusterSize;
import dev.sluice.corpus.report.Report.Compared;
import dev.sluice.corpus.report.Report.LargeCluster;
import dev.sluice.corpus.report.Report.SiteDuplicates;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.PageUrl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DuplicateTallyTest {

  private static final List<StepKind> STEPS =
      List.of(step("newest-capture"), step("exact-duplicate"), step("near-duplicate"));

  private final DuplicateTally tally = new DuplicateTally(STEPS);

  private static StepKind step(String name) {
    return new StepKind.OfCandidates(
        name,
        "A step.",
        List.of(),
        List.of(name),
        Set.of(),
        parameters -> {
          throw new AssertionError("nothing is compared here");
        });
  }

  private static CaptureKey key(String url) {
    return new CaptureKey(PageUrl.parse(url), Instant.EPOCH);
  }

  private static LedgerRow row(String url) {
    return new LedgerRow(
        Document.id(key(url)),
        key(url),
        1_000,
        10,
        "en",
        "begins " + url,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static LedgerRow kept(String url, int cluster) {
    LedgerRow row = row(url).in(new LedgerRow.Place("documents-00000", 0));
    return cluster > 1 ? row.of(new Cluster(row.id(), cluster)) : row;
  }

  private static LedgerRow lost(String url, String step, String to, String export, int cluster) {
    String id = Document.id(key(to));
    Measurement cause = Measurement.quantity(step, 0.875, "< 0.7", false);
    LedgerRow row = row(url).lost(step, cause, Optional.of(new Match(id, to, export)));
    return cluster > 1 ? row.of(new Cluster(id, cluster)) : row;
  }

  @Test
  void whatIsDroppedIsCountedInsideASiteBetweenSitesAndForEarlierExports() {
    tally.add(kept("https://www.example.com/a", 5));
    tally.add(
        lost("https://www.example.com/b", "exact-duplicate", "https://www.example.com/a", "", 5));
    tally.add(
        lost("https://shop.example.com/c", "near-duplicate", "https://www.example.com/a", "", 5));
    tally.add(
        lost(
            "https://www.example.com/old", "newest-capture", "https://www.example.com/old", "", 0));
    tally.add(lost("https://example.org/d", "exact-duplicate", "https://www.example.com/a", "", 5));
    tally.add(lost("https://example.org/e", "near-duplicate", "https://www.example.com/a", "", 5));
    tally.add(
        lost("https://example.org/f", "exact-duplicate", "https://far.example/", "2026-10", 2));
    tally.add(
        row("https://example.org/g")
            .lost(
                "near-duplicate", Measurement.atLeast("near-duplicate", 3, 20), Optional.empty()));
    tally.add(
        row("https://example.org/h")
            .dropped("length", Measurement.atLeast("length/characters", 3, 20)));
    Report.Duplicates found = tally.finish();
    assertThat(found.steps())
        .containsExactly(
            new Compared("newest-capture", 8, 0, 0, 0, 0),
            new Compared("exact-duplicate", 7, 1, 1, 1, 0),
            new Compared("near-duplicate", 4, 1, 1, 0, 1));
    assertThat(found.sizes()).containsExactly(new ClusterSize(5, 8, 1, 5));
    assertThat(found.siteCount()).isEqualTo(2);
    assertThat(found.sites())
        .containsExactly(
            new SiteDuplicates("example.org", 4, 0, 2, 1, 1),
            new SiteDuplicates("example.com", 4, 2, 0, 0, 0));
    assertThat(found.largest()).extracting(LargeCluster::size).containsExactly(5L, 2L);
    assertThat(found.largest().get(0).url()).isEqualTo("https://www.example.com/a");
    assertThat(found.largest().get(0).beginning()).isEqualTo("begins https://www.example.com/a");
    assertThat(found.largest().get(0).members())
        .hasSize(4)
        .contains(new Report.Member("https://example.org/d", "exact-duplicate", "0.875"));
    assertThat(found.largest().get(1).url()).isEqualTo("https://far.example/");
    assertThat(tally.alarms()).isEmpty();
  }

  @Test
  void theLargestClustersAreThoseThatSortingAllWouldGive() {
    Random random = new Random(20261128);
    int[] clusterOf = new int[6_000];
    Map<Integer, List<Integer>> members = new HashMap<>();
    for (int page = 0; page < clusterOf.length; page++) {
      clusterOf[page] = (int) (900 * Math.pow(random.nextDouble(), 2));
      members.computeIfAbsent(clusterOf[page], any -> new ArrayList<>()).add(page);
    }
    for (int page = 0; page < clusterOf.length; page++) {
      List<Integer> all = members.getOrDefault(clusterOf[page], List.of());
      int winner = all.get(all.size() / 2);
      tally.add(
          page == winner
              ? kept(url(page), all.size())
              : lost(url(page), "near-duplicate", url(winner), "", all.size()));
    }
    List<String> expected =
        members.values().stream()
            .filter(all -> all.size() > 1)
            .sorted(
                Comparator.comparingInt((List<Integer> all) -> -all.size())
                    .thenComparing(all -> Document.id(key(url(all.get(all.size() / 2))))))
            .limit(20)
            .map(all -> all.size() + " " + url(all.get(all.size() / 2)) + " " + first(all))
            .toList();
    Report.Duplicates found = tally.finish();
    assertThat(found.largest())
        .extracting(
            it ->
                it.size()
                    + " "
                    + it.url()
                    + " "
                    + it.members().stream().map(Report.Member::url).toList())
        .isEqualTo(expected);
    assertThat(found.sizes().stream().mapToLong(ClusterSize::clusters).sum())
        .isEqualTo(members.values().stream().filter(all -> all.size() > 1).count());
    assertThat(found.sizes())
        .allMatch(
            bin ->
                bin.captures() >= bin.from() * bin.clusters()
                    && bin.captures() <= bin.to() * bin.clusters());
  }

  private static String url(int page) {
    return String.format("https://example.com/%06d", page);
  }

  private static List<String> first(List<Integer> all) {
    return all.stream()
        .filter(page -> !page.equals(all.get(all.size() / 2)))
        .limit(5)
        .map(DuplicateTallyTest::url)
        .toList();
  }

  @Test
  void aComparisonThatLeavesAlmostNothingOfASiteOrOfAllIsAnAlarm() {
    for (int page = 0; page < 100; page++) {
      tally.add(kept("https://a.example.net/" + number(page), 1));
    }
    for (int page = 0; page < 60; page++) {
      tally.add(
          page < 4
              ? kept("https://mirror.example.org/" + number(page), 1)
              : lost(
                  "https://mirror.example.org/" + number(page),
                  "near-duplicate",
                  "https://a.example.net/" + number(page),
                  "",
                  2));
    }
    for (int page = 0; page < 49; page++) {
      tally.add(
          lost(
              "https://small.example.edu/" + number(page),
              "near-duplicate",
              "https://a.example.net/" + number(page),
              "",
              2));
    }
    tally.finish();
    List<Alarm> alarms = tally.alarms();
    assertThat(alarms).extracting(Alarm::subject).containsExactly("example.org");
    assertThat(alarms.get(0).sentence())
        .contains(
            "near-duplicate dropped 93.3 % of the pages of example.org that reached it (56 of 60)")
        .contains("56 of them in favour of another site");
  }

  @Test
  void ofAllPagesTheStepItselfIsNamedAndNewerStatesAreNoAlarm() {
    for (int page = 0; page < 2_000; page++) {
      String url = "https://example.com/" + number(page / 20);
      tally.add(page % 20 == 19 ? kept(url, 1) : lost(url, "newest-capture", url, "", 0));
    }
    tally.finish();
    assertThat(tally.alarms()).isEmpty();

    DuplicateTally wiped = new DuplicateTally(STEPS);
    for (int page = 0; page < 100; page++) {
      String url = "https://s" + number(page / 10) + ".example/" + number(page);
      wiped.add(
          page == 0
              ? kept(url, 100)
              : lost(url, "near-duplicate", "https://s000000.example/000000", "", 100));
    }
    wiped.finish();
    assertThat(wiped.alarms()).extracting(Alarm::subject).containsExactly("near-duplicate");
  }

  private static String number(int page) {
    return String.format("%06d", page);
  }

  @Test
  void thePageHasASectionOfDuplicatesThatEscapesWhatPagesSay() {
    RunTally run = new RunTally(STEPS);
    String evil = "https://example.com/<script>";
    run.add(kept("https://example.com/a", 2));
    LedgerRow lost =
        lost("https://example.com/b", "near-duplicate", "https://example.com/a", "", 2);
    run.add(lost);
    Report.Made made = new Report.Made("1", "snapshot", "mine", 1, "abc", "s");
    Report report = run.finish(made, History.NONE);
    Report.Duplicates found = report.duplicates();
    String html =
        DuplicateTallyTest.html(
            new Report.Duplicates(
                found.steps(),
                found.sizes(),
                List.of(
                    new LargeCluster(
                        "id",
                        2,
                        evil,
                        "<b>bold",
                        List.of(new Report.Member(evil, "near-duplicate", "<i>")))),
                found.siteCount(),
                found.sites()));
    assertThat(html)
        .contains("Largest clusters", "Sites that lost most", "&lt;b&gt;bold", "&lt;i&gt;")
        .doesNotContain("<script>", "<b>bold", "<i>");
    assertThat(new HtmlReport(report).text()).contains("<h2>Duplicates</h2>");
    assertThat(html(new DuplicateTally(List.of()).finish())).contains("No step of the recipe");
  }

  private static String html(Report.Duplicates found) {
    StringBuilder html = new StringBuilder();
    new DuplicateSection(found, html).write();
    return html.toString();
  }
}
