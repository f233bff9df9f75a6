package dev.sluice.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrieTest {

  private final Trie trie = new Trie();

  private int after(String word) {
    int at = Trie.ROOT;
    for (char c : word.toCharArray()) {
      at = trie.next(at, c);
    }
    return at;
  }

  @Test
  void a_word_is_found_in_any_case_and_nothing_that_only_begins_like_it() {
    trie.add("nav", false);
    trie.add("p-author", false);
    assertThat(trie.isWord(after("NaV"))).isTrue();
    assertThat(trie.isWord(after("p-author"))).isTrue();
    assertThat(trie.isWord(after("na"))).isFalse();
    assertThat(after("navy")).isEqualTo(Trie.NOWHERE);
    assertThat(after("é")).isEqualTo(Trie.NOWHERE);
    assertThat(trie.isPattern(after("nav"))).isFalse();
  }

  @Test
  void a_pattern_holds_for_all_that_begins_like_it() {
    trie.add("menu", true);
    assertThat(trie.isPattern(after("menu"))).isTrue();
    assertThat(trie.isPattern(after("men"))).isFalse();
  }

  @Test
  void it_has_room_for_many_words() {
    for (int i = 0; i < 2_000; i++) {
      trie.add("word" + i, false);
    }
    assertThat(trie.isWord(after("word1999"))).isTrue();
    assertThat(trie.isWord(after("word2000"))).isFalse();
  }

  @Test
  void a_word_with_other_letters_is_refused() {
    assertThatThrownBy(() -> trie.add("menü", false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("menü");
  }
}
