package dev.sluice.corpus.extract;

import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jspecify.annotations.Nullable;

/**
 * Finds the element that holds the main text.
 *
 * <p>It walks down from the body, each time into the child with most of the prose, until no child
 * has nearly all of it: the smallest element that holds the text, not the best paragraph. Sidebars
 * and teasers of little text stay behind on the way.
 */
final class ContentChooser {

  /** A child is walked into if it has this share of its parent's mass. */
  private static final double DESCENT_SHARE = 0.75;

  private static final Set<String> WHOLE =
      Set.of("p", "ul", "ol", "dl", "table", "tbody", "pre", "blockquote", "tr", "li");

  /** The element with the main text, the body itself if none stands out. */
  Element choose(Element body, Measures measures, Set<Node> dropped) {
    Element chosen = body;
    while (true) {
      Element next = heaviestChild(chosen, measures, dropped);
      if (next == null
          || measures.of(next).mass < DESCENT_SHARE * measures.of(chosen).mass
          || WHOLE.contains(next.normalName()) && !holdsBlocks(next)) {
        return chosen;
      }
      chosen = next;
    }
  }

  private static boolean holdsBlocks(Element element) {
    return element.normalName().startsWith("t") || element.normalName().equals("li");
  }

  private static @Nullable Element heaviestChild(
      Element parent, Measures measures, Set<Node> dropped) {
    Element heaviest = null;
    double most = 0;
    for (Element child = parent.firstElementChild();
        child != null;
        child = child.nextElementSibling()) {
      double mass = dropped.contains(child) ? 0 : measures.of(child).mass;
      if (mass > most) {
        heaviest = child;
        most = mass;
      }
    }
    return heaviest;
  }
}
