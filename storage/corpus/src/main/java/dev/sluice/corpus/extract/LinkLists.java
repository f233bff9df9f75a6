package dev.sluice.corpus.extract;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/** Finds the blocks within the main text that are made of links: they lead on, and say little. */
final class LinkLists {

  private static final Set<String> BLOCKS =
      Set.of("div", "ul", "ol", "dl", "table", "section", "p", "td", "center", "header");

  private static final double LINKED = 0.6;
  private static final double LINKED_IF_PRECISE = 0.35;
  private static final int FEW_LINKS = 2;

  /**
   * A chosen element that is itself made of links is a page of links: nothing is left out of it.
   */
  private static final double LIST_PAGE = 0.5;

  /**
   * The outermost blocks below an element that are mostly links; of many, if it is to be precise.
   */
  Set<Node> find(Element chosen, Measures measures, Set<Node> dropped, boolean precise) {
    Set<Node> found = Collections.newSetFromMap(new IdentityHashMap<>());
    if (measures.of(chosen).linkDensity() > LIST_PAGE) {
      return found;
    }
    NodeFilter filter =
        (node, depth) -> {
          if (!(node instanceof Element element) || depth == 0) {
            return NodeFilter.FilterResult.CONTINUE;
          }
          if (dropped.contains(node)) {
            return NodeFilter.FilterResult.SKIP_ENTIRELY;
          }
          if (BLOCKS.contains(element.normalName()) && isLinks(measures.of(element), precise)) {
            found.add(element);
            return NodeFilter.FilterResult.SKIP_ENTIRELY;
          }
          return NodeFilter.FilterResult.CONTINUE;
        };
    NodeTraversor.filter(filter, chosen);
    return found;
  }

  private static boolean isLinks(Measure measure, boolean precise) {
    double linked = precise ? LINKED_IF_PRECISE : LINKED;
    return measure.links > FEW_LINKS && measure.linkDensity() > linked;
  }
}
