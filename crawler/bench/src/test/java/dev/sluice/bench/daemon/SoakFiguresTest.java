package dev.sluice.bench.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bench.daemon.SoakRun.Exported;
import dev.sluice.bench.daemon.SoakRun.Made;
import dev.sluice.bench.daemon.SoakRun.Outcome;
import dev.sluice.bench.kill.StoredUrls;
import dev.sluice.testweb.model.LoadReport;
import dev.sluice.testweb.model.LoadReport.Politeness;
import dev.sluice.testweb.model.LoadReport.Traffic;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SoakFiguresTest {

  private static final int HOSTS = 20;

  private static LoadReport web(long pages, long distinct, long shortGaps) {
    Politeness kept = new Politeness(500, HOSTS, 1, 0, shortGaps, 0, 500, 510, List.of());
    return new LoadReport(
        new Traffic(pages + HOSTS, pages, distinct, 9_000, HOSTS, 0, 1, 60, HOSTS, 0, 1),
        kept,
        kept);
  }

  /** Two lives; in the second the heap grows by so many bytes a minute. */
  private static List<Vitals> vitals(long growth) {
    return IntStream.range(0, 20)
        .mapToObj(
            minute ->
                new Vitals(
                    minute < 5 ? 1 : 2,
                    60.0 * (minute < 5 ? minute : minute - 5),
                    minute < 5 ? 500_000_000 : 100_000_000 + growth * minute,
                    300_000_000,
                    120))
        .toList();
  }

  private static Outcome outcome(long exported, List<Vitals> vitals) {
    return new Outcome(
        5,
        0,
        List.of(new Made("one", 400)),
        List.of(new Exported("one", "done", exported)),
        1,
        0,
        vitals);
  }

  private static SoakFigures figures(Outcome outcome, long stored, LoadReport web) {
    return new SoakFigures(outcome, new StoredUrls(0, stored, 0, stored), true, web, HOSTS);
  }

  @Test
  void allIsWellIfNothingIsLostRepeatedBrokenOrGrows() {
    SoakFigures figures = figures(outcome(400, vitals(0)), 1_000, web(1_012, 1_000, 0));
    assertThat(figures.isWell()).isTrue();
    assertThat(figures.table().toString())
        .contains("| pages lost | 0 |", "accounts for 400 captures", "level");
  }

  @Test
  void eachBreachShows() {
    Outcome good = outcome(400, vitals(0));
    assertThat(figures(good, 999, web(1_012, 1_000, 0)).isWell()).as("a lost page").isFalse();
    assertThat(figures(good, 1_000, web(1_021, 1_000, 0)).isWell()).as("repeated").isFalse();
    assertThat(figures(good, 1_000, web(1_012, 1_000, 1)).isWell()).as("impolite").isFalse();
    assertThat(figures(outcome(399, vitals(0)), 1_000, web(1_012, 1_000, 0)).isWell())
        .as("an export that is not whole")
        .isFalse();
    assertThat(figures(outcome(400, vitals(2_000_000)), 1_000, web(1_012, 1_000, 0)).isWell())
        .as("a heap that grows")
        .isFalse();
  }
}
