package dev.sluice.corpus.extract;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/**
 * Tells by tag, role, style and name which elements are no part of a page's text.
 *
 * <p>Names lie: a body can have the class {@code has-sidebar}. So an element that holds a good part
 * of the page's text is never dropped for its name.
 */
final class Clutter {

  private static final Set<String> NEVER_TEXT =
      Set.of(
          "script",
          "style",
          "template",
          "iframe",
          "object",
          "embed",
          "applet",
          "svg",
          "canvas",
          "audio",
          "video",
          "map",
          "head",
          "input",
          "select",
          "option",
          "textarea",
          "button",
          "datalist",
          "progress",
          "meter",
          "dialog",
          "rt",
          "rp",
          "rtc",
          "annotation",
          "annotation-xml",
          "noframes",
          "frameset",
          "title");

  private static final Set<String> FRAME_TAGS = Set.of("nav", "footer", "aside", "menu");

  private static final Set<String> CLUTTER_ROLES =
      Set.of(
          "navigation",
          "banner",
          "contentinfo",
          "search",
          "complementary",
          "dialog",
          "alertdialog",
          "menu",
          "menubar",
          "toolbar",
          "tablist",
          "tooltip");

  private static final Set<String> NEVER_CLUTTER =
      Set.of("html", "body", "main", "article", "h1", "pre", "code", "td", "tr", "tbody", "math");

  /** An element with more than this share of the page's text is not dropped for its name. */
  private static final double NAMED_SHARE = 0.4;

  private static final int BOX_CHARS = 80;
  private static final double BOX_LINKED = 0.1;
  private static final double BOX_PROSE = 0.75;

  private final WordList boxWords = new WordList("box-words.txt");
  private final WordList words = new WordList("clutter-words.txt");
  private final WordList lineNumberWords = new WordList("line-number-words.txt");
  private final WordList commentWords = new WordList("comment-words.txt");

  /** What is no text on any page: scripts, form fields, pictures, signs that link to themselves. */
  Set<Node> silent(Element body) {
    return collect(
        body,
        Set.of(),
        e -> NEVER_TEXT.contains(e.normalName()) || isPermalink(e) || isLineNumbers(e));
  }

  /** What was found by {@code silent} and the elements that are hidden, frame the page, or sell. */
  Set<Node> find(Element body, Set<Node> silent) {
    Measures measures = Measures.of(body, silent);
    Measure whole = measures.of(body);
    Set<Node> found =
        collect(
            body,
            silent,
            e ->
                (isHidden(e) || isNamedClutter(e) && !isBox(e, measures.of(e)))
                    && measures.of(e).chars <= NAMED_SHARE * whole.chars
                    && measures.of(e).mass <= NAMED_SHARE * whole.mass);
    found.addAll(silent);
    return found;
  }

  /** The elements that hold readers' comments. */
  Set<Node> comments(Element body, Set<Node> dropped) {
    return collect(body, dropped, e -> !isProtected(e) && commentWords.hasAnyOf(names(e)));
  }

  private interface Test {
    boolean holds(Element element);
  }

  private static Set<Node> collect(Element body, Set<Node> dropped, Test test) {
    Set<Node> found = Collections.newSetFromMap(new IdentityHashMap<>());
    NodeFilter filter =
        (node, depth) -> {
          if (!(node instanceof Element element) || depth == 0) {
            return NodeFilter.FilterResult.CONTINUE;
          }
          if (dropped.contains(node)) {
            return NodeFilter.FilterResult.SKIP_ENTIRELY;
          }
          if (test.holds(element)) {
            found.add(element);
            return NodeFilter.FilterResult.SKIP_ENTIRELY;
          }
          return NodeFilter.FilterResult.CONTINUE;
        };
    NodeTraversor.filter(filter, body);
    return found;
  }

  /** Hidden from readers whose browser runs scripts; some forums keep the whole thread in there. */
  private static boolean isHidden(Element element) {
    if (element.normalName().equals("noscript")) {
      return true;
    }
    if (element.hasAttr("hidden") || element.attr("aria-hidden").equals("true")) {
      return !element.normalName().equals("body");
    }
    String style = element.attr("style");
    if (style.isEmpty()) {
      return false;
    }
    String compact = style.toLowerCase(Locale.ROOT).replace(" ", "");
    return compact.contains("display:none") || compact.contains("visibility:hidden");
  }

  /** A sign beside a heading that links to the heading itself. */
  private static boolean isPermalink(Element element) {
    if (!element.normalName().equals("a") || element.childNodeSize() > 1) {
      return false;
    }
    String text = element.ownText();
    return text.equals("¶") || text.equals("#") || text.equals("§") || text.equals("🔗");
  }

  /** The column beside code that numbers its lines. */
  private boolean isLineNumbers(Element element) {
    Element parent = element.parent();
    boolean besideCode =
        element.normalName().equals("td") || parent != null && parent.normalName().equals("pre");
    return besideCode && lineNumberWords.hasAnyOf(names(element));
  }

  /**
   * A box set into the text, as manuals have them: named or tagged as a sidebar, but prose without
   * links.
   */
  private boolean isBox(Element element, Measure measure) {
    return measure.chars >= BOX_CHARS
        && measure.linkDensity() <= BOX_LINKED
        && measure.mass >= BOX_PROSE * measure.chars
        && boxWords.hasAnyOf(element.normalName() + ' ' + names(element));
  }

  private boolean isNamedClutter(Element element) {
    String tag = element.normalName();
    if (isProtected(element)) {
      return false;
    }
    if (FRAME_TAGS.contains(tag) || CLUTTER_ROLES.contains(element.attr("role"))) {
      return true;
    }
    if (tag.equals("header")) {
      return !insideArticle(element);
    }
    return words.hasAnyOf(names(element)) && !insideSentence(element);
  }

  /** A word of a sentence can be named after what it speaks of: {@code <span class="guimenu">}. */
  private static boolean insideSentence(Element element) {
    return !element.isBlock()
        && (isText(element.previousSibling()) || isText(element.nextSibling()));
  }

  private static boolean isText(@Nullable Node node) {
    return node instanceof TextNode text && !text.isBlank();
  }

  private static boolean isProtected(Element element) {
    return NEVER_CLUTTER.contains(element.normalName()) || element.attr("role").equals("main");
  }

  private static boolean insideArticle(Element element) {
    for (Element up = element.parent(); up != null; up = up.parent()) {
      if (up.normalName().equals("article") || up.normalName().equals("main")) {
        return true;
      }
    }
    return false;
  }

  private static String names(Element element) {
    String id = element.id();
    String classes = element.className();
    return id.isEmpty() ? classes : classes + ' ' + id;
  }
}
