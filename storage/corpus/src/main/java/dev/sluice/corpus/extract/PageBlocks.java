package dev.sluice.corpus.extract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/**
 * A page cut into blocks of text, with the elements around them; one walk without recursion.
 *
 * <p>A block is the text between two block boundaries, as a reader sees it; a line break is a
 * boundary too.
 */
final class PageBlocks implements NodeFilter {

  private static final String[] TAGS = {
    "",
    "a",
    "span",
    "label",
    "div",
    "td",
    "th",
    "tr",
    "tbody",
    "table",
    "form",
    "section",
    "center",
    "font",
    "header",
    "footer",
    "nav",
    "aside",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "caption",
    "h6",
    "h5",
    "h4",
    "h3",
    "h2",
    "h1",
    "summary",
    "p",
    "br",
    "b",
    "strong",
    "em",
    "i",
    "pre",
    "code",
    "blockquote",
    "article",
    "main",
    "body"
  };

  private static final Map<String, Integer> TAG_CODES = tagCodes();

  /** The codes of headings lie between these two. */
  static final int H6 = tag("h6");

  static final int H1 = tag("h1");

  static final int PRE = tag("pre");

  static final int TABLE = tag("table");

  static final int CAPTION = tag("caption");

  static final int TR = tag("tr");

  static final int TD = tag("td");

  static final int TH = tag("th");

  private static final Map<String, Integer> TAG_FLAGS =
      Map.ofEntries(
          Map.entry("nav", Box.NAV),
          Map.entry("menu", Box.NAV),
          Map.entry("footer", Box.FOOTER),
          Map.entry("aside", Box.ASIDE),
          Map.entry("header", Box.HEADER),
          Map.entry("article", Box.ARTICLE),
          Map.entry("main", Box.MAIN),
          Map.entry("form", Box.FORM),
          Map.entry("table", Box.TABLE),
          Map.entry("ul", Box.LIST),
          Map.entry("ol", Box.LIST),
          Map.entry("dl", Box.LIST),
          Map.entry("a", Box.LINK),
          Map.entry("blockquote", Box.QUOTE),
          Map.entry("figure", Box.FIGURE),
          Map.entry("pre", Box.CODE),
          Map.entry("code", Box.CODE),
          Map.entry("noscript", Box.HIDDEN),
          Map.entry("b", Box.BOLD),
          Map.entry("strong", Box.BOLD));

  private static final Map<String, Integer> ROLE_FLAGS =
      Map.of(
          "navigation", Box.NAV,
          "menu", Box.NAV,
          "menubar", Box.NAV,
          "banner", Box.HEADER,
          "contentinfo", Box.FOOTER,
          "complementary", Box.ASIDE,
          "search", Box.FORM,
          "main", Box.MAIN,
          "article", Box.ARTICLE,
          "dialog", Box.HIDDEN);

  private static final int SHORTEST_HIDING = "display:none".length();

  /** What a class or id name gives. */
  private record Names(long[] tokens, int flags) {}

  private static final Names NO_NAMES = new Names(new long[0], 0);

  final List<Block> blocks = new ArrayList<>();
  final List<Box> boxes = new ArrayList<>();

  /** The elements of the boxes. */
  private final List<Element> elements = new ArrayList<>();

  private final List<TextNode> texts = new ArrayList<>();
  private final List<Box> boxOfText = new ArrayList<>();
  private final List<Integer> blockOfText = new ArrayList<>();

  private final Map<String, Names> namesSeen = new HashMap<>();
  private final Set<Node> silent = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Clutter clutter;
  private @Nullable Box box;
  private @Nullable Block open;
  private int linksDue;

  private PageBlocks(Clutter clutter) {
    this.clutter = clutter;
  }

  /** Cuts everything below an element but what is silent. */
  static PageBlocks of(Element root, Clutter clutter) {
    PageBlocks page = new PageBlocks(clutter);
    NodeTraversor.filter(page, root);
    page.endBlock();
    page.addUp();
    return page;
  }

  /** The elements below an element that are silent, the outermost ones only. */
  static Set<Node> silentBelow(Element root, Clutter clutter) {
    return of(root, clutter).silent;
  }

  private static Map<String, Integer> tagCodes() {
    Map<String, Integer> codes = new HashMap<>();
    for (int i = 1; i < TAGS.length; i++) {
      codes.put(TAGS[i], i);
    }
    return Map.copyOf(codes);
  }

  /** The code of a tag, as boxes have it. */
  static int tag(String name) {
    return TAG_CODES.getOrDefault(name, 0);
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode text) {
      take(text);
      return FilterResult.CONTINUE;
    }
    if (!(node instanceof Element element)) {
      return FilterResult.SKIP_ENTIRELY;
    }
    if (depth > 0 && clutter.isSilent(element)) {
      silent.add(element);
      return FilterResult.SKIP_ENTIRELY;
    }
    boolean breaks = isBreak(element);
    if (breaks) {
      endBlock();
    }
    if (element.normalName().equals("br")) {
      return FilterResult.CONTINUE;
    }
    Attributes given = Given.of(element);
    Names names = names(given);
    int flags = names.flags | flags(element, given);
    box = new Box(box, breaks, tag(element.normalName()), flags, names.tokens);
    boxes.add(box);
    elements.add(element);
    linksDue += element.normalName().equals("a") && given.hasKey("href") ? 1 : 0;
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element && box != null && !element.normalName().equals("br")) {
      if (isBreak(element)) {
        endBlock();
      }
      box = box.parent;
    }
    return FilterResult.CONTINUE;
  }

  private static boolean isBreak(Element element) {
    return element.isBlock()
        || element.normalName().equals("br")
        || element.normalName().indexOf('-') > 0;
  }

  private void take(TextNode text) {
    Box inside = box;
    if (inside == null || text.isBlank()) {
      return;
    }
    Block block = open;
    if (block == null) {
      block = new Block(inside.block, inside);
      open = block;
      blocks.add(block);
    }
    block.links += linksDue;
    linksDue = 0;
    block.add(text.getWholeText(), (inside.flags & Box.LINK) != 0);
    texts.add(text);
    boxOfText.add(inside);
    blockOfText.add(blocks.size() - 1);
  }

  private void endBlock() {
    open = null;
  }

  private Names names(Attributes given) {
    String classes = given.get("class").trim();
    String id = given.get("id");
    if (classes.isEmpty() && id.isEmpty()) {
      return NO_NAMES;
    }
    String all = id.isEmpty() ? classes : classes + ' ' + id;
    Names known = namesSeen.get(all);
    if (known == null) {
      known = new Names(Tokens.names(all), clutter.flags(all));
      namesSeen.put(all, known);
    }
    return known;
  }

  private static int flags(Element element, Attributes given) {
    String role = given.get("role");
    return TAG_FLAGS.getOrDefault(element.normalName(), 0)
        | (role.isEmpty() ? 0 : ROLE_FLAGS.getOrDefault(role, 0))
        | (given.hasKey("itemprop") ? Box.PROPERTY : 0)
        | (isHidden(given) ? Box.HIDDEN : 0);
  }

  private static boolean isHidden(Attributes given) {
    if (given.hasKey("hidden") || given.get("aria-hidden").equals("true")) {
      return true;
    }
    String style = given.get("style");
    if (style.length() < SHORTEST_HIDING) {
      return false;
    }
    String compact = style.toLowerCase(Locale.ROOT).replace(" ", "");
    return compact.contains("display:none") || compact.contains("visibility:hidden");
  }

  /** Gives each box the sums of what it holds. */
  private void addUp() {
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      Box owner = block.owner;
      owner.chars += block.chars;
      owner.linkChars += block.linkChars;
      owner.links += block.links;
      owner.prose += block.prose();
      owner.firstBlock = owner.firstBlock < 0 ? i : Math.min(owner.firstBlock, i);
      owner.lastBlock = Math.max(owner.lastBlock, i);
    }
    for (int i = boxes.size() - 1; i > 0; i--) {
      Box inside = boxes.get(i);
      Box around = inside.parent;
      if (inside.firstBlock >= 0 && around != null) {
        addTo(around.block, inside);
      }
    }
  }

  private static void addTo(Box around, Box inside) {
    around.chars += inside.chars;
    around.linkChars += inside.linkChars;
    around.links += inside.links;
    around.prose += inside.prose;
    around.firstBlock =
        around.firstBlock < 0 ? inside.firstBlock : Math.min(around.firstBlock, inside.firstBlock);
    around.lastBlock = Math.max(around.lastBlock, inside.lastBlock);
  }

  /** Lets go of the elements; what needs them can no longer be asked for. */
  void forgetTree() {
    elements.clear();
    texts.clear();
    boxOfText.clear();
    blockOfText.clear();
    namesSeen.clear();
  }

  /** The characters of a block, text nodes apart by nothing. */
  List<String> blockTexts() {
    List<StringBuilder> collected = new ArrayList<>();
    blocks.forEach(block -> collected.add(new StringBuilder()));
    for (int i = 0; i < texts.size(); i++) {
      collected.get(blockOfText.get(i)).append(texts.get(i).getWholeText());
    }
    return collected.stream().map(text -> Whitespace.collapsed(text.toString())).toList();
  }

  /**
   * What is not text: what is silent, the text of all blocks that are not kept, and each element in
   * which nothing is kept.
   *
   * @param kept for each block whether it is kept
   */
  Set<Node> dropped(boolean[] kept) {
    Set<Node> dropped = Collections.newSetFromMap(new IdentityHashMap<>());
    dropped.addAll(silent);
    for (int i = 0; i < texts.size(); i++) {
      boolean keep = kept[blockOfText.get(i)];
      if (!keep) {
        dropped.add(texts.get(i));
      }
      for (Box up = boxOfText.get(i); up != null && !up.marked(keep); up = up.parent) {
        up.mark(keep);
      }
    }
    for (int i = 0; i < boxes.size(); i++) {
      Box each = boxes.get(i);
      boolean outermost = each.parent == null || each.parent.marked(true);
      if (outermost && each.marked(false) && !each.marked(true)) {
        dropped.add(elements.get(i));
      }
    }
    return dropped;
  }
}
