package dev.sluice.corpus.charset;

import dev.sluice.corpus.model.Decoded;
import dev.sluice.corpus.model.Decoded.Evidence;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The encoding that most pages of a site are in, by those that say so. For one thread. */
public final class CharsetHabit {

  private static final int FEWEST_PAGES = 3;
  private static final double CLEAR_SHARE = 0.8;

  private final Map<String, Integer> pages = new TreeMap<>();
  private int all;

  /** Whether a page says in which encoding it is: only those make the habit. */
  public static boolean isDeclared(Decoded page) {
    return page.evidence() == Evidence.HTTP_HEADER
        || page.evidence() == Evidence.DOCUMENT
        || page.evidence() == Evidence.BYTE_ORDER_MARK;
  }

  /** Counts a page. */
  public void add(Decoded page) {
    if (isDeclared(page)) {
      pages.merge(page.charset(), 1, Integer::sum);
      all++;
    }
  }

  /** The encoding's WHATWG name; empty if too few pages declare one, or they do not agree. */
  public Optional<String> found() {
    return pages.entrySet().stream()
        .filter(it -> it.getValue() >= FEWEST_PAGES && it.getValue() >= CLEAR_SHARE * all)
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
