package dev.sluice.pages.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {

  private static final String SEED =
      """
      name: news
      delay: 2s
      # a comment
      urls:
        - https://example.com/
        - https://example.org/
      limits: {pages: 1_000, share: 0.5}
      enabled: true
      """;

  @Test
  void everyKindOfValueIsReadWithItsLine() {
    Setting seed = YamlFile.parse("news.yaml", SEED);

    assertThat(seed.only(List.of("name", "delay", "urls", "limits", "enabled")).isMap()).isTrue();
    assertThat(seed.field("name").text()).isEqualTo("news");
    assertThat(seed.field("delay").duration()).isEqualTo(Duration.ofSeconds(2));
    assertThat(seed.field("enabled").flag()).isTrue();
    assertThat(seed.field("limits").field("pages").number(1, 1_000)).isEqualTo(1_000);
    assertThat(seed.field("limits").field("share").decimal(0, 1)).isEqualTo(0.5);
    assertThat(seed.field("urls").isList()).isTrue();
    assertThat(seed.field("urls").items())
        .extracting(Setting::text)
        .containsExactly("https://example.com/", "https://example.org/");
    assertThat(seed.field("urls").items()).extracting(Setting::line).containsExactly(5, 6);
    assertThat(seed.field("urls").line()).isEqualTo(4);
    assertThat(seed.find("depth")).isEmpty();
    assertThat(seed.fields().keySet())
        .containsExactly("name", "delay", "urls", "limits", "enabled");
  }

  @Test
  void aSingleValueIsAListOfOne() {
    assertThat(YamlFile.parse("a", "urls: x").field("urls").items())
        .extracting(Setting::text)
        .containsExactly("x");
  }

  @Test
  void eachMistakeIsNamedWithFileAndLine() {
    assertMistake("a: 1\nb: x", s -> s.field("b").number(1, 9), "f.yaml:2: 'b' must be a whole");
    assertMistake("a: 10", s -> s.field("a").number(1, 9), "f.yaml:1: 'a' must be", "1 to 9", "10");
    assertMistake("a: 1.5", s -> s.field("a").decimal(0, 1), "a number from 0.0 to 1.0, not 1.5");
    assertMistake("a: .nan", s -> s.field("a").decimal(0, 1), "a number from 0.0 to 1.0");
    assertMistake("a: yes", s -> s.field("a").flag(), "'a' must be true or false, not yes");
    assertMistake("a: soon", s -> s.field("a").duration(), "time span such as", "not soon");
    assertMistake("a: [x]", s -> s.field("a").text(), "'a' must be a single value");
    assertMistake("a:\n  b: c", s -> s.field("a").items(), "f.yaml:1: 'a' must be a list");
    assertMistake("a: b", s -> s.field("a").fields(), "'a' must have fields");
    assertMistake("a: b", s -> s.field("c"), "f.yaml:1: the field 'c' is missing");
    assertMistake(
        "a: jsnol", s -> s.field("a").oneOf(List.of("jsonl", "warc")), "did you mean 'jsonl'?");
  }

  @Test
  void anUnknownFieldIsAnsweredWithTheNearestKnownOneAtItsOwnLine() {
    assertMistake(
        "name: news\ndeley:\n  every: 2s\n",
        seed -> seed.only(List.of("name", "delay")),
        "f.yaml:2: unknown field 'deley'; did you mean 'delay'?");
    assertMistake(
        "colour: red",
        seed -> seed.only(List.of("name", "delay")),
        "unknown field 'colour'; known are name, delay");
  }

  @Test
  void aFieldThatStandsTwiceIsAMistake() {
    assertMistake("a: 1\nb: 2\na: 3", s -> {}, "f.yaml:3: the field 'a' stands twice");
    assertMistake("x:\n  a: 1\n  a: 1", s -> {}, "f.yaml:3: the field 'a' stands twice");
  }

  @Test
  void anchorsMayBeUsedAgain() {
    Setting file = YamlFile.parse("f.yaml", "a: &limits {pages: 5}\nb: *limits\nc: *limits\n");

    assertThat(file.field("c").field("pages").number(0, 9)).isEqualTo(5);
    assertThat(file.field("b").line()).isEqualTo(2);
    assertThat(file.field("b").name()).isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: &x [*x]", "a: &x {b: *x}", "&x [{b: [*x]}]"})
  void anAnchorThatHoldsItselfIsAMistake(String yaml) {
    assertMistake(yaml, s -> {}, "f.yaml:1: ", "holds itself");
  }

  @Test
  void aFileOfAnchorsWithinAnchorsIsRefusedAndFillsNoMemory() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 30; i++) {
      String before = "*a" + (i - 1);
      laughs.append("a%d: &a%d [%s, %s, %s]%n".formatted(i, i, before, before, before));
    }

    assertMistake(laughs.toString(), s -> {}, "f.yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment\n"})
  void anEmptyFileIsAMistake(String yaml) {
    assertMistake(yaml, s -> {}, "f.yaml:1: the file is empty");
  }

  @Test
  void whatIsNoYamlIsAMistakeAtItsLine() {
    assertMistake("a: 1\nb: [1, 2\nc: 3", s -> {}, "f.yaml:3: not valid YAML");
    assertMistake("a: 1\n\tb: 2", s -> {}, "f.yaml:2: not valid YAML");
    assertMistake("a: 1\n---\nb: 2", s -> {}, "f.yaml", "not valid YAML");
    assertMistake("a: \u0007", s -> {}, "f.yaml", "not valid YAML");
    assertMistake("[a]: b", s -> {}, "f.yaml:1: a field's name must be a single word");
    assertMistake("a: *nobody", s -> {}, "f.yaml:1: not valid YAML");
  }

  @Test
  void filesThatCannotBeReadAreNamed(@TempDir Path folder) throws IOException {
    Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9});
    Path missing = folder.resolve("missing.yaml");

    assertThatThrownBy(() -> YamlFile.read(latin)).hasMessage(latin + ": is not in UTF-8");
    assertThatThrownBy(() -> YamlFile.read(missing))
        .hasMessage(missing + ": there is no such file");
    assertThatThrownBy(() -> YamlFile.read(folder))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(folder + ": cannot be read");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("windows.yaml"), "\ufeffname: news\r\n");

    assertThat(YamlFile.read(file).field("name").text()).isEqualTo("news");
  }

  private static void assertMistake(String yaml, Consumer<Setting> use, String... parts) {
    assertThatThrownBy(() -> use.accept(YamlFile.parse("f.yaml", yaml)))
        .isInstanceOf(SettingsException.class)
        .hasMessageContainingAll(parts);
  }
}
