package dev.sluice.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TreeEnsembleTest {

  /** One tree: x0 <= 1 ? (x1 <= 2 ? -1 : 0.5) : 2; and one that is a single leaf of 0.25. */
  private final TreeEnsemble trees = trees();

  private static TreeEnsemble trees() {
    TreeEnsemble.Builder builder = new TreeEnsemble.Builder();
    builder.tree();
    int root = builder.split(0, 1);
    int left = builder.split(1, 2);
    builder.leaf(-1);
    builder.right(left);
    builder.leaf(0.5f);
    builder.right(root);
    builder.leaf(2);
    builder.tree();
    builder.leaf(0.25f);
    return builder.build();
  }

  @Test
  void leaves_add_up_to_log_odds_and_a_value_at_the_threshold_goes_left() {
    assertThat(trees.probability(new float[] {1, 2})).isCloseTo(odds(-0.75), within(1e-6f));
    assertThat(trees.probability(new float[] {1, 2.001f})).isCloseTo(odds(0.75), within(1e-6f));
    assertThat(trees.probability(new float[] {1.001f, 0})).isCloseTo(odds(2.25), within(1e-6f));
  }

  @Test
  void blocks_that_are_judged_together_are_judged_as_each_is_alone() {
    float[][] rows = {{1, 2}, {1, 2.001f}, {1.001f, 0}, {-7, 7}};
    float[] found = new float[rows.length + 1];
    trees.probabilities(rows, found);
    for (int i = 0; i < rows.length; i++) {
      assertThat(found[i]).isEqualTo(trees.probability(rows[i]));
    }
    assertThat(found[rows.length]).isZero();
  }

  @Test
  void what_was_written_is_read_as_the_same_trees() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    trees.write(new DataOutputStream(bytes));
    TreeEnsemble read =
        TreeEnsemble.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    for (float x = -1; x < 4; x += 0.5f) {
      for (float y = -1; y < 4; y += 0.5f) {
        float[] row = {x, y};
        assertThat(read.probability(row)).isEqualTo(trees.probability(row));
      }
    }
  }

  @Test
  void a_feature_that_a_node_has_no_room_for_is_refused() {
    assertThatThrownBy(() -> new TreeEnsemble.Builder().split(255, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("255");
  }

  private static float odds(double sum) {
    return (float) (1 / (1 + Math.exp(-sum)));
  }
}
