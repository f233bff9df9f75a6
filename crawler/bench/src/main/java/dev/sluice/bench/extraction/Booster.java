package dev.sluice.bench.extraction;

import dev.sluice.corpus.extract.TreeEnsemble;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.ArrayList;
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
    private final List<Integer> roots = new ArrayList<>();
    private final List<Short> features = new ArrayList<>();
    private final List<Float> thresholds = new ArrayList<>();
    private final List<Integer> lefts = new ArrayList<>();
    private final List<Integer> rights = new ArrayList<>();
    private final List<Float> leaves = new ArrayList<>();

    TreeEnsemble read(String model) {
      for (String tree : model.split("\nTree=", -1)) {
        if (tree.contains("\nleaf_value=")) {
          add(tree);
        }
      }
      short[] nodeFeatures = new short[features.size()];
      float[] nodeThresholds = new float[features.size()];
      float[] leafValues = new float[leaves.size()];
      for (int i = 0; i < nodeFeatures.length; i++) {
        nodeFeatures[i] = features.get(i);
        nodeThresholds[i] = thresholds.get(i);
      }
      for (int i = 0; i < leafValues.length; i++) {
        leafValues[i] = leaves.get(i);
      }
      return new TreeEnsemble(
          ints(roots), nodeFeatures, nodeThresholds, ints(lefts), ints(rights), leafValues);
    }

    private void add(String tree) {
      int nodesBefore = features.size();
      int leavesBefore = leaves.size();
      String[] splits = words(tree, "split_feature");
      roots.add(splits.length == 0 ? ~leavesBefore : nodesBefore);
      for (String split : splits) {
        features.add(Short.valueOf(split));
      }
      for (String threshold : words(tree, "threshold")) {
        thresholds.add(floor(Double.parseDouble(threshold)));
      }
      for (String child : words(tree, "left_child")) {
        lefts.add(moved(Integer.parseInt(child), nodesBefore, leavesBefore));
      }
      for (String child : words(tree, "right_child")) {
        rights.add(moved(Integer.parseInt(child), nodesBefore, leavesBefore));
      }
      for (String value : words(tree, "leaf_value")) {
        leaves.add((float) Double.parseDouble(value));
      }
    }

    private static int moved(int child, int nodesBefore, int leavesBefore) {
      return child >= 0 ? child + nodesBefore : ~(~child + leavesBefore);
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

    private static int[] ints(List<Integer> values) {
      return values.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
