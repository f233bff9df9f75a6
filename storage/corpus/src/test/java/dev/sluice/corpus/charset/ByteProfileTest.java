package dev.sluice.corpus.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ByteProfileTest {

  @Test
  void nothing_is_overlooked_wherever_it_stands_among_eight_bytes() {
    for (int before = 0; before < 20; before++) {
      for (int after = 0; after < 20; after++) {
        String page = "a".repeat(before) + "é\u001b$B" + "\u001a\u001c".repeat(after) + "字";
        ByteProfile profile = ByteProfile.of(page.getBytes(StandardCharsets.UTF_8), 0);
        assertThat(profile.high()).isEqualTo(5);
        assertThat(profile.utf8Sequences()).isEqualTo(2);
        assertThat(profile.utf8Errors()).isZero();
        assertThat(profile.escapes()).isEqualTo(1);
      }
    }
  }
}
