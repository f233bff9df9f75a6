package dev.sluice.bench.extraction;

import dev.sluice.corpus.extract.PageSample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * How often text by a token belongs to the main text, each site counted once, so that a large site
 * is no more than a small one. What is asked for a page leaves out the page's own site: a token is
 * never weighed by the label that it is to foretell.
 */
final class TokenStatistics {

  /** Shares are drawn towards the middle as if so many sites had been seen there. */
  private static final double PRIOR = 2;

  private record Sum(double share, int pages) {}

  private final Map<Long, Map<String, Sum>> sites = new HashMap<>();
  private final Map<Long, double[]> totals = new HashMap<>();
  private final int leastSites;

  TokenStatistics(
      List<Sample> samples, Function<Sample, Map<Long, PageSample.Share>> shares, int leastSites) {
    this.leastSites = leastSites;
    for (Sample sample : samples) {
      shares
          .apply(sample)
          .forEach(
              (token, share) ->
                  sites
                      .computeIfAbsent(token, t -> new HashMap<>(4))
                      .merge(
                          sample.page.site(),
                          new Sum(share.share(), 1),
                          (a, b) -> new Sum(a.share + b.share, a.pages + b.pages)));
    }
    sites.values().removeIf(bySite -> bySite.size() < leastSites);
    sites.forEach(
        (token, bySite) -> {
          double sum = bySite.values().stream().mapToDouble(s -> s.share / s.pages).sum();
          totals.put(token, new double[] {sum, bySite.size()});
        });
  }

  /** What all other sites say of a token; NaN if too few have it. */
  float without(String site, long token) {
    double[] total = totals.get(token);
    if (total == null) {
      return Float.NaN;
    }
    Sum own = Objects.requireNonNull(sites.get(token)).get(site);
    return own == null
        ? odds(total[0], total[1])
        : odds(total[0] - own.share / own.pages, total[1] - 1);
  }

  /** What all sites say of each token that enough have. */
  Map<Long, Float> all() {
    Map<Long, Float> found = new HashMap<>();
    totals.forEach((token, total) -> found.put(token, odds(total[0], total[1])));
    return found;
  }

  private float odds(double sum, double count) {
    return count < leastSites
        ? Float.NaN
        : (float) Math.log((sum + PRIOR / 2) / (count - sum + PRIOR / 2));
  }
}
