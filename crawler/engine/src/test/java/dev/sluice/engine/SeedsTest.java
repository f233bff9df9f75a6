package dev.sluice.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.Seed;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeedsTest {

  private static final List<Seed> SEEDS =
      TestCrawl.seeds(
          List.of("http://127.0.0.1:8080/", "http://192.168.1.1/", "http://93.184.216.34/"));

  @Test
  void the_first_seed_on_the_public_internet_is_found() {
    assertThat(Seeds.firstPublic(SEEDS, InstantSource.system())).contains(SEEDS.get(2));
    assertThat(Seeds.firstPublic(SEEDS.subList(0, 2), InstantSource.system())).isEmpty();
  }

  @Test
  void when_names_take_long_to_look_up_the_search_ends() {
    AtomicLong seconds = new AtomicLong();
    InstantSource slow = () -> Instant.ofEpochSecond(seconds.getAndAdd(4));
    assertThat(Seeds.firstPublic(SEEDS, slow)).isEmpty();
  }
}
