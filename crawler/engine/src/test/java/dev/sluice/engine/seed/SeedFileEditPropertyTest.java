package dev.sluice.engine.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.EditedText;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedEdit;
import dev.sluice.engine.model.SeedEdit.Add;
import dev.sluice.engine.model.SeedEdit.Change;
import dev.sluice.engine.model.SeedEdit.Remove;
import dev.sluice.engine.model.SeedEdit.Resume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** However a file is written: an edit changes the one seed, and no character that is not its. */
class SeedFileEditPropertyTest {

  private static final int FILES = 120;
  private static final List<Map<String, String>> CHANGES =
      List.of(
          Map.of("paused", "true"),
          Map.of("delay", "1500ms"),
          Map.of("delay", ""),
          Map.of("pages", "100"),
          Map.of("exclude", "/old/,*z="),
          Map.of("exclude", ""),
          Map.of("include", "*:~'{}"),
          Map.of("tags.topic", "tax"),
          Map.of("tags.topic", ""),
          Map.of("tags.our-own", "x:y"),
          Map.of("budgets./a,b/", "25%"),
          Map.of("url", "https://z.example/?q=a:b,c&d=e"));

  private final Random random = new Random(20261127);

  private static List<Seed> read(RandomSeedFile file, String text) {
    var list = SeedFiles.read(new TreeMap<>(Map.of(file.name(), text)));
    assertThat(list.mistakes()).as(text).isEmpty();
    return list.seeds();
  }

  private static String apply(RandomSeedFile file, SeedEdit edit) {
    EditedText edited = SeedFileEdit.apply(file.name(), file.text(), edit);
    assertThat(edited.mistakes()).as("%s of%n%s", edit, file.text()).isEmpty();
    return edited.text();
  }

  @Test
  void aChangeTouchesItsSeedAlone() {
    for (int i = 0; i < FILES; i++) {
      RandomSeedFile file = new RandomSeedFile(random);
      int seed = random.nextInt(file.size());
      Map<String, String> fields = CHANGES.get(random.nextInt(CHANGES.size()));
      String text = apply(file, new Change("s" + seed, fields));

      checkElsewhere(file, seed, text);
      List<Seed> before = read(file, file.text());
      List<Seed> after = read(file, text);
      assertThat(without(after, seed)).isEqualTo(without(before, seed));
      fields.forEach(
          (field, value) ->
              assertThat(SeedFields.of(after.get(seed)).getOrDefault(field, "")).isEqualTo(value));
      checkOthersStay(before.get(seed), after.get(seed), fields);
    }
  }

  private static void checkOthersStay(Seed before, Seed after, Map<String, String> changed) {
    Map<String, String> old = SeedFields.of(before);
    Map<String, String> now = SeedFields.of(after);
    changed.keySet().forEach(old::remove);
    changed.keySet().forEach(now::remove);
    assertThat(now).isEqualTo(old);
  }

  /** Comments of the seed itself stay too. */
  private static void checkElsewhere(RandomSeedFile file, int seed, String text) {
    assertThat(text).startsWith(file.before(seed)).endsWith(file.after(seed));
    String inside =
        text.substring(file.before(seed).length(), text.length() - file.after(seed).length());
    file.seed(seed)
        .lines()
        .filter(line -> line.strip().startsWith("#"))
        .forEach(comment -> assertThat(inside).contains(comment));
  }

  @Test
  void pausedAndResumedAFileIsAsItWas() {
    for (int i = 0; i < FILES; i++) {
      RandomSeedFile file = new RandomSeedFile(random);
      String name = "s" + random.nextInt(file.size());
      if (!read(file, file.text()).get(index(name)).policy().paused()) {
        String paused = apply(file, SeedEdit.pause(name));
        assertThat(SeedFileEdit.apply(file.name(), paused, new Resume(name)).text())
            .isEqualTo(file.text());
      }
    }
  }

  private static int index(String name) {
    return Integer.parseInt(name.substring(1));
  }

  @Test
  void aSeedThatIsRemovedLeavesEverythingAroundIt() {
    for (int i = 0; i < FILES; i++) {
      RandomSeedFile file = new RandomSeedFile(random);
      int seed = random.nextInt(file.size());
      String text = apply(file, new Remove("s" + seed));
      String left = file.size() == 1 && file.name().endsWith(".yaml") ? "  []" : "";
      String gone = left.isEmpty() ? "" : left + (text.contains("\r\n") ? "\r\n" : "\n");
      assertThat(text).isEqualTo(file.before(seed) + gone + file.after(seed));
      assertThat(read(file, text)).isEqualTo(without(read(file, file.text()), seed));
    }
  }

  @Test
  void aSeedThatIsAddedIsTheLastAndNothingElseChanges() {
    for (int i = 0; i < FILES; i++) {
      RandomSeedFile file = new RandomSeedFile(random);
      String text =
          apply(file, new Add(Map.of("url", "https://new.example/", "name", "new", "depth", "3")));
      List<Seed> seeds = read(file, text);
      assertThat(seeds.get(file.size()).name()).isEqualTo("new");
      assertThat(without(seeds, file.size())).isEqualTo(read(file, file.text()));
      int same = commonStart(text, file.text());
      assertThat(text).endsWith(file.text().substring(same));
      String removed = SeedFileEdit.apply(file.name(), text, new Remove("new")).text();
      assertThat(removed).isIn(file.text(), file.text() + "\n", file.text() + "\r\n");
    }
  }

  private static int commonStart(String a, String b) {
    int same = 0;
    while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    return same;
  }

  private static List<Seed> without(List<Seed> seeds, int seed) {
    List<Seed> others = new ArrayList<>(seeds);
    others.remove(seed);
    return others;
  }
}
