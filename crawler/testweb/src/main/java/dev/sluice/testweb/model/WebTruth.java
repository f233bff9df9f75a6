package dev.sluice.testweb.model;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a perfect crawl finds that starts at the front page of every site.
 *
 * @param reachable every URL that a link, a redirect or a start leads to and robots.txt allows;
 *     whether it answers well is another matter
 * @param disallowed every URL that is linked or redirected to and that robots.txt forbids
 * @param traps the URLs at which an endless part of the web begins; they are reachable, what lies
 *     behind them is not listed
 */
public record WebTruth(
    SortedSet<String> reachable, SortedSet<String> disallowed, SortedSet<String> traps) {
  public WebTruth {
    reachable = Collections.unmodifiableSortedSet(new TreeSet<>(reachable));
    disallowed = Collections.unmodifiableSortedSet(new TreeSet<>(disallowed));
    traps = Collections.unmodifiableSortedSet(new TreeSet<>(traps));
  }

  /** Whether the URL lies in an endless part of the web. */
  public boolean isInTrap(String url) {
    return traps.stream().anyMatch(trap -> url.startsWith(trap.substring(0, trapRoot(trap))));
  }

  /** A trap owns what is below its folder; a calendar at /cal/2026/01 everything below /cal/. */
  private static int trapRoot(String trap) {
    return trap.endsWith("/") ? trap.length() : trap.length() - "0000/00".length();
  }
}
