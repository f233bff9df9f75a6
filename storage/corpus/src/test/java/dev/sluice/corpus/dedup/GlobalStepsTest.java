package dev.sluice.corpus.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.TextHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobalStepsTest {

  private static final int STEP = 5;

  private final SomePages pages = new SomePages();
  private final TextHasher hasher = new TextHasher();

  @Test
  void ofSeveralCapturesOfAUrlOnlyTheNewestIsChosen() {
    add("https://a.example/", 0, "one");
    add("https://a.example/", 10, "two");
    add("https://a.example/", 20, "three");
    add("https://b.example/", 5, "four");
    Selection selection = choose(newestCapture());
    assertThat(SomePages.chosen(selection)).containsExactly(2, 3);
    assertThat(selection.winner(0)).isEqualTo(2);
    assertThat(selection.step(1)).isEqualTo(STEP);
  }

  @ParameterizedTest
  @CsvSource({"first-url, 0", "oldest, 2", "newest, 1", "shortest-url, 3"})
  void theRecipeSaysWhichOfEqualTextsIsKept(String keep, int winner) {
    add("https://a.example/long/path", 10, "Same  text");
    add("https://b.example/path/too", 30, "same text");
    add("https://c.example/path/too", 5, "Same\ntext ");
    add("https://d.example/", 20, "Same text");
    add("https://e.example/", 1, "Other text");
    Selection selection = choose(new ExactDuplicate(keep, 1_000));
    assertThat(SomePages.chosen(selection)).containsExactlyInAnyOrder(winner, 4);
    assertThat(selection.group(winner)).isEqualTo(4);
    assertThat(selection.group(4)).isEqualTo(1);
  }

  @Test
  void whatAnEarlierStepDroppedNeitherWinsNorCounts() {
    add("https://a.example/", 0, "same");
    add("https://b.example/", 0, "same");
    add("https://c.example/", 0, "same");
    Selection selection = new Selection(3);
    selection.drop(0, 2, 4, 1);
    new ExactDuplicate("first-url", 1_000).choose(pages, selection, STEP);
    assertThat(SomePages.chosen(selection)).containsExactly(1);
    assertThat(selection.group(1)).isEqualTo(2);
    assertThat(selection.step(0)).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000_000, 700, 64})
  void theNumberOfSlicesDoesNotChangeTheChoice(int sliceCandidates) {
    Random random = new Random(20261001);
    Map<Integer, Integer> first = new HashMap<>();
    List<Integer> expected = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      int text = random.nextInt(2_000);
      add("https://a.example/" + i, i, "text " + text);
      if (first.putIfAbsent(text, i) == null) {
        expected.add(i);
      }
    }
    Selection selection = choose(new ExactDuplicate("first-url", sliceCandidates));
    assertThat(SomePages.chosen(selection)).isEqualTo(expected);
  }

  @Test
  void textsThatDifferInMoreThanCaseAndWhiteSpaceAreNotEqual() {
    assertThat(hasher.hash("Café  au lait\n")).isEqualTo(hasher.hash("café au lait"));
    assertThat(hasher.hash("がき")).isNotEqualTo(hasher.hash("かき"));
    assertThat(hasher.hash("5 yuan")).isNotEqualTo(hasher.hash("6 yuan"));
    assertThat(new TextHash(1, 2).hex()).isEqualTo("00000000000000010000000000000002");
  }

  private static GlobalStep newestCapture() {
    return ((StepKind.OfCandidates) NewestCapture.KIND).maker().make(new Parameters(Map.of()));
  }

  private Selection choose(GlobalStep step) {
    Selection selection = new Selection(pages.count());
    step.choose(pages, selection, STEP);
    return selection;
  }

  private void add(String url, long secondsAfterNoon, String text) {
    pages.add(SomePages.page(url, text).after(secondsAfterNoon));
  }
}
