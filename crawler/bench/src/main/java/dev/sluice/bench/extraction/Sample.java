package dev.sluice.bench.extraction;

import dev.sluice.corpus.extract.PageSample;
import dev.sluice.corpus.extract.TreeEnsemble;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** A labelled page, cut into blocks, with what training has found out about it. */
final class Sample {

  /**
   * A block weighs as many as its words, to this power: long blocks make the score of a page, but a
   * page should not be one block.
   */
  private static final double SIZE_POWER = 0.75;

  /** What all blocks of a page weigh together: each page counts alike. */
  private static final double PAGE_WEIGHT = 100;

  /** Pages in these are one in forty, and have their own signs, words and layouts to be learnt. */
  private static final Set<String> RARE = Set.of("zh", "ja", "ko");

  private static final double RARE_WEIGHT = 4;

  final LabelledPage page;
  final PageSample blocks;

  /** The share of each block that belongs to the main text; NaN where nobody has said. */
  final double[] labels;

  final float[] weights;
  final Map<Long, PageSample.Share> names;
  final Map<Long, PageSample.Share> words;

  /** The features of each block. */
  float[][] rows = new float[0][];

  /** The probability of each block. */
  float[] odds = new float[0];

  Sample(LabelledPage page, PageSample blocks) {
    this.page = page;
    this.blocks = blocks;
    this.labels = Alignment.labels(blocks.texts(), page);
    this.names = blocks.nameShares(labels);
    this.words = blocks.wordShares(labels);
    this.weights = weights();
  }

  private float[] weights() {
    double[] sizes = new double[labels.length];
    for (int i = 0; i < sizes.length; i++) {
      int words = Agreement.tokens(blocks.texts().get(i)).size();
      sizes[i] = Double.isNaN(labels[i]) ? 0 : Math.pow(words, SIZE_POWER);
    }
    double sum = Math.max(1, Arrays.stream(sizes).sum());
    double all = PAGE_WEIGHT * (RARE.contains(page.lang()) ? RARE_WEIGHT : 1);
    float[] found = new float[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      found[i] = (float) (sizes[i] / sum * all);
    }
    return found;
  }

  /** The part of all sites that the page's site falls into. */
  int fold(int folds) {
    return Math.floorMod(page.site().hashCode() * 31 + 7, folds);
  }

  /** Takes the features of the first round, with what other sites say of names and words. */
  void measure(TokenStatistics nameStatistics, TokenStatistics wordStatistics) {
    String site = page.site();
    rows =
        blocks.features(
            token -> nameStatistics.without(site, token),
            token -> wordStatistics.without(site, token));
  }

  /** Takes the probabilities that trees give. */
  void judge(TreeEnsemble trees) {
    odds = new float[rows.length];
    for (int i = 0; i < odds.length; i++) {
      odds[i] = trees.probability(rows[i]);
    }
  }

  /** Adds to the features what the probabilities say of the blocks around each block. */
  void addNeighbours() {
    float[][] more = blocks.neighbourFeatures(odds);
    for (int i = 0; i < rows.length; i++) {
      float[] both = Arrays.copyOf(rows[i], rows[i].length + more[i].length);
      System.arraycopy(more[i], 0, both, rows[i].length, more[i].length);
      rows[i] = both;
    }
  }

  /** The text of the blocks that their probabilities choose. */
  String text() {
    boolean[] chosen = blocks.chosen(odds);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < chosen.length; i++) {
      if (chosen[i]) {
        text.append(blocks.texts().get(i)).append('\n');
      }
    }
    return text.toString();
  }
}
