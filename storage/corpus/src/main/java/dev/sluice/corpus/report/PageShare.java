package dev.sluice.corpus.report;

import java.util.List;

/** Some pages of others, such as those that a rule dropped. */
record PageShare(long part, long of) {

  /** So many pages must be there on both sides before shares are compared. */
  private static final long ENOUGH = 200;

  /** Differences below this are nothing to look at. */
  private static final double SMALL = 0.02;

  /** The odds must have changed by this factor. */
  private static final double FACTOR = 2;

  static PageShare droppedOf(Report.Group group) {
    return new PageShare(
        group.captures().pages() - group.documents().pages(), group.captures().pages());
  }

  double value() {
    return of == 0 ? 0 : (double) part / of;
  }

  /** All of them as one. */
  static PageShare sum(List<PageShare> shares) {
    return new PageShare(
        shares.stream().mapToLong(PageShare::part).sum(),
        shares.stream().mapToLong(PageShare::of).sum());
  }

  /**
   * Whether this is far from earlier shares: outside of all of them, by two percentage points from
   * their sum and more, and with odds at least twice or at most half of its. Odds treat 1 % against
   * 2 % as 98 % against 99 %: what is left has halved there.
   */
  boolean isFarFrom(List<PageShare> earlier) {
    PageShare sum = sum(earlier);
    if (of < ENOUGH || sum.of < ENOUGH || Math.abs(value() - sum.value()) < SMALL) {
      return false;
    }
    boolean isBelowAll = earlier.stream().allMatch(share -> value() < share.value());
    boolean isAboveAll = earlier.stream().allMatch(share -> value() > share.value());
    double ratio = odds() / sum.odds();
    return (isAboveAll && ratio >= FACTOR) || (isBelowAll && ratio <= 1 / FACTOR);
  }

  /** Half a page is added on both sides, so that none and all have odds, too. */
  private double odds() {
    return (part + 0.5) / (of - part + 0.5);
  }
}
