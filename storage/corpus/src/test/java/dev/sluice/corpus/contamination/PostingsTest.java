package dev.sluice.corpus.contamination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PostingsTest {

  @Test
  void everyRowIsFoundByItsHashInTheOrderInWhichItCame() {
    Random random = new Random(11);
    Map<Long, List<Integer>> wanted = new HashMap<>();
    Postings.Builder builder = new Postings.Builder();
    for (int item = 0; item < 5_000; item++) {
      // Few different hashes with few different beginnings: both collide.
      long hash = random.nextInt(4) * 0x4000_0000_0000_0000L + random.nextInt(500);
      wanted.computeIfAbsent(hash, any -> new ArrayList<>()).add(item);
      builder.add(hash, item, item + 1);
    }
    Postings postings = builder.build();
    assertThat(postings.size()).isEqualTo(5_000);
    wanted.forEach((hash, items) -> assertThat(items(postings, hash)).isEqualTo(items));
    assertThat(postings.find(123_456_789L)).isEqualTo(-1);
    assertThat(postings.find(-1L)).isEqualTo(-1);
  }

  @Test
  void ofNothingNothingIsFound() {
    assertThat(new Postings.Builder().build().find(0)).isEqualTo(-1);
  }

  private static List<Integer> items(Postings postings, long hash) {
    List<Integer> items = new ArrayList<>();
    for (int row = postings.find(hash); row >= 0 && postings.has(row, hash); row++) {
      assertThat(postings.run(row)).isEqualTo(postings.item(row) + 1);
      items.add(postings.item(row));
    }
    return items;
  }
}
