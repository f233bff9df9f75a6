package dev.sluice.corpus.extract;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Chooses blocks by their probabilities so that the expected agreement with a reader's choice is
 * largest.
 *
 * <p>Agreement is the F measure over characters. Its best choice is all blocks above a threshold,
 * which depends on the page: where all is doubtful, more has to be kept than where most is certain.
 * So blocks are taken by falling probability, as long as the expectation of the measure grows (the
 * ratio of expectations stands for the expectation of the ratio, as usual: Lewis 1995).
 */
final class BlockChoice {

  /** A heading right before text that is kept needs no more: readers miss it if it is gone. */
  private static final float HEADING_ODDS = 0.1f;

  /** A block that is less sure is not kept alone, as the only one of its container. */
  private static final float SURE = 0.6f;

  /** So far is looked for others that are kept. */
  private static final int NEAR = 20;

  /** A shorter block among comments is a name, a date or a button. */
  private static final int COMMENT_CHARS = 20;

  /** A row of data has no more cells, and none is longer. */
  private static final int MOST_CELLS = 16;

  private static final int CELL_CHARS = 400;

  /** Of a row of data of which this share is kept, all is. */
  private static final double ROW_SHARE = 0.3;

  private BlockChoice() {}

  /**
   * True for each block that is kept.
   *
   * @param odds the probability of each block
   * @param recallWeight how much more a text that is missed counts than one that is wrongly kept:
   *     the beta of the F measure; 1 for a balance, 0.5 favours precision, 2 recall
   */
  static boolean[] choose(PageBlocks page, float[] odds, double recallWeight) {
    double beta = recallWeight * recallWeight;
    int count = odds.length;
    Integer[] order = IntStream.range(0, count).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> -odds[i]));
    double wanted = 0;
    for (int i = 0; i < count; i++) {
      wanted += (double) odds[i] * page.blocks.get(i).chars;
    }
    double right = 0;
    double taken = 0;
    double best = 0;
    float threshold = 2;
    for (int i : order) {
      int chars = page.blocks.get(i).chars;
      right += (double) odds[i] * chars;
      taken += chars;
      double agreement = (1 + beta) * right / (taken + beta * wanted);
      if (agreement > best) {
        best = agreement;
        threshold = odds[i];
      }
    }
    boolean[] kept = new boolean[count];
    for (int i = count - 1; i >= 0; i--) {
      boolean leadsIn = i + 1 < count && kept[i + 1] && odds[i] >= HEADING_ODDS;
      kept[i] = odds[i] >= threshold || leadsIn && page.blocks.get(i).isHeading();
    }
    boolean[] chosen = withoutIslands(page, odds, kept);
    completeRows(page, chosen);
    return chosen;
  }

  /** Keeps all cells of a row of data of which a good part is kept: a table with holes is none. */
  private static void completeRows(PageBlocks page, boolean[] kept) {
    for (Box box : page.boxes) {
      if (box.tag == PageBlocks.TR
          && isRowOfData(page, box)
          && keptShare(page, box, kept) >= ROW_SHARE) {
        Arrays.fill(kept, box.firstBlock, box.lastBlock + 1, true);
      }
    }
  }

  /** Several short cells of one block each; rows of tables that only lay out a page hold more. */
  private static boolean isRowOfData(PageBlocks page, Box row) {
    if (row.blocks() < 2 || row.blocks() > MOST_CELLS) {
      return false;
    }
    for (int i = row.firstBlock; i <= row.lastBlock; i++) {
      Block block = page.blocks.get(i);
      if (block.chars > CELL_CHARS || !fillsCell(block)) {
        return false;
      }
    }
    return true;
  }

  private static boolean fillsCell(Block block) {
    Box cell = block.owner;
    if (!isCell(cell) && cell.parent != null) {
      cell = cell.parent.block;
    }
    return isCell(cell) && cell.blocks() == 1;
  }

  private static boolean isCell(Box box) {
    return box.tag == PageBlocks.TD || box.tag == PageBlocks.TH;
  }

  private static double keptShare(PageBlocks page, Box row, boolean[] kept) {
    double chars = 0;
    for (int i = row.firstBlock; i <= row.lastBlock; i++) {
      chars += kept[i] ? page.blocks.get(i).chars : 0;
    }
    return chars / Math.max(1, row.chars);
  }

  /** Keeps what readers wrote below a text too, but for its buttons and menus. */
  static void addComments(PageBlocks page, boolean[] kept) {
    for (int i = 0; i < kept.length; i++) {
      Block block = page.blocks.get(i);
      boolean comment = (block.inner.flags & Box.COMMENT) != 0;
      kept[i] |= comment && block.chars >= COMMENT_CHARS && block.linkChars < block.chars / 2;
    }
  }

  /** Without the blocks that nothing beside them is kept with; all, if nothing else is kept. */
  private static boolean[] withoutIslands(PageBlocks page, float[] odds, boolean[] kept) {
    boolean[] joined = kept.clone();
    boolean any = false;
    for (int i = 0; i < joined.length; i++) {
      joined[i] = kept[i] && (odds[i] >= SURE || !isAlone(page, kept, i));
      any |= joined[i];
    }
    return any ? joined : kept;
  }

  /** True for a block that nothing beside it in its container is kept with. */
  private static boolean isAlone(PageBlocks page, boolean[] kept, int i) {
    Block block = page.blocks.get(i);
    Box around = block.container(1);
    if (around == null || block.owner.tag == PageBlocks.H1) {
      return false;
    }
    for (int other = Math.max(around.firstBlock, i - NEAR);
        other <= Math.min(around.lastBlock, i + NEAR);
        other++) {
      if (other != i && kept[other]) {
        return false;
      }
    }
    return true;
  }
}
