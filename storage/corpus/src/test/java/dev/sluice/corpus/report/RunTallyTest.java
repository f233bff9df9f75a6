package dev.sluice.corpus.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.report.Report.Alarm;
import dev.sluice.corpus.report.Report.Kind;
import dev.sluice.corpus.report.Report.Level;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.PageUrl;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunTallyTest {

  private static final Report.Made MADE = new Report.Made("1", "snapshot", "mine", 1, "abc", "s");

  private static final List<StepKind> STEPS =
      List.of(step("length", "length/characters", "length/lines"), step("last", "last/rule"));

  private static StepKind step(String name, String... rules) {
    return new StepKind.OfPages(
        name,
        "A step.",
        List.of(),
        List.of(rules),
        Set.of(),
        Set.of(),
        (parameters, functions) -> {
          throw new AssertionError("nothing is cleaned here");
        });
  }

  /** A page of a host, dropped where its length is below 100; its lines are always enough. */
  private static LedgerRow row(String host, int page, int length) {
    return row(host, page, length, Measurement.atLeast("length/lines", 2, 1));
  }

  private static LedgerRow row(String host, int page, int length, Measurement lines) {
    PageUrl url = PageUrl.parse("https://" + host + "/" + String.format("%06d", page));
    CaptureKey key = new CaptureKey(url, Instant.EPOCH);
    Measurement measured = Measurement.atLeast("length/characters", length, 100);
    LedgerRow row =
        new LedgerRow(
            Document.id(key),
            key,
            1_000,
            length,
            length % 2 == 0 ? "en" : "zh",
            "<b>begins</b> " + page,
            List.of(measured, lines),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return measured.passed()
        ? row.in(new LedgerRow.Place("documents-00000", 0))
        : row.dropped("length", measured);
  }

  /** So many pages of a host, of which a share of short ones is dropped. */
  private static Report report(int pages, double shortShare, History history) {
    RunTally tally = new RunTally(STEPS);
    for (int i = 0; i < pages; i++) {
      tally.add(row("a.example.com", i, i < Math.round(shortShare * pages) ? 50 : 200));
    }
    return tally.finish(MADE, history);
  }

  private static History of(Report... reports) {
    return new History(List.of(reports).stream().map(it -> "earlier").toList(), List.of(reports));
  }

  @Test
  void theFunnelCountsPagesCharactersAndBytesOfEachStep() {
    Report report = report(100, 0.3, History.NONE);
    assertThat(report.captures()).isEqualTo(new Report.Amount(100, 30 * 50 + 70 * 200, 100_000));
    assertThat(report.documents()).isEqualTo(new Report.Amount(70, 70 * 200, 70_000));
    Report.Step length = report.steps().get(0);
    assertThat(length.in()).isEqualTo(report.captures());
    assertThat(length.dropped()).isEqualTo(new Report.Amount(30, 1_500, 30_000));
    assertThat(report.steps().get(1).in()).isEqualTo(report.documents());
    assertThat(length.rules())
        .extracting(Report.Rule::rule)
        .containsExactly("length/characters", "length/lines");
  }

  @Test
  void examplesAreAFewThatDoNotDependOnTheOrderOfRows() {
    RunTally forth = new RunTally(STEPS);
    RunTally back = new RunTally(STEPS);
    for (int i = 0; i < 50; i++) {
      forth.add(row("a.example.com", i, 50));
      back.add(row("a.example.com", 49 - i, 50));
    }
    List<Report.Example> examples =
        forth.finish(MADE, History.NONE).steps().get(0).rules().get(0).examples();
    assertThat(examples)
        .hasSize(5)
        .isEqualTo(back.finish(MADE, History.NONE).steps().get(0).rules().get(0).examples());
    assertThat(examples.get(0).value()).isEqualTo("50");
    assertThat(examples.get(0).limit()).isEqualTo(">= 100");
    assertThat(examples.get(0).beginning()).startsWith("<b>begins</b>");
  }

  @Test
  void onlyTheLargestSitesAreKeptAndAllAreCounted() {
    RunTally tally = new RunTally(STEPS);
    int hosts = Report.MOST_SITES + 50;
    for (int host = 0; host < hosts; host++) {
      for (int page = 0; page < 1 + host % 3; page++) {
        tally.add(row(String.format("h%05d.example.com", host), page, 200));
      }
    }
    Report report = tally.finish(MADE, History.NONE);
    assertThat(report.siteCount()).isEqualTo(hosts);
    assertThat(report.sites())
        .hasSize(Report.MOST_SITES)
        .isSortedAccordingTo(GroupTally.MOST_FIRST);
    assertThat(report.sites().get(0).name()).isEqualTo("h00002.example.com");
  }

  @Test
  void histogramsHaveAllValuesInTheirBins() {
    RunTally tally = new RunTally(STEPS);
    for (int i = 1; i <= 2_000; i++) {
      tally.add(row("a.example.com", i, i % 7 == 0 ? i * i : i % 20));
    }
    Report.Values values = tally.finish(MADE, History.NONE).values().get(0);
    assertThat(values.measured()).isEqualTo(2_000);
    assertThat(values.bins().stream().mapToLong(bin -> bin.kept() + bin.dropped()).sum())
        .isEqualTo(2_000);
    assertThat(values.least()).isZero();
    assertThat(values.most()).isEqualTo(1_995.0 * 1_995);
    assertThat(values.limits()).containsExactly(">= 100");
    for (int i = 1; i < values.bins().size(); i++) {
      assertThat(values.bins().get(i).from()).isEqualTo(values.bins().get(i - 1).to());
    }
    assertThat(values.bins()).filteredOn(bin -> bin.to() < 100).allMatch(bin -> bin.kept() == 0);
  }

  @Test
  void fewWholeNumbersHaveABinEach() {
    ValueTally tally = new ValueTally();
    for (int i = 0; i < 60; i++) {
      tally.add(i % 6, Measurement.atLeast("rule", i % 6, 2), i % 6 >= 2);
    }
    List<Report.Bin> bins = tally.values("rule").bins();
    assertThat(bins).hasSize(6);
    assertThat(bins).allMatch(bin -> bin.kept() + bin.dropped() == 10);
    assertThat(bins.get(1)).isEqualTo(new Report.Bin(1, 2, 0, 10));
    assertThat(bins.get(2)).isEqualTo(new Report.Bin(2, 3, 10, 0));
  }

  @Test
  void aDrawingHasALineForEachNumberOfALimitAndForNoOther() {
    Map<String, Integer> lines = new LinkedHashMap<>();
    lines.put("<= 5", 1);
    lines.put("2 .. 5", 2);
    lines.put("2 .. 5 for zh and 9.example.com", 2);
    lines.put("0 or >= 5", 2);
    lines.put("> 3", 1);
    lines.put("<= 5, or fewer than 4 words", 1);
    lines.put("any for 4.example.com", 0);
    lines.forEach(
        (limit, count) -> {
          ValueTally tally = new ValueTally();
          for (int i = 0; i < 10; i++) {
            tally.add(i, Measurement.quantity("rule", i, limit, true), true);
          }
          String html = new HistogramDrawing(tally.values("rule")).html();
          assertThat(html.split("<line class=\"l\"", -1)).as(limit).hasSize(count + 1);
        });
  }

  @Test
  void aRuleThatNeverFiresIsAWarningInALargeExportAndANoteInASmallOne() {
    Alarm small = only(report(100, 0.3, History.NONE), Kind.NEVER_FIRED, "length/lines");
    Alarm large = only(report(10_000, 0.3, History.NONE), Kind.NEVER_FIRED, "length/lines");
    assertThat(small.level()).isEqualTo(Level.NOTE);
    assertThat(large.level()).isEqualTo(Level.WARNING);
    assertThat(large.sentence()).contains("dropped none of the 10,000 pages that reached it");
    assertThat(only(report(100, 0, History.NONE), Kind.NEVER_FIRED, "length/characters").sentence())
        .contains("it measured 100, from 200 to 200, and allows >= 100");
  }

  @Test
  void rulesOfAStepThatNeverFiredAreOneLineOfThePageAndEachIsInTheReport() {
    RunTally tally = new RunTally(STEPS.subList(0, 1));
    for (int i = 0; i < 10; i++) {
      tally.add(row("a.example.com", i, 200));
    }
    Report report = tally.finish(MADE, History.NONE);
    assertThat(report.alarms())
        .extracting(Alarm::subject)
        .containsExactly("length/characters", "length/lines");
    String html = new HtmlReport(report).text();
    assertThat(html)
        .contains("<summary>1 note</summary>", "2 rules of the step length dropped nothing.")
        .contains("<li>The rule length/characters dropped none of the 10 pages")
        .contains("<li>The rule length/lines dropped none of the 10 pages");
  }

  @Test
  void rulesThatCannotDropAreNoAlarm() {
    List<String> limits =
        List.of("any", "any for zh", "only told", ">= 0", "<= 1000000000000", "0 .. 1000000000000");
    for (String limit : limits) {
      assertThat(neverFired(limit)).as(limit).isEmpty();
    }
    assertThat(neverFired(">= 2 for zh, only measured")).isEmpty();
    for (String limit : List.of(">= 0.5", "<= 1", "0 .. 20 for zh", "anything else")) {
      assertThat(neverFired(limit)).as(limit).containsExactly("length/lines");
    }
  }

  /** Subjects of the alarm where pages are dropped by length, and lines have such a limit. */
  private static List<String> neverFired(String limit) {
    RunTally tally = new RunTally(STEPS.subList(0, 1));
    for (int i = 0; i < 10; i++) {
      Measurement lines = Measurement.quantity("length/lines", 2, limit, true);
      tally.add(row("a.example.com", i, i == 0 ? 50 : 200, lines));
    }
    return tally.finish(MADE, History.NONE).alarms().stream().map(Alarm::subject).toList();
  }

  @Test
  void aStepThatMeasuresNothingIsOneAlarmAndOneThatComparesTellsOfEachRule() {
    StepKind comparing =
        new StepKind.OfCandidates(
            "copies",
            "A step.",
            List.of(),
            List.of("copies"),
            Set.of(),
            parameters -> {
              throw new AssertionError("nothing is compared here");
            });
    RunTally tally =
        new RunTally(List.of(STEPS.get(0), step("last", "last/a", "last/b"), comparing));
    tally.add(row("a.example.com", 1, 50));
    tally.add(row("a.example.com", 2, 200));
    List<Alarm> alarms = tally.finish(MADE, History.NONE).alarms();
    assertThat(alarms).extracting(Alarm::subject).containsExactly("length/lines", "last", "copies");
    assertThat(alarms.get(1).sentence()).contains("measured nothing on the 1 pages");
    assertThat(alarms.get(2).sentence()).contains("dropped none of the 1 pages");
  }

  @Test
  void aStepThatDropsEverythingIsAWarningAndThoseAfterItAreNot() {
    Report report = report(20, 1, History.NONE);
    assertThat(only(report, Kind.DROPPED_EVERYTHING, "length").sentence())
        .contains("dropped all of the 20 pages");
    assertThat(report.alarms()).noneMatch(alarm -> alarm.subject().startsWith("last"));
  }

  @Test
  void whatIsFarFromHistoryIsAWarningAndWhatIsNearIsNone() {
    History history = of(report(2_000, 0.10, History.NONE), report(2_000, 0.14, History.NONE));
    assertThat(far(report(2_000, 0.15, history))).isEmpty();
    assertThat(far(report(2_000, 0.12, history))).isEmpty();
    assertThat(far(report(150, 0.9, history))).isEmpty();
    List<Alarm> up = far(report(2_000, 0.35, history));
    assertThat(up).extracting(Alarm::subject).containsExactly("length/characters", "a.example.com");
    assertThat(up.get(0).sentence())
        .contains(
            "dropped 35.0 % (700 of 2,000 pages); in 2 earlier exports it was 12.0 % (480 of 4,000)");
    assertThat(far(report(2_000, 0.03, history))).hasSize(2);
  }

  private static List<Alarm> far(Report report) {
    return report.alarms().stream()
        .filter(alarm -> alarm.kind().name().endsWith("FAR_FROM_HISTORY"))
        .toList();
  }

  private static Alarm only(Report report, Kind kind, String subject) {
    return report.alarms().stream()
        .filter(alarm -> alarm.kind() == kind && alarm.subject().equals(subject))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void thePageEscapesWhatPagesSayAndNeedsNothingElse() {
    String html = new HtmlReport(report(100, 0.3, History.NONE)).text();
    assertThat(html)
        .contains("&lt;b&gt;begins&lt;/b&gt;")
        .doesNotContain("<b>begins")
        .contains("length/characters", "a.example.com", "<svg ")
        .doesNotContainPattern("<(script|link|img|iframe|object)")
        .doesNotContainPattern("(src|href)=")
        .doesNotContain("url(", "@import");
  }
}
