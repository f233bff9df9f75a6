package dev.sluice.bench.language;

import dev.sluice.corpus.language.Grams;
import dev.sluice.corpus.language.NgramModel;
import dev.sluice.corpus.language.NgramModel.Written;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Learns an {@link NgramModel} by stochastic gradient descent, as fastText does: the mean of the
 * n-grams' vectors, a softmax over the languages of the same script, and a learning rate that falls
 * to nothing.
 *
 * <p>Each step takes a language, one of its families of sources, one of its texts, and a piece of
 * that text of random length, so that neither large languages nor large sources nor long texts
 * weigh more than others. One thread and a fixed seed: the same texts give the same model.
 */
final class Training {

  /**
   * The texts of a language.
   *
   * @param texts by family
   */
  record Sample(Written language, List<List<String>> texts) {}

  private static final int SHORTEST = 20;
  private static final int LONGEST = 300;
  private static final long SEED = 2026;

  /** So much of all parts is kept when vectors become bytes; the rest is cut to the largest. */
  private static final double KEPT = 0.9995;

  private final List<Sample> samples;
  private final int dimensions;
  private final float[] vectors;
  private final float[][] weights;
  private final float[] biases;
  private final Grams grams = new Grams();
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final int[] buckets = new int[Grams.MOST];
  private final float[] mean;
  private final float[] slope;
  private final double[] scores;

  Training(List<Sample> samples, int dimensions) {
    this.samples = List.copyOf(samples);
    this.dimensions = dimensions;
    this.vectors = new float[Grams.BUCKETS * dimensions];
    this.weights = new float[samples.size()][dimensions];
    this.biases = new float[samples.size()];
    this.mean = new float[dimensions];
    this.slope = new float[dimensions];
    this.scores = new double[samples.size()];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = (float) (random.nextDouble() * 2 - 1) / dimensions;
    }
  }

  /**
   * Learns.
   *
   * @param steps how many pieces of text it looks at
   * @param rate the learning rate at the start
   * @return the mean loss of the last tenth of the steps, in nats
   */
  double learn(long steps, double rate) {
    double loss = 0;
    long counted = 0;
    for (long step = 0; step < steps; step++) {
      int language = random.nextInt(samples.size());
      int count = grams.find(piece(language), samples.get(language).language().letters(), buckets);
      if (count > 0) {
        double found = step(language, count, (float) (rate * (1 - (double) step / steps)));
        if (step > steps - steps / 10) {
          loss += found;
          counted++;
        }
      }
    }
    return loss / Math.max(1, counted);
  }

  private String piece(int language) {
    List<List<String>> families = samples.get(language).texts();
    List<String> texts = families.get(random.nextInt(families.size()));
    String text = texts.get(random.nextInt(texts.size()));
    double spread = Math.log((double) LONGEST / SHORTEST);
    int length = (int) (SHORTEST * Math.exp(random.nextDouble() * spread));
    if (text.length() <= length) {
      return text;
    }
    int start = random.nextInt(text.length() - length);
    int space = text.indexOf(' ', start);
    int from = start == 0 || space < 0 || space > start + SHORTEST ? start : space + 1;
    return text.substring(from, Math.min(text.length(), from + length));
  }

  private double step(int language, int count, float rate) {
    Arrays.fill(mean, 0);
    for (int i = 0; i < count; i++) {
      int row = buckets[i] * dimensions;
      for (int d = 0; d < dimensions; d++) {
        mean[d] += vectors[row + d];
      }
    }
    for (int d = 0; d < dimensions; d++) {
      mean[d] /= count;
    }
    double loss = probabilities(language);
    Arrays.fill(slope, 0);
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] > 0) {
        float change = rate * (float) ((i == language ? 1 : 0) - scores[i]);
        float[] own = weights[i];
        for (int d = 0; d < dimensions; d++) {
          slope[d] += change * own[d];
          own[d] += change * mean[d];
        }
        biases[i] += change * 0.1f;
      }
    }
    for (int d = 0; d < dimensions; d++) {
      slope[d] /= count;
    }
    for (int i = 0; i < count; i++) {
      int row = buckets[i] * dimensions;
      for (int d = 0; d < dimensions; d++) {
        vectors[row + d] += slope[d];
      }
    }
    return loss;
  }

  /** Fills the scores with probabilities; those of other scripts are 0. Gives the loss. */
  private double probabilities(int language) {
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = rival(i, language) ? biases[i] + dot(weights[i], mean) : Double.NEGATIVE_INFINITY;
      most = Math.max(most, scores[i]);
    }
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = scores[i] == Double.NEGATIVE_INFINITY ? 0 : Math.exp(scores[i] - most);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sum;
    }
    return -Math.log(Math.max(scores[language], 1e-12));
  }

  private boolean rival(int other, int language) {
    return samples.get(other).language().letters() == samples.get(language).language().letters();
  }

  private static float dot(float[] left, float[] right) {
    float sum = 0;
    for (int d = 0; d < left.length; d++) {
      sum += left[d] * right[d];
    }
    return sum;
  }

  /** What was learned, in bytes. */
  NgramModel model() {
    float[] sizes = vectors.clone();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(sizes[i]);
    }
    Arrays.sort(sizes);
    float scale = sizes[(int) (KEPT * (sizes.length - 1))] / Byte.MAX_VALUE;
    byte[] bytes = new byte[vectors.length];
    for (int i = 0; i < bytes.length; i++) {
      int steps = Math.round(vectors[i] / scale);
      bytes[i] = (byte) Math.max(-Byte.MAX_VALUE, Math.min(Byte.MAX_VALUE, steps));
    }
    return new NgramModel(
        samples.stream().map(Sample::language).toList(), biases, weights, scale, bytes);
  }
}
