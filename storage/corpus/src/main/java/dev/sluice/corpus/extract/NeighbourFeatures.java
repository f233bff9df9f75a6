package dev.sluice.corpus.extract;

import java.util.List;

/**
 * What the second round knows besides: what the first round thinks of the blocks around a block, in
 * its containers, of its like, and of the page.
 */
final class NeighbourFeatures {

  private static final int NEAR = 3;
  private static final int FAR = 30;
  private static final int CONTAINERS = 3;

  private final Layout layout;
  private final float[] odds;
  private final double[] charsBefore;
  private final double[] likelyBefore;
  private final double[] kinChars;
  private final double[] kinLikely;
  private final int[] lastSure;
  private final int[] nextSure;
  private float most;

  /**
   * Where blocks stand, all that the second round needs of a page.
   *
   * @param chars length of each block
   * @param kinds blocks with equal numbers stand in equal elements
   * @param first for each container level, the first block of the container of each block
   * @param last for each container level, the last block
   */
  record Layout(int[] chars, int[] kinds, int[][] first, int[][] last) {

    static Layout of(PageBlocks page, int[] kinds) {
      List<Block> blocks = page.blocks;
      int count = blocks.size();
      int[] chars = new int[count];
      int[][] first = new int[CONTAINERS][count];
      int[][] last = new int[CONTAINERS][count];
      for (int i = 0; i < count; i++) {
        Block block = blocks.get(i);
        chars[i] = block.chars;
        for (int level = 0; level < CONTAINERS; level++) {
          Box box = block.container(level + 1);
          first[level][i] = box == null ? 0 : box.firstBlock;
          last[level][i] = box == null ? count - 1 : box.lastBlock;
        }
      }
      return new Layout(chars, kinds, first, last);
    }
  }

  /**
   * Looks at a page.
   *
   * @param odds what the first round thinks of each block, as a probability
   */
  NeighbourFeatures(Layout layout, float[] odds) {
    this.layout = layout;
    this.odds = odds;
    int count = odds.length;
    charsBefore = new double[count + 1];
    likelyBefore = new double[count + 1];
    kinChars = new double[count + 1];
    kinLikely = new double[count + 1];
    lastSure = new int[count];
    nextSure = new int[count];
    for (int i = 0; i < count; i++) {
      double chars = layout.chars[i];
      charsBefore[i + 1] = charsBefore[i] + chars;
      likelyBefore[i + 1] = likelyBefore[i] + chars * odds[i];
      kinChars[layout.kinds[i]] += chars;
      kinLikely[layout.kinds[i]] += chars * odds[i];
      most = Math.max(most, odds[i]);
      lastSure[i] = i > 0 && odds[i - 1] > 0.5 ? i - 1 : i > 0 ? lastSure[i - 1] : -FAR;
    }
    for (int i = count - 1; i >= 0; i--) {
      int next = i + 1;
      nextSure[i] =
          next < count && odds[next] > 0.5 ? next : next < count ? nextSure[next] : count + FAR;
    }
  }

  /** Writes the features of a block. */
  void write(int i, Row row) {
    int count = odds.length;
    row.add(odds[i]);
    for (int far = 1; far <= NEAR; far++) {
      row.add(i - far < 0 ? -1 : odds[i - far]);
      row.add(i + far >= count ? -1 : odds[i + far]);
    }
    for (int reach = 2; reach <= 18; reach *= 3) {
      range(Math.max(0, i - reach), i, row);
      range(i + 1, Math.min(count, i + 1 + reach), row);
    }
    for (int level = 0; level < CONTAINERS; level++) {
      range(layout.first[level][i], layout.last[level][i] + 1, row);
      others(layout.first[level][i], layout.last[level][i] + 1, i, row);
    }
    int kind = layout.kinds[i];
    row.addShare(kinLikely[kind], kinChars[kind]);
    row.addShare(likelyBefore[i], likelyBefore[count]);
    row.addShare(likelyBefore[count], charsBefore[count]);
    row.addSize(likelyBefore[count]);
    row.add(most);
    row.add(Math.min(FAR, i - lastSure[i]));
    row.add(Math.min(FAR, nextSure[i] - i));
  }

  private void range(int from, int to, Row row) {
    row.addShare(likelyBefore[to] - likelyBefore[from], charsBefore[to] - charsBefore[from]);
  }

  private void others(int from, int to, int i, Row row) {
    double chars = charsBefore[to] - charsBefore[from] - layout.chars[i];
    double likely = likelyBefore[to] - likelyBefore[from] - layout.chars[i] * (double) odds[i];
    row.add(chars <= 0 ? -1 : likely / chars);
  }
}
