package dev.sluice.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WhitespaceTest {

  @Test
  void it_collapses_what_the_pattern_of_all_its_spaces_collapses() {
    SplittableRandom random = new SplittableRandom(3);
    String alphabet = "ab \t\n\u000b\f\r\u00a0\u3000\u2003\u0085\u001c字";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String expected = text.toString().replaceAll("[\\s\\u00A0\\u3000]+", " ").strip();
      assertThat(Whitespace.collapsed(text.toString())).isEqualTo(expected);
      assertThat(Whitespace.words(text.toString())).isEqualTo(text.toString().split("\\s+"));
    }
  }
}
