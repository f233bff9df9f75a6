package dev.sluice.corpus.extract;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * Reads code with its line breaks and indentation, whatever a highlighter has made of it: a line
 * can be a line of {@code pre}, a division, a row of a table, an item of a list or a span. Numbers
 * of lines are left out.
 */
final class CodeBlock implements NodeFilter {

  private static final Set<String> PREFORMATTED = Set.of("pre", "listing", "xmp", "plaintext");

  private static final Set<String> PARAGRAPHS =
      Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl");

  /** Classes of elements in which highlighters put code without {@code pre}. */
  private static final List<String> HIGHLIGHTERS =
      List.of(
          "syntaxhighlighter",
          "CodeMirror-code",
          "blob-wrapper",
          "crayon-pre",
          "cm-content",
          "ace_text-layer",
          "js-file-line-container");

  private static final Pattern LINE_NUMBERS =
      Pattern.compile("(?i)line-?no|line-?num|\\blnum|ln-num|blob-num|gutter|crayon-num|rouge-gut");

  private static final Pattern NUMBERS = Pattern.compile("[\\s\\d.:|]*");
  private static final Pattern LINE =
      Pattern.compile("(?:^|\\s)(?:(?:code|token|ec)-)?line(?:\\s|$)");

  private static final Pattern LANGUAGE =
      Pattern.compile(
          "(?:^|\\s)(?:language-|lang-|highlight-source-|highlight-|brush:\\s*|sourceCode\\s+)"
              + "([A-Za-z][A-Za-z0-9+#.-]{0,20})");

  private static final Set<String> NO_LANGUAGE =
      Set.of("none", "text", "plain", "plaintext", "default", "nohighlight", "wrapper", "table");

  private static final int LEVELS = 3;

  private final Set<Node> dropped;
  private final StringBuilder code = new StringBuilder();
  private int lastLineEnd = -1;
  private int blockStart = -1;

  private CodeBlock(Set<Node> dropped) {
    this.dropped = dropped;
  }

  /** True for an element whose text is laid out by its own line breaks. */
  static boolean isOne(Element element) {
    String tag = element.normalName();
    if (PREFORMATTED.contains(tag)) {
      return true;
    }
    if (tag.equals("code")) {
      return element.childrenSize() > 0 && element.selectFirst("br") != null;
    }
    boolean box = tag.equals("div") || tag.equals("table");
    return box && isHighlighter(Given.classes(element));
  }

  private static boolean isHighlighter(String names) {
    for (String name : HIGHLIGHTERS) {
      if (names.contains(name)) {
        return true;
      }
    }
    return false;
  }

  /** The lines, without empty ones at both ends. */
  static List<String> lines(Element element, Set<Node> dropped) {
    CodeBlock block = new CodeBlock(dropped);
    NodeTraversor.filter(block, element);
    String code = block.code.toString().replace("\r\n", "\n").replace('\r', '\n');
    int start = 0;
    for (int i = 0; i < code.length() && Character.isWhitespace(code.charAt(i)); i++) {
      start = code.charAt(i) == '\n' ? i + 1 : start;
    }
    String trimmed = code.substring(start).stripTrailing();
    return trimmed.isEmpty() ? List.of() : List.of(trimmed.split("\n", -1));
  }

  /** The language that the page names, in small letters; empty if it names none. */
  static String language(Element element) {
    Element code = element.selectFirst("code");
    if (code != null && code != element) {
      String inner = own(code);
      if (!inner.isEmpty()) {
        return inner;
      }
    }
    Element at = element;
    for (int level = 0; at != null && level < LEVELS; level++) {
      String found = own(at);
      if (!found.isEmpty()) {
        return found;
      }
      at = at.parent();
    }
    return "";
  }

  private static String own(Element element) {
    for (String attribute : List.of("data-lang", "data-language")) {
      String value = element.attr(attribute).toLowerCase(Locale.ROOT);
      if (!value.isEmpty()
          && value.matches("[a-z][a-z0-9+#.-]{0,20}")
          && !NO_LANGUAGE.contains(value)) {
        return value;
      }
    }
    Matcher named = LANGUAGE.matcher(element.className());
    String language = named.find() ? named.group(1).toLowerCase(Locale.ROOT) : "";
    return NO_LANGUAGE.contains(language) ? "" : language;
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode text) {
      if (!dropped.contains(node) && !isBetweenLines(text)) {
        code.append(text.getWholeText().replace('\u00A0', ' ').replace("\u200B", ""));
      }
      return FilterResult.CONTINUE;
    }
    if (!(node instanceof Element element) || dropped.contains(node) || isLineNumber(element)) {
      return FilterResult.SKIP_ENTIRELY;
    }
    open(element, depth);
    return FilterResult.CONTINUE;
  }

  private void open(Element element, int depth) {
    if (element.normalName().equals("br")) {
      code.append('\n');
    } else if (depth > 0 && isBlock(element)) {
      endLine();
      if (PARAGRAPHS.contains(element.normalName()) && !code.isEmpty()) {
        code.append('\n');
      }
      blockStart = code.length();
    } else if (isLineSpan(element) && code.length() == lastLineEnd) {
      code.append('\n');
    }
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element && depth > 0) {
      if (isBlock(element)) {
        boolean empty = code.length() == blockStart;
        if (empty) {
          code.append('\n');
        } else {
          endLine();
        }
        blockStart = -1;
      } else if (isLineSpan(element)) {
        lastLineEnd = code.length();
      }
    }
    return FilterResult.CONTINUE;
  }

  private void endLine() {
    if (!code.isEmpty() && code.charAt(code.length() - 1) != '\n') {
      code.append('\n');
    }
  }

  private static boolean isBlock(Element element) {
    return element.isBlock() && !element.normalName().equals("td");
  }

  private static boolean isLineSpan(Element element) {
    return element.normalName().equals("span") && LINE.matcher(element.className()).find();
  }

  /** White space of the source between two elements that are lines already. */
  private static boolean isBetweenLines(TextNode text) {
    if (!text.isBlank() || text.getWholeText().indexOf('\n') < 0) {
      return false;
    }
    return text.previousSibling() instanceof Element before && before.isBlock()
        || text.nextSibling() instanceof Element after && after.isBlock();
  }

  private static boolean isLineNumber(Element element) {
    String names = element.className();
    return !names.isEmpty()
        && LINE_NUMBERS.matcher(names).find()
        && NUMBERS.matcher(element.text()).matches();
  }
}
