package dev.sluice.engine.model;

import java.util.Collections;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many pages a seed may bring in, over all runs. All counts are of captures; each that is empty
 * sets no limit.
 *
 * @param seed pages of the seed as a whole
 * @param host pages of each of its hosts
 * @param domain pages of each registered domain that it has hosts of; those of all seeds that have
 *     such a budget count together
 * @param paths pages of each host below a path prefix, such as {@code /archive/}
 */
public record PageBudgets(
    OptionalLong seed,
    OptionalLong host,
    OptionalLong domain,
    SortedMap<String, PathBudget> paths) {

  /** No limits. */
  public static final PageBudgets NONE =
      new PageBudgets(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          Collections.emptySortedMap());

  public PageBudgets {
    paths = Collections.unmodifiableSortedMap(new TreeMap<>(paths));
  }

  /** The same with so many pages of the seed. */
  public PageBudgets ofSeed(long most) {
    return new PageBudgets(OptionalLong.of(most), host, domain, paths);
  }

  /** The same with so many pages of each host. */
  public PageBudgets ofHost(long most) {
    return new PageBudgets(seed, OptionalLong.of(most), domain, paths);
  }

  /** The same with so many pages of each domain. */
  public PageBudgets ofDomain(long most) {
    return new PageBudgets(seed, host, OptionalLong.of(most), paths);
  }

  /** The same with a budget for the pages of each host below a path prefix. */
  public PageBudgets ofPath(String prefix, PathBudget budget) {
    SortedMap<String, PathBudget> more = new TreeMap<>(paths);
    more.put(prefix, budget);
    return new PageBudgets(seed, host, domain, more);
  }
}
