package dev.sluice.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenSetTest {

  @Test
  void what_was_added_is_in_it_and_nothing_else() {
    Random random = new Random(5);
    TokenSet tokens = new TokenSet();
    Set<Long> wanted = new HashSet<>();
    for (int i = 0; i < 5_000; i++) {
      // Many share their last bits, and some come twice.
      long hash = 1 + (long) random.nextInt(4_000) << 10;
      tokens.add(hash);
      wanted.add(hash);
    }
    assertThat(tokens.size()).isEqualTo(wanted.size());
    for (long hash = 1; hash <= 4_000L << 10; hash++) {
      assertThat(tokens.contains(hash)).isEqualTo(wanted.contains(hash));
    }
  }

  @Test
  void a_token_that_was_made_to_have_the_hash_zero_is_in_no_set() {
    TokenSet tokens = new TokenSet();
    assertThat(tokens.contains(0)).isFalse();
    tokens.add(0);
    assertThat(tokens.contains(0)).isFalse();
    assertThat(tokens.size()).isZero();
  }
}
