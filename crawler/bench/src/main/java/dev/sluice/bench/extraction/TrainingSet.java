package dev.sluice.bench.extraction;

import dev.sluice.corpus.extract.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Pages that are learnt from, in folds by site: no page is judged by trees that have seen another
 * page of its site.
 */
final class TrainingSet {

  /**
   * Blocks that count less are taken in proportion, and then count this much: most blocks are short
   * links, of which a part says as much as all.
   */
  private static final float LEAST_WEIGHT = 0.6f;

  private static final long SEED = 7;

  private final List<Sample> samples;
  private final int folds;

  TrainingSet(List<Sample> samples, int folds) {
    this.samples = List.copyOf(samples);
    this.folds = folds;
  }

  /** Gives each page the probabilities by trees that were grown from the other folds. */
  void judge(Booster booster) {
    IntStream.range(0, folds).parallel().forEach(fold -> judge(booster, fold));
  }

  private void judge(Booster booster, int fold) {
    TreeEnsemble trees = grow(booster, sample -> sample.fold(folds) != fold);
    for (Sample sample : samples) {
      if (sample.fold(folds) == fold) {
        sample.judge(trees);
      }
    }
  }

  /** The trees that all pages give. */
  TreeEnsemble growAll(Booster booster) {
    return grow(booster, sample -> true);
  }

  private TreeEnsemble grow(Booster booster, Predicate<Sample> taken) {
    Random random = new Random(SEED);
    List<float[]> rows = new ArrayList<>();
    List<Float> labels = new ArrayList<>();
    List<Float> weights = new ArrayList<>();
    for (Sample sample : samples) {
      for (int i = 0; taken.test(sample) && i < sample.labels.length; i++) {
        float weight = sample.weights[i];
        if (random.nextFloat() * LEAST_WEIGHT < weight) {
          rows.add(sample.rows[i]);
          labels.add((float) sample.labels[i]);
          weights.add(Math.max(LEAST_WEIGHT, weight));
        }
      }
    }
    return booster.grow(rows, floats(labels), floats(weights));
  }

  private static float[] floats(List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return array;
  }
}
