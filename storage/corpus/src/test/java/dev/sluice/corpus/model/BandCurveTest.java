package dev.sluice.corpus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandCurveTest {

  /** Bands, rows, then what their authors or others tell of them. */
  @ParameterizedTest
  @CsvSource({
    "14, 8, 0.565, 0.924, 1.000, 0.685",
    "450, 20, 0.302, 0.995, 1.000, 0.723",
    "14, 9, 0.438, 0.867, 0.999, 0.714",
    "9, 13, 0.084, 0.399, 0.929, 0.819",
    "5, 25, 0.001, 0.019, 0.311, 0.921",
    "20, 13, 0.177, 0.677, 0.997, 0.771",
    "128, 16, 0.347, 0.974, 1.000, 0.722",
  })
  void theCurveGoesThroughItsPublishedPoints(
      int bands, int rows, double at7, double at8, double at9, double half) {
    BandCurve curve = new BandCurve(bands, rows);

    assertThat(curve.probability(0.7)).isCloseTo(at7, within(0.0006));
    assertThat(curve.probability(0.8)).isCloseTo(at8, within(0.0006));
    assertThat(curve.probability(0.9)).isCloseTo(at9, within(0.0006));
    assertThat(curve.similarity(0.5)).isCloseTo(half, within(0.0006));
  }

  @Test
  void equalPagesAreAlwaysComparedAndThoseWithNothingInCommonNever() {
    for (BandCurve.Published published : BandCurve.PUBLISHED) {
      assertThat(published.curve().probability(1)).isEqualTo(1);
      assertThat(published.curve().probability(0)).isZero();
    }
  }

  @Test
  void similarityIsWhereTheProbabilityIs() {
    BandCurve curve = new BandCurve(20, 13);

    for (double probability : new double[] {0.001, 0.1, 0.5, 0.9, 0.999}) {
      assertThat(curve.probability(curve.similarity(probability)))
          .isCloseTo(probability, within(1e-9));
    }
  }

  @Test
  void thereAreNoCurvesWithoutBandsOrRows() {
    assertThatThrownBy(() -> new BandCurve(0, 8)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new BandCurve(14, 0)).isInstanceOf(IllegalArgumentException.class);
  }
}
