package dev.sluice.corpus.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.RecipeComparison.Bar;
import dev.sluice.corpus.model.RecipeComparison.Bin;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {

  private static List<Histogram.Point> points(double most, double... values) {
    return DoubleStream.of(values)
        .mapToObj(value -> new Histogram.Point(value, true, value, value <= most))
        .toList();
  }

  @Test
  void sharesLieInBarsOfEqualWidthAndALimitBelongsToThoseThatPass() {
    List<Bin> bins =
        Histogram.of(points(0.1, 0, 0.05, 0.1, 0.15, 0.3), List.of(Bounds.of("<= 0.1")));
    assertThat(bins).extracting(Bin::from).startsWith(0.0, 0.02, 0.04).contains(0.3);
    assertThat(bins.stream().filter(bin -> bin.from() <= 0.1).mapToLong(bin -> bin.bar().after()))
        .as("0, 0.05 and 0.1")
        .containsExactly(1L, 0L, 1L, 0L, 0L, 1L);
    assertThat(bins.stream().filter(bin -> bin.from() <= 0.1))
        .allMatch(bin -> bin.bar().failedAfter() == 0);
    assertThat(bins.stream().filter(bin -> bin.from() > 0.1))
        .allMatch(bin -> bin.bar().failedAfter() == bin.bar().after());
  }

  @Test
  void countsThatLieFarApartLieInBarsThatGrow() {
    List<Bin> bins = Histogram.of(points(1e9, 3, 4, 30, 45, 60, 8_000), List.of());
    assertThat(bins)
        .extracting(Bin::from)
        .containsExactly(0.0, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1e3, 2e3, 5e3);
    assertThat(bins.get(bins.size() - 1).bar()).isEqualTo(new Bar(1, 0, 1, 0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 0.1, 1e-12, 1e12, -5})
  void aSingleValueHasABar(double value) {
    List<Bin> bins = Histogram.of(points(1e15, value, value), List.of(Bounds.of(">= 3")));
    assertThat(bins.stream().mapToLong(bin -> bin.bar().before()).sum()).isEqualTo(2);
  }

  @Test
  void valuesThatDifferInTheirLastDigitsAreInBars() {
    List<Bin> bins = Histogram.of(points(1, 0.38655710476146987, 0.38655710476147137), List.of());
    assertThat(bins.stream().mapToLong(bin -> bin.bar().before()).sum()).isEqualTo(2);
  }

  @Test
  void everyValueIsInOneBar() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      double scale = Math.pow(10, random.nextInt(12) - 4);
      double[] values = random.doubles(100, 0, scale).toArray();
      values[random.nextInt(100)] = scale * Math.pow(10, random.nextInt(5));
      List<Bin> bins =
          Histogram.of(points(scale, values), List.of(Bounds.of("0.5 .. " + (long) scale)));
      assertThat(bins.stream().mapToLong(bin -> bin.bar().after()).sum()).isEqualTo(100);
      assertThat(bins).extracting(Bin::from).isSorted();
      assertThat(bins.size()).isBetween(1, 45);
    }
  }

  @Test
  void nothingHasNoBars() {
    assertThat(Histogram.of(List.of(), List.of(Bounds.of("<= 1")))).isEmpty();
  }
}
