package dev.sluice.spark.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.pages.codec.CaptureCodec;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.PageUrl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KeyRangesTest {

  private static byte[] key(String host, int page, int second) {
    PageUrl url = PageUrl.parse("https://" + host + "/page/" + page);
    return CaptureCodec.key(new CaptureKey(url, Instant.ofEpochSecond(second)));
  }

  private static KeyRanges ranges(int giant, int small, int ranges) {
    List<KeyRanges.Sampled> sample = new ArrayList<>();
    for (int page = 0; page < giant; page++) {
      sample.add(new KeyRanges.Sampled(key("giant.example", page, 1), 1));
    }
    for (int page = 0; page < small; page++) {
      sample.add(new KeyRanges.Sampled(key("host" + page / 7 + ".example", page, 1), 1));
    }
    return KeyRanges.of(sample, ranges);
  }

  @Test
  void aHostThatIsSmallerThanARangeLiesInOnePartition() {
    KeyRanges ranges = ranges(0, 700, 10);
    assertThat(ranges.numPartitions()).isEqualTo(10);
    assertThat(ranges.giants()).isEmpty();
    for (int host = 0; host < 100; host++) {
      TreeSet<Integer> partitions = new TreeSet<>();
      for (int page = 0; page < 2_000; page++) {
        partitions.add(ranges.getPartition(key("host" + host + ".example", page, page)));
      }
      assertThat(partitions).hasSize(1);
    }
  }

  @Test
  void aHostThatIsLargerIsSpreadButNoUrlIs() {
    KeyRanges ranges = ranges(600, 100, 10);
    assertThat(ranges.giants()).containsExactly("example,giant)");
    TreeSet<Integer> partitions = new TreeSet<>();
    for (int page = 0; page < 600; page++) {
      int first = ranges.getPartition(key("giant.example", page, 0));
      partitions.add(first);
      assertThat(ranges.getPartition(key("giant.example", page, 2_000_000_000))).isEqualTo(first);
    }
    assertThat(partitions).hasSizeGreaterThanOrEqualTo(8).allMatch(ranges::holdsGiant);
  }

  @Test
  void partitionsAreInTheOrderOfKeys() {
    KeyRanges ranges = ranges(300, 300, 7);
    TreeSet<byte[]> keys = new TreeSet<>(new KeyOrder());
    for (int page = 0; page < 300; page++) {
      keys.add(key("giant.example", page, 3));
      keys.add(key("host" + page + ".example", page, 3));
    }
    assertThat(keys.stream().map(ranges::getPartition).toList()).isSorted();
  }

  @Test
  void nothingToSortIsOneRange() {
    assertThat(KeyRanges.of(List.of(), 9).numPartitions()).isEqualTo(1);
  }
}
