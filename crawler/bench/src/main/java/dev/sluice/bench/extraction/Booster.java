package dev.sluice.bench.extraction;

import dev.sluice.corpus.extract.TreeEnsemble;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.List;

/**
 * Grows trees with LightGBM, and turns them into ours. The same rows give the same trees.
 *
 * @param trees the number of trees
 * @param leaves most leaves of a tree
 * @param rate how much of each tree is believed
 */
record Booster(int trees, int leaves, double rate) {

  /**
   * Grows trees.
   *
   * @param rows features of each block
   * @param labels share of each block that belongs to the main text, 0 to 1
   * @param weights how much each block counts
   */
  TreeEnsemble grow(List<float[]> rows, float[] labels, float[] weights) {
    int columns = rows.get(0).length;
    float[] flat = new float[rows.size() * columns];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, flat, i * columns, columns);
    }
    String settings =
        "objective=cross_entropy num_leaves=%d learning_rate=%s max_bin=63 min_data_in_leaf=60 "
                .formatted(leaves, rate)
            + "feature_fraction=0.5 bagging_fraction=0.7 bagging_freq=1 lambda_l2=1 "
            + "min_sum_hessian_in_leaf=0.5 use_missing=false seed=7 deterministic=true "
            + "force_col_wise=true num_threads=1 verbosity=-1";
    try (LGBMDataset data =
        LGBMDataset.createFromMat(flat, rows.size(), columns, true, settings, null)) {
      data.setField("label", labels);
      data.setField("weight", weights);
      return grow(data, settings);
    } catch (LGBMException trouble) {
      throw new IllegalStateException("LightGBM: " + trouble.getMessage(), trouble);
    }
  }

  private TreeEnsemble grow(LGBMDataset data, String settings) throws LGBMException {
    try (LGBMBooster booster = LGBMBooster.create(data, settings)) {
      for (int i = 0; i < trees; i++) {
        booster.updateOneIter();
      }
      return new Trees().read(booster.saveModelToString(0, 0, FeatureImportanceType.GAIN));
    }
  }

  /** Reads LightGBM's model text. */
  private static final class Trees {
    private final TreeEnsemble.Builder trees = new TreeEnsemble.Builder();

    TreeEnsemble read(String model) {
      for (String tree : model.split("\nTree=", -1)) {
        if (tree.contains("\nleaf_value=")) {
          add(tree);
        }
      }
      return trees.build();
    }

    private void add(String text) {
      trees.tree();
      Tree tree =
          new Tree(
              words(text, "split_feature"),
              words(text, "threshold"),
              words(text, "left_child"),
              words(text, "right_child"),
              words(text, "leaf_value"));
      add(tree, tree.features.length == 0 ? ~0 : 0);
    }

    /** Adds a subtree: of a node, or of a leaf, which is the complement of its index. */
    private void add(Tree tree, int node) {
      if (node < 0) {
        trees.leaf((float) Double.parseDouble(tree.leaves[~node]));
        return;
      }
      float threshold = floor(Double.parseDouble(tree.thresholds[node]));
      int split = trees.split(Integer.parseInt(tree.features[node]), threshold);
      add(tree, Integer.parseInt(tree.lefts[node]));
      trees.right(split);
      add(tree, Integer.parseInt(tree.rights[node]));
    }

    /** The largest float that is not above it: floats compare with it as with the number itself. */
    private static float floor(double threshold) {
      float near = (float) threshold;
      return near > threshold ? Math.nextDown(near) : near;
    }

    private static String[] words(String tree, String key) {
      int at = tree.indexOf("\n" + key + "=") + key.length() + 2;
      String line = tree.substring(at, tree.indexOf('\n', at)).strip();
      return line.isEmpty() ? new String[0] : line.split(" ");
    }
  }

  /** A tree in LightGBM's words, by node and by leaf. */
  private record Tree(
      String[] features, String[] thresholds, String[] lefts, String[] rights, String[] leaves) {}
}
