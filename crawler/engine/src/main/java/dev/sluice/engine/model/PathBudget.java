package dev.sluice.engine.model;

/** How many pages of a host may lie below a path prefix. */
public sealed interface PathBudget {

  /**
   * So many, over all runs; what comes later is refused.
   *
   * @param most 0 or more
   */
  record Pages(long most) implements PathBudget {}

  /**
   * At most this share of the pages that the host has had; what is over it waits until the host has
   * more of others.
   *
   * @param percent 1 to 99
   */
  record Share(int percent) implements PathBudget {

    /** Until a host has had so many pages, nobody can tell what its shares are: all are free. */
    public static final int FREE_PAGES = 100;

    public Share {
      if (percent < 1 || percent > 99) {
        throw new IllegalArgumentException("no share from 1% to 99%: " + percent);
      }
    }

    /** Whether there is no room for another page, of a prefix and a host that had so many. */
    public boolean isUsedUp(long pagesOfPrefix, long pagesOfHost) {
      return pagesOfHost >= FREE_PAGES && 100 * (pagesOfPrefix + 1) > percent * (pagesOfHost + 1);
    }
  }
}
