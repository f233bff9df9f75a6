package dev.sluice.corpus.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.Measurement;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BoundsTest {

  @Test
  void theNumbersOfEveryKindOfLimitAreFound() {
    assertThat(Bounds.of(Measurement.within("r/x", 1, 50, 100_000).limit()))
        .isEqualTo(new Bounds(OptionalDouble.of(50), OptionalDouble.of(100_000)));
    assertThat(Bounds.of(Measurement.atMost("r/x", 1, 0.25).limit()))
        .isEqualTo(new Bounds(OptionalDouble.empty(), OptionalDouble.of(0.25)));
    assertThat(Bounds.of(Measurement.atLeast("r/x", 1, -2).limit()))
        .isEqualTo(new Bounds(OptionalDouble.of(-2), OptionalDouble.empty()));
    assertThat(Bounds.of(Measurement.oneOf("r/x", "en", List.of("en", "zh")).limit()))
        .isEqualTo(new Bounds(OptionalDouble.empty(), OptionalDouble.empty()));
  }

  @Test
  void theDistanceIsToTheNearerLimit() {
    assertThat(Bounds.distance(Measurement.within("r/x", 60, 50, 100))).isEqualTo(10);
    assertThat(Bounds.distance(Measurement.within("r/x", 95, 50, 100))).isEqualTo(5);
    assertThat(Bounds.distance(Measurement.within("r/x", 45, 50, 100))).isEqualTo(5);
    assertThat(Bounds.distance(Measurement.atMost("r/x", 4, 1))).isEqualTo(3);
    assertThat(Bounds.distance(Measurement.oneOf("r/x", "en", List.of()))).isNaN();
    assertThat(Bounds.distance(Measurement.quantity("r/x", 3, "any", true))).isNaN();
  }
}
