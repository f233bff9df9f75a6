package dev.sluice.engine.seed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.engine.model.UrlPattern;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class UrlPatternTest {

  @ParameterizedTest
  @CsvFileSource(resources = "/seed/patterns.csv", delimiter = '|', commentCharacter = '~')
  void patterns_are_those_of_robots_txt(String pattern, String pathAndQuery, boolean matches) {
    assertThat(UrlPattern.parse(pattern).matches(pathAndQuery)).isEqualTo(matches);
  }

  @Test
  void no_pattern_can_hang() {
    UrlPattern hard = UrlPattern.parse("/" + "*a".repeat(250) + "*b$");
    String url = "/" + "a".repeat(2000);
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 1000; i++) {
            assertThat(hard.matches(url)).isFalse();
          }
        });
  }

  @Test
  void what_can_match_nothing_is_a_mistake() {
    assertThatThrownBy(() -> UrlPattern.parse("wiki")).hasMessageContaining("did you mean '*wiki'");
    assertThatThrownBy(() -> UrlPattern.parse("/a b")).hasMessageContaining("space");
    assertThatThrownBy(() -> UrlPattern.parse("/a#b")).hasMessageContaining("#");
    assertThatThrownBy(() -> UrlPattern.parse("/" + "a".repeat(600)))
        .hasMessageContaining("longer than 512");
  }
}
