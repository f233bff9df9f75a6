package dev.sluice.corpus.report;

import java.util.List;

/** Some pages of others, such as those that a rule dropped. */
record Share(long part, long of) {

  /** So many pages must be there on both sides before shares are compared. */
  private static final long ENOUGH = 200;

  /** Differences below this are nothing to look at. */
  private static final double SMALL = 0.02;

  /** The odds must have changed by this factor. */
  private static final double FACTOR = 2;

  static Share droppedOf(Report.Group group) {
    return new Share(
        group.captures().pages() - group.documents().pages(), group.captures().pages());
  }

  double value() {
    return of == 0 ? 0 : (double) part / of;
  }

  /** All of them as one. */
  static Share sum(List<Share> shares) {
    return new Share(
        shares.stream().mapToLong(Share::part).sum(), shares.stream().mapToLong(Share::of).sum());
  }

  /**
   * Whether this is far from earlier shares: outside of all of them, by two percentage points from
   * their sum and more, and with odds at least twice or at most half of its. Odds treat 1 % against
   * 2 % as 98 % against 99 %: what is left has halved there.
   */
  boolean isFarFrom(List<Share> earlier) {
    Share sum = sum(earlier);
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
