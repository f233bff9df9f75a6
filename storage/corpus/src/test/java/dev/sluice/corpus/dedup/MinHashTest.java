package dev.sluice.corpus.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinHashTest {

  private static final int MOST_PAIRS = 4_000;
  private static final long WORK = 1_000_000_000;

  /** Agreement of two sets is a matter of chance, so it may be off by four standard deviations. */
  @ParameterizedTest
  @CsvSource({
    "14, 8, 20, 0.6", "14, 8, 300, 0.6", "14, 8, 300, 0.7", "14, 8, 3000, 0.75",
    "14, 8, 300, 0.8", "9, 13, 300, 0.8", "9, 13, 50, 0.9", "5, 25, 300, 0.9",
    "20, 13, 300, 0.75", "50, 1, 300, 0.02", "40, 2, 1000, 0.1", "64, 4, 10, 0.4",
    "14, 8, 20000, 0.65", "9, 13, 20000, 0.8", "450, 20, 300, 0.7", "450, 20, 300, 0.75",
  })
  void setsShareABandAsOftenAsTheCurveSays(int bands, int rows, int union, double jaccard) {
    MinHash minHash = new MinHash(bands, rows);
    Random random = new Random(bands * 1_000L + rows);
    int shared = (int) Math.round(jaccard * union);
    int pairs = (int) Math.min(MOST_PAIRS, WORK / ((long) bands * rows * union));
    int agree = 0;
    for (int i = 0; i < pairs; i++) {
      int[] all = random.ints(union).toArray();
      agree += shareABand(minHash, all, shared) ? 1 : 0;
    }

    double similarity = (double) shared / union;
    double expected = 1 - Math.pow(1 - Math.pow(similarity, rows), bands);
    double deviation = Math.sqrt(expected * (1 - expected) / pairs);
    assertThat((double) agree / pairs)
        .isBetween(expected - 4 * deviation, expected + 4 * deviation);
  }

  /** The first so many hashes are in both sets, the others in one or the other. */
  private static boolean shareABand(MinHash minHash, int[] all, int shared) {
    int middle = shared + (all.length - shared) / 2;
    int[] one = IntStream.range(0, middle).map(i -> all[i]).toArray();
    int[] other =
        IntStream.range(0, all.length)
            .filter(i -> i < shared || i >= middle)
            .map(i -> all[i])
            .toArray();
    long[] keys = minHash.bandKeys(one);
    long[] otherKeys = minHash.bandKeys(other);
    return IntStream.range(0, keys.length).anyMatch(band -> keys[band] == otherKeys[band]);
  }

  @Test
  void doublesAndOrderMakeNoDifference() {
    MinHash minHash = new MinHash(14, 8);
    int[] hashes = new Random(1).ints(101).toArray();
    int[] twice = IntStream.range(0, 202).map(i -> hashes[(i * 37 + 5) % 101]).toArray();

    assertThat(minHash.bandKeys(twice)).isEqualTo(minHash.bandKeys(hashes));
  }

  @Test
  void theFirstBandsOfMoreBandsAreTheSame() {
    int[] hashes = new Random(2).ints(50).toArray();

    assertThat(new MinHash(20, 5).bandKeys(hashes)).startsWith(new MinHash(3, 5).bandKeys(hashes));
  }

  @Test
  void oneHashIsASet() {
    MinHash minHash = new MinHash(450, 20);

    assertThat(minHash.bandKeys(new int[] {7}))
        .hasSize(450)
        .doesNotHaveDuplicates()
        .isNotEqualTo(minHash.bandKeys(new int[] {8}));
  }
}
