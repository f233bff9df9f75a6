package dev.sluice.corpus.extract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * Writes an element as the text that a person would copy from a browser: blocks on lines of their
 * own, paragraphs apart by an empty line, lists with their marks, rows of a table on one line, code
 * as it stands.
 *
 * <p>One walk without recursion, so that pages nested ten thousand deep are no danger, and linear
 * in the size of the page.
 */
final class TextRenderer implements NodeFilter {

  private static final Set<String> PARAGRAPHS =
      Set.of(
          "p",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "blockquote",
          "pre",
          "figure",
          "table",
          "hr",
          "section",
          "article",
          "address",
          "details",
          "fieldset",
          "listing",
          "xmp");

  private static final Set<String> LISTS = Set.of("ul", "ol", "menu", "dir");
  private static final Set<String> VERBATIM = Set.of("pre", "listing", "xmp");

  /** A division with this much text of its own is a paragraph, whatever its tag. */
  private static final int PARAGRAPH_CHARS = 80;

  /** A list that is open: its next number, or 0 for one with bullets. */
  private static final class OpenList {
    private final boolean ordered;
    private int next;

    OpenList(Element element) {
      ordered = element.normalName().equals("ol");
      next = number(element.attr("start"), 1);
    }

    String marker(Element item) {
      if (!ordered) {
        return "- ";
      }
      next = number(item.attr("value"), next);
      return next++ + ". ";
    }

    private static int number(String digits, int otherwise) {
      boolean plain = digits.matches("\\d{1,6}");
      return plain ? Integer.parseInt(digits) : otherwise;
    }
  }

  private final LineWriter writer = new LineWriter();
  private final Deque<OpenList> lists = new ArrayDeque<>();
  private final Measures measures;
  private final Set<Node> dropped;
  private int verbatimDepth;
  private int dataTableDepth;

  private TextRenderer(Measures measures, Set<Node> dropped) {
    this.measures = measures;
    this.dropped = dropped;
  }

  /** The text of an element without what was dropped. */
  static String render(Element root, Measures measures, Set<Node> dropped) {
    TextRenderer renderer = new TextRenderer(measures, dropped);
    NodeTraversor.filter(renderer, root);
    return renderer.writer.toString();
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode text) {
      if (dropped.contains(node)) {
        return FilterResult.SKIP_ENTIRELY;
      }
      if (verbatimDepth > 0) {
        writer.verbatim(text.getWholeText());
      } else {
        writer.collapsed(text.getWholeText());
      }
      return FilterResult.CONTINUE;
    }
    if (!(node instanceof Element element) || dropped.contains(node)) {
      return FilterResult.SKIP_ENTIRELY;
    }
    if (dataTableDepth > 0 && element.normalName().equals("tr") && isEmpty(element)) {
      return FilterResult.SKIP_ENTIRELY;
    }
    open(element);
    return FilterResult.CONTINUE;
  }

  private boolean isEmpty(Element element) {
    return measures.of(element).chars == 0;
  }

  private void open(Element element) {
    String tag = element.normalName();
    if (tag.equals("br")) {
      lineBreak();
    } else if (LISTS.contains(tag)) {
      writer.lineBreak(lists.isEmpty() ? 2 : 1);
      lists.push(new OpenList(element));
    } else if (tag.equals("li")) {
      openItem(element);
    } else if (tag.equals("td") || tag.equals("th")) {
      openCell(element);
    } else if (element.isBlock()) {
      writer.lineBreak(breaksAround(element));
      verbatimDepth += VERBATIM.contains(tag) ? 1 : 0;
      openTable(element);
    }
  }

  private void lineBreak() {
    if (verbatimDepth > 0) {
      writer.verbatim("\n");
    } else {
      writer.forcedBreak();
    }
  }

  private void openItem(Element item) {
    writer.lineBreak(1);
    if (!lists.isEmpty() && dataTableDepth == 0) {
      String marker = lists.element().marker(item);
      writer.indent("  ".repeat(lists.size()));
      writer.marker(marker);
    }
  }

  private void openTable(Element element) {
    if (!element.normalName().equals("table")) {
      return;
    }
    if (dataTableDepth > 0 || Tables.isData(element, measures)) {
      dataTableDepth++;
    }
  }

  private void openCell(Element cell) {
    if (dataTableDepth == 0) {
      writer.lineBreak(breaksAround(cell));
      return;
    }
    Element before = cell.previousElementSibling();
    if (before != null && !dropped.contains(before)) {
      writer.cellSeparator();
    }
    writer.inCell(true);
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element && !dropped.contains(node)) {
      close(element);
    }
    return FilterResult.CONTINUE;
  }

  private void close(Element element) {
    String tag = element.normalName();
    if (tag.equals("br")) {
      return;
    }
    if (LISTS.contains(tag)) {
      lists.poll();
      writer.indent(lists.isEmpty() ? "" : "  ".repeat(lists.size()));
      writer.lineBreak(lists.isEmpty() ? 2 : 1);
    } else if (tag.equals("li")) {
      writer.dropMarker();
      writer.lineBreak(1);
    } else if (tag.equals("td") || tag.equals("th")) {
      writer.inCell(false);
      writer.lineBreak(dataTableDepth == 0 ? breaksAround(element) : 0);
    } else if (element.isBlock()) {
      closeBlock(element, tag);
    }
  }

  private void closeBlock(Element element, String tag) {
    verbatimDepth -= VERBATIM.contains(tag) ? 1 : 0;
    if (tag.equals("table") && dataTableDepth > 0) {
      dataTableDepth--;
    }
    if (tag.equals("dt")) {
      writer.keepWithNext();
    } else {
      writer.lineBreak(breaksAround(element));
    }
  }

  /** 2 where a browser leaves a gap, 1 where it only begins a new line. */
  private int breaksAround(Element element) {
    String tag = element.normalName();
    if (!lists.isEmpty() && !VERBATIM.contains(tag)) {
      return 1;
    }
    if (PARAGRAPHS.contains(tag) || tag.equals("dl") || tag.equals("dt") || tag.equals("dd")) {
      return 2;
    }
    boolean plain = tag.equals("div") || tag.equals("td");
    return plain && measures.of(element).ownChars >= PARAGRAPH_CHARS ? 2 : 1;
  }
}
