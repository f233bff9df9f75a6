package dev.sluice.corpus.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FirstDifferenceTest {

  @Test
  void whatTwoTextsBeginAndEndWithAlikeIsLeftOut() {
    assertThat(FirstDifference.of("a\nb\nc\nd", "a\nx\ny\nd"))
        .isEqualTo(new FirstDifference(List.of("b", "c"), List.of("x", "y")));
    assertThat(FirstDifference.of("a\nb\nc", "a\nc"))
        .isEqualTo(new FirstDifference(List.of("b"), List.of()));
    assertThat(FirstDifference.of("a\na", "a\na\na"))
        .isEqualTo(new FirstDifference(List.of(), List.of("a")));
    assertThat(FirstDifference.of("", "a\n\nb\nc\nd"))
        .isEqualTo(new FirstDifference(List.of(), List.of("a", "b", "c")));
  }

  @Test
  void linesThatBothHaveInBetweenAreNoDifference() {
    assertThat(FirstDifference.of("head\na\nb\nfoot", "a\nb\nc"))
        .isEqualTo(new FirstDifference(List.of("head", "foot"), List.of("c")));
    assertThat(FirstDifference.of("a\nb", "b\na"))
        .isEqualTo(new FirstDifference(List.of("a", "b"), List.of("b", "a")));
  }

  @Test
  void longLinesAreCutBetweenCharacters() {
    String line = "𠮷".repeat(300);
    assertThat(FirstDifference.of(line, "").gone()).containsExactly("𠮷".repeat(200) + "…");
  }
}
