package dev.sluice.corpus.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.TextHash;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Scan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobalStepsTest {

  private static final int STEP = 5;
  private static final Instant NOON = Instant.parse("2026-10-01T12:00:00Z");

  private final List<Signature> signatures = new ArrayList<>();
  private final TextHasher hasher = new TextHasher();

  @Test
  void ofSeveralCapturesOfAUrlOnlyTheNewestIsChosen() {
    add("https://a.example/", 0, "one");
    add("https://a.example/", 10, "two");
    add("https://a.example/", 20, "three");
    add("https://b.example/", 5, "four");
    Selection selection = choose(newestCapture());
    assertThat(chosen(selection)).containsExactly(2, 3);
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
    assertThat(chosen(selection)).containsExactlyInAnyOrder(winner, 4);
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
    new ExactDuplicate("first-url", 1_000).choose(candidates(), selection, STEP);
    assertThat(chosen(selection)).containsExactly(1);
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
    assertThat(chosen(selection)).isEqualTo(expected);
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
    Selection selection = new Selection(signatures.size());
    step.choose(candidates(), selection, STEP);
    return selection;
  }

  private static List<Integer> chosen(Selection selection) {
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < selection.count(); i++) {
      if (selection.chosen(i)) {
        chosen.add(i);
      }
    }
    return chosen;
  }

  private void add(String url, long secondsAfterNoon, String text) {
    CaptureKey key = new CaptureKey(PageUrl.parse(url), NOON.plusSeconds(secondsAfterNoon));
    signatures.add(
        new Signature(
            signatures.size(),
            Document.id(key),
            key.url(),
            key.fetchedAt(),
            hasher.hash(text),
            text.length()));
  }

  private Candidates candidates() {
    return new Candidates() {
      @Override
      public int count() {
        return signatures.size();
      }

      @Override
      public Scan<Signature> scan() {
        Iterator<Signature> each = signatures.iterator();
        return new Scan<>() {
          @Override
          public boolean hasNext() {
            return each.hasNext();
          }

          @Override
          public Signature next() {
            return each.next();
          }

          @Override
          public void close() {}
        };
      }

      @Override
      public Scan<byte[]> imprints() {
        throw new AssertionError("the step takes no imprints");
      }

      @Override
      public PairSorter sorter() {
        throw new AssertionError("the step sorts nothing");
      }

      @Override
      public EarlierDocuments earlier() {
        return EarlierDocuments.NONE;
      }
    };
  }
}
