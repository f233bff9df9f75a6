package dev.sluice.corpus.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RadixSortTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 511, 512, 513, 70_000})
  void numbers_are_in_the_order_that_comparing_them_gives(int howMany) {
    for (int bound : new int[] {3, 5_000, 0}) {
      Random chance = new Random(howMany);
      int[] numbers = new int[howMany];
      for (int i = 0; i < howMany; i++) {
        numbers[i] = bound == 0 ? chance.nextInt() : chance.nextInt(bound) - bound / 2;
      }
      int[] compared = numbers.clone();
      Arrays.sort(compared);
      RadixSort.sort(numbers);
      assertThat(numbers).isEqualTo(compared);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1, Integer.MAX_VALUE})
  void the_ends_of_the_range_are_in_their_places(int extreme) {
    int[] numbers = new int[1_000];
    Arrays.fill(numbers, 0, 500, extreme);
    int[] compared = numbers.clone();
    Arrays.sort(compared);
    RadixSort.sort(numbers);
    assertThat(numbers).isEqualTo(compared);
  }
}
