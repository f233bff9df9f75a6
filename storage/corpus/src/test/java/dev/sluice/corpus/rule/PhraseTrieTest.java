package dev.sluice.corpus.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseTrieTest {

  @ParameterizedTest(name = "{0}: {1} hits, {2} words")
  @CsvSource({
    "澳门赌场开户，澳门赌场, 2, 1",
    "澳门的赌场, 1, 1",
    "bet now and BET NOW, 2, 1",
    "ＢＥＴ now, 1, 1",
    "alphabet nowhere, 0, 0",
    "在线bet now吧, 1, 1",
    "bet nows bet now2, 0, 0",
    "赌场赌场赌, 2, 1",
    "'', 0, 0",
  })
  void theLongestWordAtAPlaceCounts(String text, int hits, int distinct) {
    PhraseTrie trie = new PhraseTrie(List.of("赌场", "澳门赌场", "bet now", ""));
    assertThat(trie.find(text)).isEqualTo(new PhraseTrie.Found(hits, distinct));
  }

  @Test
  void manyRandomWordsAreFoundAsASearchForEachFindsThem() {
    Random random = new Random(3);
    Set<String> words = new HashSet<>();
    for (int i = 0; i < 3_000; i++) {
      words.add(randomText(random, 1 + random.nextInt(6)));
    }
    PhraseTrie trie = new PhraseTrie(words);
    for (int i = 0; i < 200; i++) {
      String text = randomText(random, 200);
      assertThat(trie.distinctAnywhere(text))
          .isEqualTo((int) words.stream().filter(text::contains).count());
      assertThat(trie.charactersAnywhere(text))
          .isEqualTo(words.stream().mapToLong(word -> occurrences(text, word)).sum());
      assertThat(trie.find(text).hits()).isEqualTo(longestFirst(text, words));
    }
  }

  private static long occurrences(String text, String word) {
    long found = 0;
    for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length())) {
      found += word.length();
    }
    return found;
  }

  private static int longestFirst(String text, Set<String> words) {
    int hits = 0;
    int at = 0;
    while (at < text.length()) {
      int longest = 0;
      for (int size = 1; size <= 6 && at + size <= text.length(); size++) {
        longest = words.contains(text.substring(at, at + size)) ? size : longest;
      }
      hits += longest > 0 ? 1 : 0;
      at += Math.max(1, longest);
    }
    return hits;
  }

  private static String randomText(Random random, int length) {
    List<String> characters = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      characters.add(Character.toString(0x4e00 + random.nextInt(30)));
    }
    return String.join("", characters);
  }
}
