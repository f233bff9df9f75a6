package dev.sluice.corpus.extract;

import dev.sluice.corpus.model.SiteTemplate;

/**
 * Tells whether two templates of a site take the same out of every page.
 *
 * <p>A site that grows has other counts each time, and they seldom matter: what is cut depends on
 * whether a block stands on a third of the limit, on the limit, or on half of all pages.
 */
public final class TemplateLikeness {

  private TemplateLikeness() {}

  /** Whether no page could be read otherwise by one than by the other. */
  public static boolean areAlike(SiteTemplate one, SiteTemplate other) {
    return one.limits().equals(other.limits()) && isWithin(one, other) && isWithin(other, one);
  }

  /** Whether each block of one weighs the same in the other. */
  private static boolean isWithin(SiteTemplate one, SiteTemplate other) {
    for (long block : one.blocks()) {
      if (weight(one, block) != weight(other, block)) {
        return false;
      }
    }
    return true;
  }

  private static int weight(SiteTemplate template, long block) {
    int weight = 0;
    for (double share : TemplateCutter.shares(template.limits())) {
      weight += template.covers(block, share) ? 1 : 0;
    }
    return weight;
  }
}
