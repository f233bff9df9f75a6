package dev.sluice.corpus.extract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * The measures of all elements of a page, taken in one walk.
 *
 * <p>Text between two block boundaries is one piece, as a reader sees it. A piece gets a mass: its
 * length if it looks like prose, little if it is short or has no sentence mark, nothing if it is
 * mostly links. These are the features of shallow text analysis that Kohlschütter, Fankhauser and
 * Nejdl found to tell text from boilerplate (WSDM 2010): length and link density of the piece.
 */
final class Measures implements NodeFilter {

  private static final Set<String> STRUCTURES =
      Set.of("table", "h1", "h2", "h3", "pre", "article", "form");

  private static final String MARKS = ",.!?;:，。！？；：、،।";
  private static final int SHORT_PIECE = 30;
  private static final double SHORT_WORTH = 0.1;
  private static final double UNMARKED_WORTH = 0.5;
  private static final double LINKED = 0.5;

  private final Map<Node, Measure> byElement = new IdentityHashMap<>();
  private final Deque<Element> openBlocks = new ArrayDeque<>();
  private final Set<Node> dropped;
  private int pieceChars;
  private int pieceLinkChars;
  private int pieceMarks;
  private int linkDepth;

  private Measures(Set<Node> dropped) {
    this.dropped = dropped;
  }

  /** Measures everything below an element but what was dropped. */
  static Measures of(Element root, Set<Node> dropped) {
    Measures measures = new Measures(dropped);
    measures.openBlocks.push(root);
    measures.measure(root);
    NodeTraversor.filter(measures, root);
    measures.endPiece();
    return measures;
  }

  /** The measure of an element; of nothing for one that was not walked. */
  Measure of(Element element) {
    Measure measure = byElement.get(element);
    return measure == null ? new Measure() : measure;
  }

  private Measure measure(Element element) {
    return byElement.computeIfAbsent(element, e -> new Measure());
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode text) {
      if (dropped.contains(node)) {
        return FilterResult.SKIP_ENTIRELY;
      }
      count(text.getWholeText());
      return FilterResult.CONTINUE;
    }
    if (!(node instanceof Element element) || dropped.contains(node)) {
      return FilterResult.SKIP_ENTIRELY;
    }
    if (isBreak(element)) {
      endPiece();
      openBlocks.push(element);
    } else if (isLink(element)) {
      linkDepth++;
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element && !dropped.contains(node)) {
      if (isBreak(element)) {
        endPiece();
        openBlocks.pop();
      } else if (isLink(element)) {
        linkDepth--;
      }
      if (depth > 0 && element.parent() != null) {
        Measure outer = measure(element.parent());
        outer.add(measure(element));
        outer.paragraphs += element.normalName().equals("p") ? 1 : 0;
        outer.structures += STRUCTURES.contains(element.normalName()) ? 1 : 0;
      }
    }
    return FilterResult.CONTINUE;
  }

  private Element openBlock() {
    return openBlocks.element();
  }

  private static boolean isBreak(Element element) {
    return element.isBlock() || element.normalName().equals("br");
  }

  private static boolean isLink(Element element) {
    return element.normalName().equals("a") && Given.has(element, "href");
  }

  private void count(String text) {
    int weight = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ' && c != '\u00A0') {
        weight += EastAsian.isWide(c) ? 2 : 1;
        pieceMarks += !Letter.isLetterOrDigit(c) && MARKS.indexOf(c) >= 0 ? 1 : 0;
      }
    }
    pieceChars += weight;
    pieceLinkChars += linkDepth > 0 ? weight : 0;
  }

  private void endPiece() {
    if (pieceChars > 0) {
      Element owner = openBlock();
      Measure measure =
          measure(
              owner.normalName().equals("br") && owner.parent() != null ? owner.parent() : owner);
      measure.chars += pieceChars;
      measure.ownChars += pieceChars;
      measure.mass += mass();
    }
    pieceChars = 0;
    pieceLinkChars = 0;
    pieceMarks = 0;
  }

  private double mass() {
    double density = (double) pieceLinkChars / pieceChars;
    if (density > LINKED) {
      return 0;
    }
    double worth = pieceChars < SHORT_PIECE ? SHORT_WORTH : pieceMarks == 0 ? UNMARKED_WORTH : 1;
    return pieceChars * (1 - density) * worth;
  }
}
