package dev.sluice.corpus.dedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.dedup.SomePages.Page;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeepPolicyTest {

  private static final Page PLAIN = SomePages.page("https://b.example/a/b", "a text");

  @Test
  void theOldestOrTheNewestIsKept() {
    assertOrder("oldest", PLAIN.after(-1), PLAIN, PLAIN.after(1));
    assertOrder("newest", PLAIN.after(1), PLAIN, PLAIN.after(-1));
  }

  @Test
  void theTimeCountsToTheMillisecond() {
    assertOrder("oldest", PLAIN, PLAIN.at(SomePages.NOON.plusMillis(1)));
  }

  @Test
  void theShortestUrlOrTheLongestTextIsKept() {
    assertOrder("shortest-url", SomePages.page("https://z.example/", "x"), PLAIN);
    assertOrder("longest", SomePages.page("https://z.example/", "a text and more"), PLAIN);
  }

  @Test
  void lengthIsCountedInCodePoints() {
    Page threeSigns = SomePages.page("https://a.example/", "\uD842\uDFB7\uD842\uDFB7\uD842\uDFB7");
    assertOrder("longest", SomePages.page("https://z.example/", "abcd"), threeSigns);
  }

  @Test
  void aPageThatNamesItselfGoesBeforeOneThatNamesNoneAndThatBeforeOneThatNamesAnother() {
    Page itself = PLAIN.canonical("https://b.example/a/b");
    Page another = SomePages.page("https://b.example/", "a text").canonical("https://b.example/a");
    assertOrder("canonical-url", itself, PLAIN, another);
    assertOrder("canonical-url", SomePages.page("https://b.example/a", "a text"), PLAIN);
  }

  @Test
  void theHighestScoreIsKept() {
    Page[] falling = scored(1e300, 2, 1.0000000001, 1, Double.MIN_VALUE, 0, -1e-9, -1, -1e300);
    assertOrder("best-score", falling);
    KeepPolicy policy = policy("best-score");
    assertThat(policy.rank(PLAIN.score("s", -0.0).signature(0)))
        .isEqualTo(policy.rank(PLAIN.score("s", 0.0).signature(0)));
  }

  @Test
  void aScoreThatIsNotThereIsNeverTakenForNothing() {
    assertThatThrownBy(() -> policy("best-score").rank(PLAIN.signature(0)))
        .hasMessageContaining("'s'");
  }

  @Test
  void theFirstUrlIsKeptWhateverItIs() {
    KeepPolicy policy = policy("first-url");
    assertThat(policy.isFirst()).isTrue();
    assertThat(policy.rank(PLAIN.signature(0)))
        .isEqualTo(policy.rank(SomePages.page("https://z.example/", "").after(9).signature(1)));
  }

  private static Page[] scored(double... scores) {
    Page[] pages = new Page[scores.length];
    for (int i = 0; i < scores.length; i++) {
      pages[i] = PLAIN.score("s", scores[i]);
    }
    return pages;
  }

  private static void assertOrder(String keep, Page... bestFirst) {
    KeepPolicy policy = policy(keep);
    List<Long> ranks = List.of(bestFirst).stream().map(p -> policy.rank(p.signature(0))).toList();
    assertThat(ranks).isSorted().doesNotHaveDuplicates();
  }

  private static KeepPolicy policy(String keep) {
    return KeepPolicy.of(Steps.parameters(KeepPolicy.PARAMETERS, "keep", keep, "score", "s"));
  }
}
