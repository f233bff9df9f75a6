package dev.sluice.bench.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bench.daemon.Slowdown.Round;
import dev.sluice.bench.daemon.Slowdown.Stretch;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlowdownTest {

  @Test
  void theShareIsThatOfEachRoundByItself() {
    List<Round> rounds =
        List.of(
            new Round(1, new Stretch(1000, 1.5, 0), new Stretch(950, 1.6, 90)),
            new Round(2, new Stretch(500, 1.5, 0), new Stretch(470, 1.6, 70)),
            new Round(3, new Stretch(800, 1.5, 0), new Stretch(600, 1.6, 80)));
    assertThat(Slowdown.table(rounds).toString())
        .contains("| pages/s | 800 (500 to 1,000) | 600 (470 to 950) |")
        .contains("| captures exported/s | 0 | 80 (70 to 90) |")
        .contains("| share of its rate alone, round by round | 1 | 0.94 (0.75 to 0.95) |");
  }
}
