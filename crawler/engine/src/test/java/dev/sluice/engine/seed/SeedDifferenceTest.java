package dev.sluice.engine.seed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedDifferenceTest {

  private static final String ALL =
      "https://a.example/docs/ name=docs extent=prefix depth=3 include=/docs/ exclude=*?print=,/x/"
          + " sitemaps=https://a.example/s.xml priority=2 delay=1500ms recrawl=36h pages=100"
          + " pages-per-host=50 pages-per-domain=70 budgets./docs/old/=25% tls-unverified=true"
          + " tags.topic=law paused=true";

  @TempDir private Path folder;

  private List<Seed> read(String... lines) throws IOException {
    Path file = Files.write(folder.resolve("seeds.txt"), List.of(lines));
    assertThat(SeedFiles.read(file).mistakes()).isEmpty();
    return SeedFiles.read(file).seeds();
  }

  private List<String> words(List<Seed> before, List<Seed> after) {
    return new SeedDifference(before, after).all().stream().map(SeedChange::words).toList();
  }

  @Test
  void it_is_told_what_was_added_and_removed_and_changed_field_by_field() throws IOException {
    List<Seed> before = read("https://a.example/", "https://b.example/ name=b delay=2s", ALL);
    List<Seed> after =
        read("https://b.example/ name=b delay=5s paused=true", ALL, "https://c.example/ name=c");
    assertThat(words(before, after))
        .containsExactly(
            "added c (https://c.example/)",
            "removed https://a.example/",
            "changed b: delay 2s -> 5s, paused (default) -> true");
  }

  @Test
  void another_order_is_no_difference() throws IOException {
    List<Seed> before = read("https://a.example/", "https://b.example/");
    List<Seed> after = read("https://b.example/", "https://a.example/");
    assertThat(words(before, after)).isEmpty();
  }

  @Test
  void the_fields_of_a_seed_are_those_that_its_line_has() throws IOException {
    Seed seed = read(ALL).get(0);
    Map<String, String> fields = SeedFields.of(seed);
    StringBuilder line = new StringBuilder(fields.get("url"));
    fields.forEach((name, text) -> line.append(name.equals("url") ? "" : " " + name + "=" + text));
    assertThat(fields).hasSize(17);
    assertThat(read(line.toString())).containsExactly(seed);
  }

  @Test
  void a_plain_seed_has_nothing_but_its_url() throws IOException {
    assertThat(SeedFields.of(read("https://a.example/ delay=0s recrawl=never").get(0)))
        .isEqualTo(Map.of("url", "https://a.example/", "delay", "0ms"));
  }
}
