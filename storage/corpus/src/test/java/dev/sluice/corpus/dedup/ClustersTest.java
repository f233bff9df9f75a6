package dev.sluice.corpus.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClustersTest {

  private static final int NEWEST = 3;
  private static final int EXACT = 4;
  private static final int NEAR = 5;

  /** A step of which only the likeness is asked for. */
  private record Only(Likeness likeness) implements GlobalStep {

    @Override
    public void choose(Candidates candidates, Selection selection, int step) {
      throw new AssertionError("nothing is chosen here");
    }

    @Override
    public Measurement reason(Loss loss) {
      throw new AssertionError("nobody asks for reasons");
    }
  }

  private static Clusters clusters(Selection selection) {
    return Clusters.of(
        selection,
        Map.of(
            NEWEST, new Only(GlobalStep.Likeness.SAME_URL),
            EXACT, new Only(GlobalStep.Likeness.SAME_TEXT),
            NEAR, new Only(GlobalStep.Likeness.SIMILAR_TEXT)));
  }

  @Test
  void whoeverLostToALoserIsInTheClusterOfItsWinner() {
    Selection selection = new Selection(6);
    selection.drop(1, 0, EXACT, 3);
    selection.drop(2, 0, EXACT, 3);
    selection.drop(0, 3, NEAR, 0.9);
    selection.drop(4, 3, NEAR, 0.8);
    Clusters clusters = clusters(selection);
    for (int member = 0; member < 5; member++) {
      assertThat(clusters.last(member)).as("of %d", member).isEqualTo(3);
      assertThat(clusters.size(member)).as("of %d", member).isEqualTo(5);
    }
    assertThat(clusters.exactCopies(3)).isEqualTo(1);
    assertThat(clusters.exactCopies(1)).isEqualTo(3);
    assertThat(clusters.size(5)).isEqualTo(1);
    assertThat(clusters.exactCopies(5)).isEqualTo(1);
  }

  @Test
  void anOlderStateOfAPageIsNoCopyOfItsNewerOne() {
    Selection selection = new Selection(4);
    selection.drop(0, 1, NEWEST, 2);
    selection.drop(2, 1, EXACT, 2);
    Clusters clusters = clusters(selection);
    assertThat(clusters.size(0)).isZero();
    assertThat(clusters.size(1)).isEqualTo(2);
    assertThat(clusters.exactCopies(1)).isEqualTo(2);
  }

  @Test
  void whoLostToTheSameEarlierDocumentIsOneClusterWithIt() {
    Selection selection = new Selection(6);
    selection.drop(1, 0, EXACT, 2);
    selection.dropForEarlier(0, 7, NEAR, 0.9);
    selection.dropForEarlier(2, 7, NEAR, 0.9);
    selection.dropForEarlier(3, 6, NEAR, 0.9);
    selection.dropForEarlier(4, 8, NEAR, 0.9);
    Clusters clusters = clusters(selection);
    assertThat(clusters.size(0)).isEqualTo(4);
    assertThat(clusters.size(1)).isEqualTo(4);
    assertThat(clusters.size(2)).isEqualTo(4);
    assertThat(clusters.size(3)).isEqualTo(2);
    assertThat(clusters.size(4)).isEqualTo(2);
    assertThat(clusters.size(5)).isEqualTo(1);
  }

  @Test
  void aPageOfWhichTooLittleWasLeftStillStandsForThoseThatLostToIt() {
    Selection selection = new Selection(3);
    selection.drop(1, 0, EXACT, 2);
    selection.dropAlone(0, NEAR, 12);
    Clusters clusters = clusters(selection);
    assertThat(clusters.last(1)).isZero();
    assertThat(clusters.size(1)).isEqualTo(2);
    assertThat(clusters.size(2)).isEqualTo(1);
  }

  @Test
  void theSizeOfAClusterIsTheNumberOfItsMembers() {
    Random random = new Random(20261128);
    Selection selection = new Selection(3_000);
    for (int step : new int[] {NEWEST, EXACT, NEAR}) {
      int stays = 0;
      for (int candidate = 1; candidate < selection.count(); candidate++) {
        if (selection.chosen(candidate) && random.nextInt(3) == 0) {
          selection.drop(candidate, stays, step, 1);
        } else if (selection.chosen(candidate)) {
          stays = candidate;
        }
      }
    }
    Clusters clusters = clusters(selection);
    Map<Integer, List<Integer>> members = new HashMap<>();
    for (int candidate = 0; candidate < selection.count(); candidate++) {
      if (selection.chosen(candidate) || selection.step(candidate) != NEWEST) {
        members.computeIfAbsent(clusters.last(candidate), any -> new ArrayList<>()).add(candidate);
      }
    }
    assertThat(members.values()).anyMatch(all -> all.size() > 5);
    members.forEach(
        (last, all) -> {
          assertThat(selection.chosen(last)).isTrue();
          assertThat(all).allMatch(it -> clusters.size(it) == all.size()).contains(last);
        });
  }
}
