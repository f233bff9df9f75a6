package dev.sluice.corpus.extract;

import dev.sluice.corpus.model.PageOutline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * The pieces of text of a page and the elements that hold them, each with a key that is the same on
 * every page on which the same words stand at the same place of the tree. One walk, without
 * recursion.
 *
 * <p>A place is the chain of block tags from the body down; classes and positions are no part of
 * it, since templates number and mark their entries ("active"). Dates, years and times of day in a
 * piece count as equal, since footers say when a page was made.
 */
final class Outline implements NodeFilter {

  private static final Set<String> SILENT =
      Set.of("script", "style", "template", "head", "svg", "noscript", "iframe", "textarea");

  private static final Pattern TIME =
      Pattern.compile(
          "\\b(?:19|20)\\d\\d\\b(?:[-/.]\\d\\d?\\b){0,2}|\\b\\d\\d?:\\d\\d\\b(?::\\d\\d\\b)?");

  /** In longer pieces a date is part of what is said. */
  private static final int DATED_CHARS = 200;

  /** As many pieces from either end of a page are compared with those of others. */
  private static final int COUNTED_AT_ENDS = 1_000;

  /** A piece of text: what stands between two block boundaries. */
  static final class Piece {
    final Element block;
    final List<TextNode> nodes;
    final String text;
    final long key;
    final int weight;
    final boolean linked;

    private Piece(
        Element block, List<TextNode> nodes, String text, long key, int weight, boolean linked) {
      this.block = block;
      this.nodes = nodes;
      this.text = text;
      this.key = key;
      this.weight = weight;
      this.linked = linked;
    }
  }

  /**
   * A block element that holds pieces.
   *
   * @param key of it with all that it holds
   * @param first number of its first piece
   * @param end number after that of its last piece
   */
  record Holder(Element element, long key, int first, int end) {}

  private static final class Open {
    private final Element element;
    private final long place;
    private final int first;
    private long content;

    Open(Element element, long place, int first) {
      this.element = element;
      this.place = place;
      this.first = first;
      this.content = place;
    }
  }

  private final List<Piece> pieces = new ArrayList<>();
  private final List<Holder> holders = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private final StringBuilder text = new StringBuilder();
  private List<TextNode> nodes = new ArrayList<>();
  private int weight;
  private int linkedWeight;
  private int linkDepth;

  private Outline() {}

  /** The outline of everything below an element. */
  static Outline of(Element root) {
    Outline outline = new Outline();
    outline.open.push(new Open(root, 0, 0));
    NodeTraversor.filter(outline, root);
    outline.endPiece();
    return outline;
  }

  /** Of nothing. */
  static Outline empty() {
    return new Outline();
  }

  /** All pieces in the order of the page. */
  List<Piece> pieces() {
    return pieces;
  }

  /** All block elements with text, each after those within it. */
  List<Holder> holders() {
    return holders;
  }

  /** The same as numbers; of a page with very many, the first and the last ones. */
  PageOutline numbers() {
    List<Piece> some = ends(pieces);
    List<Holder> groups = holders.stream().filter(it -> it.end - it.first > 1).toList();
    return new PageOutline(
        some.stream().mapToLong(piece -> piece.key).toArray(),
        some.stream().mapToInt(piece -> piece.weight).toArray(),
        ends(groups).stream().mapToLong(Holder::key).toArray());
  }

  private static <T> List<T> ends(List<T> all) {
    if (all.size() <= 2 * COUNTED_AT_ENDS) {
      return all;
    }
    List<T> some = new ArrayList<>(all.subList(0, COUNTED_AT_ENDS));
    some.addAll(all.subList(all.size() - COUNTED_AT_ENDS, all.size()));
    return some;
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode words) {
      add(words);
      return FilterResult.CONTINUE;
    }
    if (!(node instanceof Element element) || SILENT.contains(element.normalName())) {
      return FilterResult.SKIP_ENTIRELY;
    }
    if (depth == 0) {
      return FilterResult.CONTINUE;
    }
    if (element.normalName().equals("br")) {
      endPiece();
    } else if (element.isBlock()) {
      endPiece();
      long place = mix(open.element().place, element.normalName().hashCode());
      open.push(new Open(element, place, pieces.size()));
    } else if (isLink(element)) {
      linkDepth++;
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (depth == 0 || !(node instanceof Element element) || SILENT.contains(element.normalName())) {
      return FilterResult.CONTINUE;
    }
    if (element.isBlock()) {
      endPiece();
      close(open.pop());
    } else if (isLink(element)) {
      linkDepth--;
    }
    return FilterResult.CONTINUE;
  }

  /** A heading that links to itself, as manuals have them, leads nowhere. */
  private static boolean isLink(Element element) {
    return element.normalName().equals("a")
        && element.hasAttr("href")
        && !element.attr("href").startsWith("#");
  }

  private void close(Open closed) {
    if (pieces.size() > closed.first) {
      holders.add(new Holder(closed.element, closed.content, closed.first, pieces.size()));
      Open outer = open.element();
      outer.content = mix(outer.content, closed.content);
    }
  }

  private void add(TextNode words) {
    String whole = words.getWholeText();
    text.append(whole);
    nodes.add(words);
    for (int i = 0; i < whole.length(); i++) {
      char c = whole.charAt(i);
      if (c > ' ' && c != '\u00A0') {
        int letters = EastAsian.isWide(c) ? 2 : 1;
        weight += letters;
        linkedWeight += linkDepth > 0 ? letters : 0;
      }
    }
  }

  private void endPiece() {
    if (weight > 0) {
      Open block = open.element();
      String words = Whitespace.collapsed(text.toString());
      boolean linked = linkedWeight == weight;
      long key = mix(mix(block.place, hash(undated(words))), linked ? 1 : 0);
      pieces.add(new Piece(block.element, nodes, words, key, weight, linked));
      block.content = mix(block.content, key);
    }
    if (!nodes.isEmpty()) {
      nodes = new ArrayList<>();
    }
    text.setLength(0);
    weight = 0;
    linkedWeight = 0;
  }

  private static String undated(String words) {
    boolean dated = words.length() <= DATED_CHARS && words.chars().anyMatch(Character::isDigit);
    return dated ? TIME.matcher(words).replaceAll("0") : words;
  }

  private static long hash(String words) {
    long hash = words.length();
    for (int i = 0; i < words.length(); i++) {
      hash = mix(hash, words.charAt(i));
    }
    return hash;
  }

  /** Spreads each bit of both over the whole, as the finishing step of MurmurHash3 does. */
  private static long mix(long hash, long more) {
    long mixed = (hash ^ more) * 0xFF51AFD7ED558CCDL;
    mixed ^= mixed >>> 33;
    mixed *= 0xC4CEB9FE1A85EC53L;
    return mixed ^ mixed >>> 29;
  }
}
