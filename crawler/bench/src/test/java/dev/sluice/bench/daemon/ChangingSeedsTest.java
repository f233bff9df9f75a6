package dev.sluice.bench.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.Seeds;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangingSeedsTest {

  private static final List<String> URLS =
      IntStream.range(0, 30).mapToObj(host -> "http://127.100.0." + host + ":8080/").toList();

  @TempDir Path folder;

  @Test
  void eachTurnGivesSeedsThatCanBeReadAndSomeAreAddedPausedAndRemoved() throws IOException {
    ChangingSeeds changing = new ChangingSeeds(folder.resolve("seeds"), URLS);
    Set<Integer> numbers = new HashSet<>();
    Set<Set<String>> states = new HashSet<>();
    for (int turn = 0; turn < 4; turn++) {
      List<Seed> seeds = read(changing);
      numbers.add(seeds.size());
      assertThat(seeds)
          .anyMatch(seed -> seed.policy().paused())
          .anyMatch(seed -> !seed.policy().paused());
      states.add(new HashSet<>(seeds.stream().map(Seed::toString).toList()));
      changing.change();
    }
    assertThat(states).as("each turn is another").hasSize(4);
    assertThat(numbers).allMatch(number -> number < URLS.size());
  }

  @Test
  void atLastAllOfThemAreThere() throws IOException {
    ChangingSeeds changing = new ChangingSeeds(folder.resolve("seeds"), URLS);
    changing.settle();
    assertThat(read(changing)).hasSize(URLS.size()).noneMatch(seed -> seed.policy().paused());
  }

  private static List<Seed> read(ChangingSeeds changing) {
    SeedList list = Seeds.read(changing.folder());
    assertThat(list.mistakes()).isEmpty();
    return list.seeds();
  }
}
