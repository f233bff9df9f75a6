package dev.sluice.corpus.extract;

import java.util.Arrays;

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

  /**
   * A heading right before text that is kept, or code right behind it, needs no more: readers miss
   * it if it is gone.
   */
  private static final float BESIDE_ODDS = 0.1f;

  /** A block that is less sure is not kept alone, as the only one of its container. */
  private static final float SURE = 0.6f;

  /** So far is looked for others that are kept. */
  private static final int NEAR = 20;

  /** A shorter block among comments is a name, a date or a button. */
  private static final int COMMENT_CHARS = 20;

  /** A row of data has no more blocks, and none of its cells is larger. */
  private static final int MOST_CELLS = 16;

  private static final int CELL_BLOCKS = 3;

  private static final int SMALL_CELL_CHARS = 60;
  private static final int CELL_CHARS = 400;

  /** Of a row of data of which this share is kept, all is. */
  private static final double ROW_SHARE = 0.3;

  /** Of a table of data of which this share is kept, all is: its head and its shortest rows too. */
  private static final double TABLE_SHARE = 0.5;

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
    int[] order = byFallingOdds(odds);
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
      boolean leadsIn = i + 1 < count && kept[i + 1] && odds[i] >= BESIDE_ODDS;
      kept[i] = odds[i] >= threshold || leadsIn && page.blocks.get(i).isHeading();
    }
    for (int i = 1; i < count; i++) {
      boolean follows = kept[i - 1] && odds[i] >= BESIDE_ODDS;
      kept[i] |= follows && page.blocks.get(i).owner.tag == PageBlocks.PRE;
    }
    boolean[] chosen = withoutIslands(page, odds, kept);
    completeRows(page, chosen);
    completeTables(page, odds, chosen);
    return chosen;
  }

  /**
   * The numbers of the blocks, the likeliest first, of equal ones the first. The bits of odds,
   * which are never negative, grow with them.
   */
  private static int[] byFallingOdds(float[] odds) {
    long[] keys = new long[odds.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) ~Float.floatToRawIntBits(odds[i] + 0f) << 32 | i;
    }
    Arrays.sort(keys);
    int[] order = new int[keys.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) keys[i];
    }
    return order;
  }

  /** Keeps all of a table of data that is kept for the most part, or stands right behind text. */
  private static void completeTables(PageBlocks page, float[] odds, boolean[] kept) {
    for (Box box : page.boxes) {
      if (box.tag == PageBlocks.TABLE
          && box.blocks() > 1
          && (keptShare(page, box, kept) >= TABLE_SHARE || belongsToTextBefore(box, odds, kept))
          && holdsOnlyCells(page, box)) {
        Arrays.fill(kept, box.firstBlock, box.lastBlock + 1, true);
      }
    }
  }

  private static boolean belongsToTextBefore(Box table, float[] odds, boolean[] kept) {
    double sum = 0;
    for (int i = table.firstBlock; i <= table.lastBlock; i++) {
      sum += odds[i];
    }
    return table.firstBlock > 0
        && kept[table.firstBlock - 1]
        && 2 * table.linkChars < table.chars
        && sum >= BESIDE_ODDS * table.blocks();
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

  /** Several small cells; those of tables that only lay out a page hold more. */
  private static boolean isRowOfData(PageBlocks page, Box row) {
    return row.blocks() >= 2 && row.blocks() <= MOST_CELLS && holdsOnlyCells(page, row);
  }

  private static boolean holdsOnlyCells(PageBlocks page, Box box) {
    for (int i = box.firstBlock; i <= box.lastBlock; i++) {
      Block block = page.blocks.get(i);
      if (block.owner.tag != PageBlocks.CAPTION && !isInSmallCell(block)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isInSmallCell(Block block) {
    Box cell = block.owner;
    if (!isCell(cell) && cell.parent != null) {
      cell = cell.parent.block;
    }
    boolean oneText = cell.blocks() == 1 && cell.chars <= CELL_CHARS;
    boolean fewWords = cell.blocks() <= CELL_BLOCKS && cell.chars <= SMALL_CELL_CHARS;
    return isCell(cell) && (oneText || fewWords);
  }

  private static boolean isCell(Box box) {
    return box.tag == PageBlocks.TD || box.tag == PageBlocks.TH;
  }

  private static double keptShare(PageBlocks page, Box box, boolean[] kept) {
    double chars = 0;
    for (int i = box.firstBlock; i <= box.lastBlock; i++) {
      chars += kept[i] ? page.blocks.get(i).chars : 0;
    }
    return chars / Math.max(1, box.chars);
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
