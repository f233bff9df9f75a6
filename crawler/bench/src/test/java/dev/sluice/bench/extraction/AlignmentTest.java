package dev.sluice.bench.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlignmentTest {

  @Test
  void blocks_of_the_marked_text_are_told_from_others() {
    double[] labels =
        labels(
            List.of("Home News About", "A river lets go", "of its gold.", "More about gold"),
            "A river lets go of its gold.");
    assertThat(labels).containsExactly(0, 1, 1, 0);
  }

  @Test
  void a_block_that_is_marked_in_part_gets_its_share() {
    assertThat(labels(List.of("one two three four five six seven eight"), "one two three four"))
        .containsExactly(0.5);
  }

  @Test
  void words_that_match_by_chance_alone_do_not_count() {
    assertThat(labels(List.of("the news of today", "a song of ice"), "a song of ice"))
        .containsExactly(0, 1);
  }

  @Test
  void characters_without_spaces_are_words() {
    assertThat(labels(List.of("首页 新闻", "茶叶的做法"), "茶叶的做法")).containsExactly(0, 1);
  }

  @Test
  void a_block_without_words_is_unknown() {
    assertThat(labels(List.of("***", "one two"), "one two")[0]).isNaN();
  }

  @Test
  void marked_pieces_say_something_of_their_blocks_only() {
    LabelledPage page = page("", List.of("gold in the river"), List.of("buy now"));
    assertThat(Alignment.labels(List.of("There is gold in the river.", "buy now", "else"), page))
        .containsExactly(1, 0, Double.NaN);
  }

  @Test
  void no_longer_common_subsequence_is_there() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      List<String> page = words(random, 150);
      List<String> marked = words(random, 150);
      // Each block is one word, so each word that is matched counts in full.
      double[] labels = labels(page, String.join(" ", marked));
      double matched = 0;
      for (double label : labels) {
        matched += label;
      }
      assertThat(matched).isEqualTo(longest(page, marked));
    }
  }

  private static List<String> words(Random random, int most) {
    List<String> words = new ArrayList<>();
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      words.add("w" + random.nextInt(12));
    }
    return words;
  }

  private static int longest(List<String> one, List<String> other) {
    int[][] length = new int[one.size() + 1][other.size() + 1];
    for (int i = 1; i <= one.size(); i++) {
      for (int j = 1; j <= other.size(); j++) {
        length[i][j] =
            one.get(i - 1).equals(other.get(j - 1))
                ? length[i - 1][j - 1] + 1
                : Math.max(length[i - 1][j], length[i][j - 1]);
      }
    }
    return length[one.size()][other.size()];
  }

  private static double[] labels(List<String> blocks, String marked) {
    return Alignment.labels(blocks, page(marked, List.of(), List.of()));
  }

  private static LabelledPage page(String marked, List<String> wanted, List<String> unwanted) {
    return new LabelledPage("id", "", "", "set", "en", "", "a.test", marked, wanted, unwanted);
  }
}
