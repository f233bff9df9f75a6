package dev.sluice.bench.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bench.kill.Moments.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MomentsTest {

  private static List<Moment> moments(long seed) {
    Moments moments = new Moments(seed, Duration.ofMillis(300), Duration.ofMillis(100));
    return Stream.generate(moments::next).limit(200).toList();
  }

  @Test
  void theSameSeedGivesTheSameMoments() {
    assertThat(moments(5)).isEqualTo(moments(5)).isNotEqualTo(moments(6));
  }

  @Test
  void mostMomentsAreAtWorkAndAllWithinTheirTime() {
    List<Moment> moments = moments(5);

    assertThat(moments.stream().filter(Moment::atWork).count()).isBetween(140L, 180L);
    assertThat(moments)
        .allSatisfy(
            moment ->
                assertThat(moment.after())
                    .isBetween(Duration.ZERO, Duration.ofMillis(moment.atWork() ? 100 : 300)));
  }

  @Test
  void missingDoubledAndForeignPagesAreFound() {
    StoredUrls urls = StoredUrls.of(Map.of("a", 1, "b", 2, "x", 1), List.of("a", "b", "c"));

    assertThat(urls).isEqualTo(new StoredUrls(1, 3, 1, 1));
    assertThat(urls.isWhole()).isFalse();
    assertThat(StoredUrls.of(Map.of("a", 1), List.of("a")).isWhole()).isTrue();
  }
}
