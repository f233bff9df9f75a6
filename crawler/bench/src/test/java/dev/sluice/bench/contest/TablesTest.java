package dev.sluice.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.bench.process.Usage;
import dev.sluice.bench.report.JsonLines;
import dev.sluice.testweb.model.LoadPlan;
import dev.sluice.testweb.model.LoadPlan.Manners;
import dev.sluice.testweb.model.LoadReport;
import dev.sluice.testweb.model.LoadReport.Politeness;
import dev.sluice.testweb.model.LoadReport.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TablesTest {

  private static final List<Round> ROUNDS =
      List.of(round(1, 100, 10, 4), round(2, 100, 20, 6), round(3, 90, 10, 5));

  private static Round round(int number, long distinctPages, double seconds, double cpuSeconds) {
    Politeness manners = new Politeness(0, 2, 1, 0, number - 1, 0, -1, -1, List.of());
    Traffic traffic =
        new Traffic(102, distinctPages + 1, distinctPages, 100, 2, 0, 5000, seconds, 2, 0, 1);
    return new Round(
        "throughput",
        "Sluice",
        number,
        2,
        seconds + 1,
        distinctPages * 1000,
        new Usage(cpuSeconds, 300 << 20, 0),
        List.of(80L, 100L, 140L),
        new LoadReport(traffic, manners, manners));
  }

  @Test
  void throughputIsOfPagesThatWereFetchedOnce() {
    assertThat(Throughput.table(List.of("Sluice"), ROUNDS).toString())
        .endsWith(
            "| Sluice | 9 (5 to 10) | 55.56 (40.00 to 60.00) | 300 | 1,000 | 100 (90 to 100)"
                + " | 1 |\n");
  }

  @Test
  void politenessIsAShareOfWhatIsPossible() {
    LoadPlan plan =
        LoadPlan.of(2, 50)
            .with(new Manners(Duration.ofMillis(100), Duration.ZERO, Optional.empty()));

    assertThat(Polite.ideal(plan, ROUNDS.get(0))).isEqualTo(200, within(1e-9));
    assertThat(Polite.table(List.of("Sluice"), ROUNDS, plan).toString())
        .startsWith("| 2 hosts |")
        .contains(
            "| Sluice | 102 | 200 (200 to 400) | 51.0 (25.5 to 51.0)"
                + " | 40.0 | 60.0 | 1 (0 to 2) | 1 |");
  }

  @Test
  void rawFiguresCanBeReadAgain() {
    Round round = ROUNDS.get(0);

    assertThat(JsonLines.read(JsonLines.write(round), Round.class)).isEqualTo(round);
  }
}
