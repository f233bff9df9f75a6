package dev.sluice.corpus.model;

import java.util.Arrays;

/**
 * The blocks that many pages of a site share, and on how many of the pages looked at each stands.
 *
 * @param pages how many pages were looked at that say something of their own, copies counted once
 * @param blocks keys of the blocks, ascending; see {@link PageOutline}
 * @param counts on how many of the pages each block stands, at least {@link TemplateLimits#pages}
 * @param limits how many it takes
 */
public record SiteTemplate(int pages, long[] blocks, int[] counts, TemplateLimits limits) {

  /** Of a site that has none, or that nothing is known of. */
  public static final SiteTemplate NONE =
      new SiteTemplate(0, new long[0], new int[0], TemplateLimits.OFF);

  /** Whether it has no block. */
  public boolean isEmpty() {
    return blocks.length == 0;
  }

  /** On how many pages a block stands; 0 if on too few to be remembered. */
  public int pagesWith(long block) {
    int at = Arrays.binarySearch(blocks, block);
    return at < 0 ? 0 : counts[at];
  }

  /** Whether a block stands on at least this share of the pages, from 0 to 1. */
  public boolean covers(long block, double share) {
    int found = pagesWith(block);
    return found > 0 && found >= share * pages;
  }
}
