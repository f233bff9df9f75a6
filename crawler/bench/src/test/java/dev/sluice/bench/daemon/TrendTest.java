package dev.sluice.bench.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.bench.daemon.Trend.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrendTest {

  @Test
  void theSlopeIsThatOfTheNearestLine() {
    Trend trend = Trend.of(List.of(new Point(0, 99), new Point(600, 111), new Point(1200, 119)));
    assertThat(trend.mean()).isCloseTo(109.67, within(0.01));
    assertThat(trend.perHour()).isCloseTo(60, within(0.001));
    assertThat(trend.growth()).isCloseTo(20 / 109.67, within(0.001));
    assertThat(trend.text("files", 1)).isEqualTo("110 files, +60.0 an hour, +18.2 % in 20 minutes");
  }

  @Test
  void whatIsLookedAtOnceHasNoSlope() {
    assertThat(Trend.of(List.of(new Point(60, 7)))).isEqualTo(new Trend(7, 0, 0));
    assertThat(Trend.of(List.of()).growth()).isZero();
  }
}
