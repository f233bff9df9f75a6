package dev.sluice.engine.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.model.PathBudget.Pages;
import dev.sluice.engine.model.PathBudget.Share;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.model.SeedList;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.engine.model.UrlPattern;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedFilesTest {

  @TempDir private Path folder;

  private static Path fixture(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(SeedFilesTest.class.getResource("/seed/" + name)).toURI());
  }

  private static List<String> urls(SeedList list) {
    return list.seeds().stream().map(seed -> seed.url().toString()).toList();
  }

  @Test
  void a_text_file_has_a_seed_on_each_line() throws URISyntaxException {
    SeedList list = SeedFiles.read(fixture("good.txt"));
    assertThat(list.mistakes()).isEmpty();
    assertThat(urls(list))
        .containsExactly("https://a.example/", "https://b.example/docs/", "https://c.example/x");
    Seed plain = list.seeds().get(0);
    assertThat(plain.name()).isEqualTo("https://a.example/");
    assertThat(plain.extent()).isEqualTo(Extent.HOST);
    assertThat(plain.maxDepth()).isEmpty();
    assertThat(list.seeds().get(1))
        .isEqualTo(new Seed("docs", list.seeds().get(1).url(), Extent.PREFIX, OptionalInt.of(3)));
    assertThat(list.seeds().get(2).extent()).isEqualTo(Extent.DOMAIN);
  }

  @Test
  void a_file_that_windows_wrote_is_read_too() throws IOException {
    Path file = folder.resolve("windows.txt"); // made here, since Git changes line ends of files
    Files.writeString(file, "\uFEFFhttps://a.example/\r\nhttps://b.example/ depth=0\r\n");
    SeedList list = SeedFiles.read(file);
    assertThat(list.mistakes()).isEmpty();
    assertThat(urls(list)).containsExactly("https://a.example/", "https://b.example/");
  }

  @Test
  void every_mistake_in_a_text_file_is_named_with_its_line() throws URISyntaxException {
    Path file = fixture("bad.txt");
    SeedList list = SeedFiles.read(file);
    assertThat(urls(list)).containsExactly("https://good.example/", "https://last.example/");
    assertThat(list.mistakes()).hasSize(9);
    for (int i = 0; i < 9; i++) {
      assertThat(list.mistakes().get(i)).startsWith(file + ":" + (i + 2) + ":");
    }
    assertThat(list.mistakes().get(0)).contains("did you mean 'https://www.example.com'");
    assertThat(list.mistakes().get(1)).contains("'ftp://files.example/' is no http or https URL");
    assertThat(list.mistakes().get(2)).contains("hosts", "host");
    assertThat(list.mistakes().get(3)).contains("dpeth", "depth");
    assertThat(list.mistakes().get(6)).contains("'deep' is no option");
    assertThat(list.mistakes().get(7)).contains("https://good.example/ stands twice");
    assertThat(list.mistakes().get(8)).contains("'url'");
  }

  @Test
  void a_yaml_file_may_have_defaults_for_all_its_seeds() throws URISyntaxException {
    SeedList list = SeedFiles.read(fixture("good.yaml"));
    assertThat(list.mistakes()).isEmpty();
    assertThat(list.seeds())
        .extracting(Seed::extent)
        .containsExactly(Extent.DOMAIN, Extent.PREFIX, Extent.DOMAIN);
    assertThat(list.seeds())
        .extracting(Seed::maxDepth)
        .containsExactly(OptionalInt.of(5), OptionalInt.of(5), OptionalInt.of(0));
    assertThat(list.seeds().get(1).name()).isEqualTo("The documents");
  }

  @Test
  void every_mistake_in_a_yaml_file_is_named_with_its_line() throws URISyntaxException {
    Path file = fixture("bad.yaml");
    SeedList list = SeedFiles.read(file);
    assertThat(urls(list)).containsExactly("https://good.example/");
    assertThat(list.mistakes()).hasSize(4).allSatisfy(m -> assertThat(m).startsWith(file + ":"));
    assertThat(list.mistakes().get(0)).startsWith(file + ":3:").contains("did you mean");
    assertThat(list.mistakes().get(1)).startsWith(file + ":4:").contains("url");
    assertThat(list.mistakes().get(2)).contains("extnet", "extent");
    assertThat(list.mistakes().get(3)).startsWith(file + ":7:").contains("twice");
  }

  @Test
  void a_folder_is_read_file_by_file_and_a_seed_may_stand_in_one_of_them_only() throws IOException {
    Files.writeString(folder.resolve("b.yaml"), "- https://b.example/\n- https://a.example/\n");
    Files.writeString(folder.resolve("a.txt"), "https://a.example/\n");
    Files.writeString(folder.resolve("notes.md"), "no seeds");
    Files.createSymbolicLink(folder.resolve(".#a.txt"), Path.of("an-editor-is-at-it"));
    SeedList list = SeedFiles.read(folder);
    assertThat(urls(list)).containsExactly("https://a.example/", "https://b.example/");
    assertThat(list.mistakes())
        .singleElement()
        .asString()
        .startsWith(folder.resolve("b.yaml") + ":2:");
  }

  @Test
  void a_file_in_another_charset_is_a_mistake_of_that_file_alone() throws IOException {
    Files.write(folder.resolve("a.txt"), new byte[] {'h', (byte) 0xff, (byte) 0xfe});
    Files.writeString(folder.resolve("b.txt"), "https://b.example/\n");
    SeedList list = SeedFiles.read(folder);
    assertThat(urls(list)).containsExactly("https://b.example/");
    assertThat(list.mistakes()).singleElement().asString().contains("a.txt", "UTF-8");
  }

  @Test
  void what_is_not_there_is_said() {
    assertThatThrownBy(() -> SeedFiles.read(folder.resolve("none.txt")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("none.txt");
    assertThatThrownBy(() -> SeedFiles.read(folder))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("no seed files");
  }

  @Test
  void a_seed_may_say_all_that_is_to_be_known_of_a_site() throws URISyntaxException {
    SeedList list = SeedFiles.read(fixture("full.yaml"));
    assertThat(list.mistakes()).isEmpty();
    Seed seed = list.seeds().get(0);
    assertThat(seed.patterns().include()).containsExactly(UrlPattern.parse("/wiki/"));
    assertThat(seed.patterns().exclude())
        .containsExactly(UrlPattern.parse("*action="), UrlPattern.parse("/wiki/用户:"));
    assertThat(seed.sitemaps()).containsExactly(PageUrl.parse("https://a.example/sitemap.xml"));
    SeedPolicy policy = seed.policy();
    assertThat(policy.priority()).isEqualTo(2);
    assertThat(policy.delay()).contains(Duration.ofSeconds(3));
    assertThat(policy.recrawl()).contains(Duration.ofDays(7));
    assertThat(policy.budgets().seed()).hasValue(1_000_000);
    assertThat(policy.budgets().host()).hasValue(5000);
    assertThat(policy.budgets().domain()).hasValue(20_000);
    assertThat(policy.budgets().paths())
        .containsExactly(
            Map.entry("/archive/", new Pages(1000)), Map.entry("/tag/", new Share(25)));
    assertThat(policy.tlsUnverified()).isTrue();
    assertThat(policy.paused()).isTrue();
    assertThat(policy.tags())
        .containsExactly(
            Map.entry("language", "zh-Hans"), Map.entry("our-own", "x"), Map.entry("topic", "law"));
    assertThat(list.seeds().get(1).policy().recrawl()).isEmpty();
    assertThat(list.seeds().get(1).policy().tags()).containsKey("topic").hasSize(2);
  }

  @Test
  void a_line_of_text_may_say_the_same() throws IOException {
    Path file = folder.resolve("full.txt");
    Files.writeString(
        file,
        "https://a.example/ include=/wiki/ exclude=*action=,/wiki/用户: priority=2 delay=3s recrawl=7d"
            + " pages=1000000 pages-per-host=5000 pages-per-domain=20000 tls-unverified=true tags.language=zh-hans paused=true"
            + " tags.topic=law tags.our-own=x budgets./archive/=1000 budgets./tag/=25%"
            + " sitemaps=https://a.example/sitemap.xml name=A\n");
    SeedList text = SeedFiles.read(file);
    assertThat(text.mistakes()).isEmpty();
    try {
      Seed yaml = SeedFiles.read(fixture("full.yaml")).seeds().get(0);
      assertThat(text.seeds()).containsExactly(yaml);
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0.25 | the budget of '/x/' must be a number of pages, or a share of the host's such as 25%, not 0.25; did you mean '25%'?
          .5   | did you mean '50%'?
          0.05 | did you mean '5%'?
          much | the budget of '/x/' must be a number of pages, or a share of the host's such as 25%, not much
          -1   | must be a number of pages
          0%   | the share of '/x/' must be from 1% to 99%, not 0%
          100% | the share of '/x/' must be from 1% to 99%, not 100%
          2.5% | must be a number of pages, or a share
          """)
  void a_budget_that_is_neither_pages_nor_a_share_is_a_mistake(String budget, String message)
      throws IOException {
    Path file = folder.resolve("seeds.yaml");
    Files.writeString(
        file, "seeds:\n  - url: https://a.example/\n    budgets: {/x/: " + budget + "}\n");
    assertThat(SeedFiles.read(file).mistakes())
        .singleElement()
        .asString()
        .startsWith(file + ":3: ")
        .contains(message);
  }

  @Test
  void every_mistake_of_a_seed_is_named_at_once() throws URISyntaxException {
    Path file = fixture("wrong.yaml");
    SeedList list = SeedFiles.read(file);
    assertThat(urls(list)).containsExactly("https://b.example/");
    assertThat(list.mistakes())
        .allSatisfy(mistake -> assertThat(mistake).matches(".*wrong.yaml:[0-9]+: .*"));
    String[] parts = {
      ":4: 'depth'",
      ":5: the pattern 'wiki/' begins",
      ":6: the pattern 'https://a.example/x' begins",
      "did you mean '/x'",
      ":7: 'www.a.example/map.xml' is no URL",
      ":8: 'priority'",
      ":9: 'delay'",
      ":10: 'recrawl'",
      ":11: 'pages'",
      ":12: 'pages-per-domain'",
      ":13: the budget of 'archive/'",
      ":14: 'tls-unverified'",
      ":16: the tag 'language'",
      ":17: unknown tag 'licens'; did you mean 'licence'?",
      ":19: 'paused'",
      ":20: the name 'B' is that of https://b.example/"
    };
    String all = String.join("\n", list.mistakes());
    for (String part : parts) {
      assertThat(all).contains(part);
    }
    assertThat(list.mistakes()).hasSize(parts.length - 1);
  }

  @Test
  void every_mistake_of_a_line_of_text_is_named_at_once_in_the_order_of_the_lines()
      throws IOException {
    Path file = folder.resolve("seeds.txt");
    Files.writeString(
        file,
        "www.a.example dept=3 deep delay=soon delay=3s tags.language=xx tags=law\n"
            + "https://b.example/ extnt=host depth=x\n");
    assertThat(SeedFiles.read(file).mistakes())
        .hasSize(9)
        .satisfiesExactlyInAnyOrder(
            it -> assertThat(it).startsWith(file + ":1: 'deep' is no option"),
            it -> assertThat(it).startsWith(file + ":1: 'delay' stands twice"),
            it -> assertThat(it).startsWith(file + ":1: 'tags' stands twice"),
            it -> assertThat(it).startsWith(file + ":1: unknown field 'dept'"),
            it -> assertThat(it).startsWith(file + ":1: 'www.a.example' is no URL"),
            it -> assertThat(it).startsWith(file + ":1: 'delay' must be a time span"),
            it -> assertThat(it).startsWith(file + ":1: 'tags' must have fields"),
            it -> assertThat(it).startsWith(file + ":2: unknown field 'extnt'"),
            it -> assertThat(it).startsWith(file + ":2: 'depth' must be a whole number"))
        .isSortedAccordingTo((one, other) -> line(one) - line(other));
  }

  private static int line(String mistake) {
    return Integer.parseInt(mistake.replaceFirst(".*?:(\\d+):.*", "$1"));
  }

  @Test
  void every_mistake_around_the_seeds_of_a_yaml_file_is_named_at_once() throws IOException {
    Path file = folder.resolve("seeds.yaml");
    Files.writeString(
        file, "default: {}\ndefaults: {dealy: 3s, depht: 2}\nseeds:\n  - https://a.example/\n");
    SeedList list = SeedFiles.read(file);
    assertThat(list.mistakes())
        .satisfiesExactly(
            it -> assertThat(it).contains("unknown field 'default'"),
            it -> assertThat(it).contains("unknown field 'dealy'"),
            it -> assertThat(it).contains("unknown field 'depht'"));
    assertThat(urls(list)).containsExactly("https://a.example/");
  }
}
