package dev.sluice.engine.model;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a seed's pages are treated.
 *
 * @param priority 1 (first) to 9 (last)
 * @param delay instead of the crawl's own least time between two requests to a host; what a host
 *     asks for in robots.txt or Retry-After can still only make it longer
 * @param recrawl time after which a page is first asked for again; empty for once and never again
 * @param budgets how many pages it may bring in
 * @param tlsUnverified whether a certificate that cannot be verified is put up with
 * @param tags what is known of the pages, such as their language, for reports and selections
 * @param paused whether nothing is asked for now; links into it are queued all the same
 */
public record SeedPolicy(
    int priority,
    Optional<Duration> delay,
    Optional<Duration> recrawl,
    PageBudgets budgets,
    boolean tlsUnverified,
    SortedMap<String, String> tags,
    boolean paused) {

  /** The priority that goes before all others. */
  public static final int FIRST_PRIORITY = 1;

  /** The priority that comes after all others. */
  public static final int LAST_PRIORITY = 9;

  /** Priority 5, the crawl's delay, each page once, no budgets, certificates verified, no tags. */
  public static final SeedPolicy DEFAULT =
      new SeedPolicy(
          5,
          Optional.empty(),
          Optional.empty(),
          PageBudgets.NONE,
          false,
          Collections.emptySortedMap());

  /** The policy of a seed that is not paused. */
  public SeedPolicy(
      int priority,
      Optional<Duration> delay,
      Optional<Duration> recrawl,
      PageBudgets budgets,
      boolean tlsUnverified,
      SortedMap<String, String> tags) {
    this(priority, delay, recrawl, budgets, tlsUnverified, tags, false);
  }

  public SeedPolicy {
    if (priority < FIRST_PRIORITY || priority > LAST_PRIORITY) {
      throw new IllegalArgumentException("no priority from 1 to 9: " + priority);
    }
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }
}
