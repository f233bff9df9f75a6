package dev.sluice.engine.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.model.SeedList;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
