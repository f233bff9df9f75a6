package dev.sluice.bench.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bench.daemon.ApiTimes.Figures;
import dev.sluice.bench.daemon.ApiTimes.Times;
import dev.sluice.bench.daemon.OpenDashboard.Cost;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ApiTimesTest {

  private static Times times(double slowest) {
    return Times.of(
        "/health",
        IntStream.rangeClosed(1, 100)
            .mapToDouble(answer -> answer >= 99 ? slowest : answer / 10.0)
            .boxed()
            .toList());
  }

  @Test
  void ninetyNineOfAHundredAnswersAreAsQuickAsTheNinetyNinth() {
    assertThat(times(80)).isEqualTo(new Times("/health", 100, 5.1, 80, 80));
  }

  @Test
  void slowAnswersAndADearDashboardAreNotWell() {
    List<Cost> cheap = List.of(new Cost(0.5, 1.0));
    assertThat(new Figures(List.of(times(49)), cheap).isWell()).isTrue();
    assertThat(new Figures(List.of(times(51)), cheap).isWell()).isFalse();
    assertThat(new Figures(List.of(times(49)), List.of(new Cost(0.5, 2.6))).isWell()).isFalse();
  }
}
