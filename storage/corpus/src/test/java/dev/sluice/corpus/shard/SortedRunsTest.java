package dev.sluice.corpus.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.model.PairSorter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortedRunsTest {

  private static final Comparator<List<Long>> ORDER =
      Comparator.<List<Long>, Long>comparing(pair -> pair.get(0), Long::compareUnsigned)
          .thenComparing(pair -> pair.get(1), Long::compareUnsigned);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"0, 10", "1, 10", "10, 10", "11, 10", "5000, 7", "5000, 100000"})
  void pairsComeBackInOrderHoweverManyRunsTheyMake(int count, int runPairs) {
    Random random = new Random(count);
    List<List<Long>> expected = new ArrayList<>();
    try (PairSorter sorter = new SortedRuns(folder, () -> {}, runPairs)) {
      for (int i = 0; i < count; i++) {
        long key = i % 3 == 0 ? random.nextInt(5) : random.nextLong();
        long value = i % 2 == 0 ? random.nextInt(5) : random.nextLong();
        sorter.add(key, value);
        expected.add(List.of(key, value));
      }
      expected.sort(ORDER);
      assertThat(read(sorter)).isEqualTo(expected);
    }
  }

  @Test
  void itLeavesNoFileBehind() throws IOException {
    try (PairSorter sorter = new SortedRuns(folder, () -> {}, 10)) {
      for (int i = 0; i < 100; i++) {
        sorter.add(100 - i, i);
      }
      assertThat(files()).isEqualTo(9);
      assertThat(read(sorter)).hasSize(100);
    }
    assertThat(files()).isZero();
  }

  @Test
  void longWorkCanBeStopped() {
    Runnable stopped =
        () -> {
          throw new CancellationException("stopped");
        };
    try (PairSorter sorter = new SortedRuns(folder, stopped, 10)) {
      for (int i = 0; i < 10; i++) {
        sorter.add(i, i);
      }
      assertThatThrownBy(() -> sorter.add(11, 11)).isInstanceOf(CancellationException.class);
    }
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private static List<List<Long>> read(PairSorter sorter) {
    List<List<Long>> read = new ArrayList<>();
    try (PairSorter.Pairs pairs = sorter.sorted()) {
      while (pairs.next()) {
        read.add(List.of(pairs.key(), pairs.value()));
      }
    }
    return read;
  }
}
