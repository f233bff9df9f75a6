package dev.sluice.corpus.site;

import dev.sluice.corpus.model.PageOutline;
import dev.sluice.corpus.model.SiteTemplate;
import dev.sluice.corpus.model.TemplateLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts on how many pages of a site each block stands.
 *
 * <p>It counts twice. First all pages, which tells for each page what recurs nowhere: what it says
 * of its own. Then only pages that say enough, and each saying once: fifty copies of an article
 * under fifty addresses share all their blocks, but they say nothing of their own, so they make no
 * template. For one thread.
 */
final class BlockCounts {

  /** Letters of its own that a page must have: more than a time stamp or a number of visits. */
  private static final int OWN_LETTERS = 80;

  /** Most blocks that a template holds, those on most pages first; it bounds memory only. */
  private static final int MOST_BLOCKS = 8_192;

  private final TemplateLimits limits;
  private final List<PageOutline> pages = new ArrayList<>();

  BlockCounts(TemplateLimits limits) {
    this.limits = limits;
  }

  void add(PageOutline page) {
    pages.add(page);
  }

  SiteTemplate template() {
    if (limits.isOff() || pages.size() < limits.pages()) {
      return SiteTemplate.NONE;
    }
    List<PageOutline> counted = withWordsOfTheirOwn(count(pages));
    List<Map.Entry<Long, Integer>> shared =
        count(counted).entrySet().stream()
            .filter(it -> it.getValue() >= limits.pages())
            .sorted(
                Map.Entry.<Long, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_BLOCKS)
            .sorted(Comparator.comparing(Map.Entry::getKey))
            .toList();
    return new SiteTemplate(
        counted.size(),
        shared.stream().mapToLong(Map.Entry::getKey).toArray(),
        shared.stream().mapToInt(Map.Entry::getValue).toArray(),
        limits);
  }

  private static Map<Long, Integer> count(List<PageOutline> pages) {
    Map<Long, Integer> counts = new HashMap<>();
    Set<Long> ofPage = new HashSet<>();
    for (PageOutline page : pages) {
      ofPage.clear();
      for (long piece : page.pieces()) {
        ofPage.add(piece);
      }
      for (long group : page.groups()) {
        ofPage.add(group);
      }
      ofPage.forEach(block -> counts.merge(block, 1, Integer::sum));
    }
    return counts;
  }

  private List<PageOutline> withWordsOfTheirOwn(Map<Long, Integer> counts) {
    Set<Long> said = new HashSet<>();
    List<PageOutline> kept = new ArrayList<>();
    for (PageOutline page : pages) {
      int letters = 0;
      long own = 0;
      for (int piece = 0; piece < page.pieces().length; piece++) {
        long block = page.pieces()[piece];
        if (counts.getOrDefault(block, 0) < limits.pages()) {
          letters += page.weights()[piece];
          own += block;
        }
      }
      if (letters >= OWN_LETTERS && said.add(own)) {
        kept.add(page);
      }
    }
    return kept;
  }
}
