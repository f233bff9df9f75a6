package dev.sluice.corpus.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FewestTest {

  @Test
  void theSmallestAreKeptInWhateverOrderTheyCome() {
    Random random = new Random(5);
    List<Integer> weights = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      weights.add(random.nextInt(100));
    }
    List<Integer> expected = weights.stream().sorted(Comparator.naturalOrder()).limit(20).toList();
    for (int round = 0; round < 5; round++) {
      Collections.shuffle(weights, random);
      Fewest<Integer> fewest = new Fewest<>(20);
      weights.forEach(weight -> fewest.offer(weight, 0, () -> weight));
      assertThat(fewest.list()).isEqualTo(expected);
    }
  }

  @Test
  void ofEqualWeightTheSmallestRankAndThenTheFirstIsKept() {
    Fewest<String> fewest = new Fewest<>(2);
    fewest.offer(1, 9, () -> "nine");
    fewest.offer(1, 3, () -> "three");
    fewest.offer(1, 3, () -> "three again");
    fewest.offer(1, 2, () -> "two");
    assertThat(fewest.list()).containsExactly("two", "three");
  }
}
