package dev.sluice.spark.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.spark.model.PageRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

class DistinctTest {

  private static PageRow row(int key, int facts, int body) {
    return new PageRow(
        new byte[] {(byte) key}, new byte[] {(byte) facts}, new byte[] {(byte) body});
  }

  private static List<PageRow> distinct(PageRow... rows) {
    List<PageRow> left = new ArrayList<>();
    new Distinct(Stream.of(rows).map(row -> new Tuple2<>(row.key(), row)).iterator())
        .forEachRemaining(left::add);
    return left;
  }

  @Test
  void ofTwoCapturesOfOneKeyTheSameIsTakenWhicheverComesFirst() {
    PageRow less = row(2, 5, 1);
    PageRow more = row(2, 5, 200);
    PageRow before = row(1, 9, 9);
    PageRow after = row(3, 0, 0);
    assertThat(distinct(before, less, more, after)).containsExactly(before, less, after);
    assertThat(distinct(before, more, less, after)).containsExactly(before, less, after);
    assertThat(distinct(more, less)).containsExactly(less);
  }

  @Test
  void ofNothingThereIsNothing() {
    assertThat(distinct()).isEmpty();
  }
}
