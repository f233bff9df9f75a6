package dev.sluice.corpus.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.TextHash;
import org.junit.jupiter.api.Test;

class TextHasherTest {

  private final TextHasher hasher = new TextHasher();

  @Test
  void textsThatDifferInMoreThanCaseAndWhiteSpaceAreNotEqual() {
    assertThat(hasher.hash("Café  au lait\n")).isEqualTo(hasher.hash("café au lait"));
    assertThat(hasher.hash("がき")).isNotEqualTo(hasher.hash("かき"));
    assertThat(hasher.hash("5 yuan")).isNotEqualTo(hasher.hash("6 yuan"));
    assertThat(new TextHash(1, 2).hex()).isEqualTo("00000000000000010000000000000002");
  }
}
