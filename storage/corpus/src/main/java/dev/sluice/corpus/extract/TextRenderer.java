package dev.sluice.corpus.extract;

import dev.sluice.corpus.model.ExtractSettings;
import dev.sluice.corpus.model.ExtractSettings.Format;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/**
 * Writes an element as the text that a person would copy from a browser: blocks on lines of their
 * own, paragraphs apart by an empty line, lists with their marks, rows of a table on one line, code
 * as it stands, formulas in LaTeX where the page has it; or the same as Markdown.
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
  private static final Set<String> INLINE_CODE = Set.of("code", "tt", "kbd", "samp");
  private static final Pattern HEADING = Pattern.compile("h[1-6]");

  /** Formulas as people write them into the text of pages that set them by script. */
  private static final Pattern WRITTEN_FORMULA =
      Pattern.compile(
          "\\\\\\((.{1,500}?)\\\\\\)|\\\\\\[(.{1,2000}?)\\\\\\]|\\$\\$(.{1,2000}?)\\$\\$"
              + "|(?<![\\\\$\\w])\\$([^\\s$](?:[^$\\n]{0,300}[^\\s$\\\\])?)\\$(?![\\d$])",
          Pattern.DOTALL);

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
      boolean plain = !digits.isEmpty() && digits.matches("\\d{1,6}");
      return plain ? Integer.parseInt(digits) : otherwise;
    }
  }

  private final boolean markdown;
  private final boolean links;
  private final LineWriter writer;
  private final Deque<OpenList> lists = new ArrayDeque<>();

  /** Elements for which something was opened that must be closed with them. */
  private final Deque<Element> containers = new ArrayDeque<>();

  private final Deque<Element> marked = new ArrayDeque<>();
  private final Measures measures;
  private final Set<Node> dropped;
  private final boolean writesFormulas;
  private @Nullable Element table;
  private @Nullable TableRows rows;
  private @Nullable Element cell;

  private TextRenderer(
      Element root, Measures measures, Set<Node> dropped, ExtractSettings settings) {
    this.measures = measures;
    this.dropped = dropped;
    this.markdown = settings.format() == Format.MARKDOWN;
    this.links = settings.links();
    this.writer = new LineWriter(markdown);
    this.writesFormulas = markdown && setsFormulas(root.ownerDocument());
  }

  /** The text of an element without what was dropped, in the form that the settings ask for. */
  static String render(
      Element root, Measures measures, Set<Node> dropped, ExtractSettings settings) {
    TextRenderer renderer = new TextRenderer(root, measures, dropped, settings);
    NodeTraversor.filter(renderer, root);
    return renderer.writer.toString();
  }

  /** True for pages with a script that makes formulas of dollar signs and the like. */
  private static boolean setsFormulas(@Nullable Document page) {
    return page != null
        && page.selectFirst("script[src~=(?i)mathjax|katex], script[type^=text/x-mathjax]") != null;
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode text) {
      if (dropped.contains(node)) {
        return FilterResult.SKIP_ENTIRELY;
      }
      write(text.getWholeText());
      return FilterResult.CONTINUE;
    }
    if (!(node instanceof Element element)) {
      return FilterResult.SKIP_ENTIRELY;
    }
    Optional<Formula> formula = Formula.of(element);
    if (formula.isPresent()) {
      write(formula.get());
      return FilterResult.SKIP_ENTIRELY;
    }
    if (dropped.contains(node) || isWrittenAtOnce(element) || isEmptyRow(element)) {
      return FilterResult.SKIP_ENTIRELY;
    }
    open(element);
    return FilterResult.CONTINUE;
  }

  private void write(String text) {
    if (!writesFormulas || text.indexOf('$') < 0 && text.indexOf('\\') < 0) {
      writer.collapsed(text);
      return;
    }
    Matcher formulas = WRITTEN_FORMULA.matcher(text);
    int from = 0;
    while (formulas.find()) {
      writer.collapsed(text.substring(from, formulas.start()));
      boolean display = formulas.group(2) != null || formulas.group(3) != null;
      String latex = firstGroup(formulas);
      writer.token(new Formula(Whitespace.collapsed(latex), true, display).delimited());
      from = formulas.end();
    }
    writer.collapsed(text.substring(from));
  }

  private static String firstGroup(Matcher found) {
    for (int i = 1; i <= found.groupCount(); i++) {
      if (found.group(i) != null) {
        return found.group(i);
      }
    }
    return "";
  }

  private void write(Formula formula) {
    int gap = formula.display() ? blockBreaks() : 0;
    writer.lineBreak(gap);
    String text = formula.delimited();
    if (formula.latex()) {
      writer.token(cell == null ? text : text.replace("|", "\\vert "));
    } else {
      writer.collapsed(text);
    }
    writer.lineBreak(gap);
  }

  /** Notes' marks, code and powers, which are written as a whole. */
  private boolean isWrittenAtOnce(Element element) {
    if (SmallPrint.isNoteMark(element)) {
      return true;
    }
    if (element.normalName().equals("sup") && element.childrenSize() == 0) {
      String text = Whitespace.collapsed(element.text());
      writer.token(writer.isGlued() ? SmallPrint.raised(text, writer.last()) : text);
      return true;
    }
    if (CodeBlock.isOne(element)) {
      writeCode(element);
      return true;
    }
    if (markdown && isInlineCode(element)) {
      writer.code(element.text());
      return true;
    }
    return false;
  }

  private static boolean isInlineCode(Element element) {
    return INLINE_CODE.contains(element.normalName())
        && element.children().stream().noneMatch(Element::isBlock);
  }

  private void writeCode(Element element) {
    List<String> lines = CodeBlock.lines(element, dropped);
    writer.lineBreak(2);
    if (markdown && !lines.isEmpty() && !writer.isOneLine()) {
      int longest =
          lines.stream().mapToInt(line -> LineWriter.longestRun(line, '`')).max().orElse(0);
      String fence = "`".repeat(Math.max(3, longest + 1));
      writer.lines(List.of(fence + CodeBlock.language(element)));
      writer.rowBreak();
      writer.lines(lines);
      writer.rowBreak();
      writer.lines(List.of(fence));
    } else {
      writer.lines(lines);
    }
    writer.lineBreak(2);
  }

  private boolean isEmptyRow(Element element) {
    return rows != null
        && element.normalName().equals("tr")
        && measures.of(element).chars == 0
        && element.selectFirst("math, img.tex, img.latex, .mwe-math-element, .katex") == null;
  }

  private void open(Element element) {
    String tag = element.normalName();
    if (tag.equals("br")) {
      writer.forcedBreak();
    } else if (LISTS.contains(tag)) {
      writer.lineBreak(lists.isEmpty() ? 2 : 1);
      lists.push(new OpenList(element));
    } else if (tag.equals("li")) {
      openItem(element);
    } else if (tag.equals("td") || tag.equals("th")) {
      openCell(element);
    } else if (tag.equals("tr") && rows != null && cell == null) {
      rows.beginRow();
    } else if (element.isBlock()) {
      openBlock(element, tag);
    } else if (markdown) {
      openMark(element, tag);
    } else if (tag.equals("q")) {
      writer.token("“");
    }
  }

  private void openBlock(Element element, String tag) {
    writer.lineBreak(breaksAround(element));
    if (tag.equals("table") && table == null && Tables.isData(element, measures)) {
      table = element;
      rows = new TableRows(element, writer, markdown);
    }
    if (!markdown || writer.isOneLine()) {
      return;
    }
    if (HEADING.matcher(tag).matches()) {
      push(element, "#".repeat(tag.charAt(1) - '0') + ' ', "");
      writer.beginOneLine();
    } else if (tag.equals("blockquote")) {
      push(element, "> ", "> ");
    }
  }

  private void push(Element element, String first, String rest) {
    containers.push(element);
    writer.push(first, rest);
  }

  private void openItem(Element item) {
    writer.lineBreak(1);
    if (!lists.isEmpty() && !writer.isOneLine()) {
      String marker = lists.element().marker(item);
      // CommonMark takes only a list that begins with 1 for one if it follows a line of text.
      boolean numbered = lists.element().ordered && !marker.equals("1. ");
      boolean apart = markdown && numbered && !writer.hasLeftContainer();
      writer.lineBreak(apart ? 2 : 1);
      push(item, marker, " ".repeat(marker.length()));
    }
  }

  private void openCell(Element element) {
    if (rows == null) {
      writer.lineBreak(breaksAround(element));
    } else if (cell == null) {
      cell = element;
      rows.beginCell();
    } else {
      writer.lineBreak(1);
    }
  }

  private void openMark(Element element, String tag) {
    switch (tag) {
      case "b", "strong" -> mark(element, "**", "**");
      case "i", "em" -> mark(element, "*", "*");
      case "a" -> openLink(element);
      case "q" -> writer.token("“");
      default -> {}
    }
  }

  private void mark(Element element, String open, String close) {
    boolean heading =
        !containers.isEmpty() && HEADING.matcher(containers.element().normalName()).matches();
    if (!heading || open.equals("[")) {
      marked.push(element);
      writer.openMark(open, close);
    }
  }

  private void openLink(Element element) {
    String address = links ? element.absUrl("href") : "";
    if (address.startsWith("http://") || address.startsWith("https://")) {
      String plain = address.replace(" ", "%20").replace("(", "%28").replace(")", "%29");
      mark(
          element,
          "[",
          "](" + plain.replace("<", "%3C").replace(">", "%3E").replace("|", "%7C") + ")");
    }
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
    if (marked.peek() == element) {
      marked.pop();
      writer.closeMark();
    }
    if (containers.peek() == element) {
      closeContainer();
    }
    if (LISTS.contains(tag)) {
      lists.poll();
      writer.lineBreak(lists.isEmpty() ? 2 : 1);
    } else if (tag.equals("li")) {
      writer.lineBreak(1);
    } else if (tag.equals("td") || tag.equals("th")) {
      closeCell(element);
    } else if (tag.equals("tr") && rows != null && cell == null) {
      rows.endRow();
    } else if (tag.equals("sub")) {
      writer.digitsApart();
    } else if (tag.equals("q")) {
      writer.token("”");
    } else if (element.isBlock()) {
      closeBlock(element, tag);
    }
  }

  private void closeContainer() {
    Element closed = containers.pop();
    writer.pop();
    if (HEADING.matcher(closed.normalName()).matches()) {
      writer.endOneLine();
    }
  }

  private void closeCell(Element element) {
    if (rows == null) {
      writer.lineBreak(breaksAround(element));
    } else if (cell == element) {
      rows.endCell(element);
      cell = null;
    }
  }

  private void closeBlock(Element element, String tag) {
    if (table == element) {
      table = null;
      rows = null;
    }
    if (tag.equals("dt")) {
      writer.keepWithNext();
    } else if (markdown && tag.equals("p") && !lists.isEmpty()) {
      writer.lineBreak(1);
    } else {
      writer.lineBreak(breaksAround(element));
    }
  }

  private int blockBreaks() {
    return markdown || lists.isEmpty() ? 2 : 1;
  }

  /** 2 where a browser leaves a gap, 1 where it only begins a new line. */
  private int breaksAround(Element element) {
    String tag = element.normalName();
    if (!lists.isEmpty() && !(markdown && PARAGRAPHS.contains(tag))) {
      return 1;
    }
    if (PARAGRAPHS.contains(tag) || tag.equals("dl") || tag.equals("dt") || tag.equals("dd")) {
      return 2;
    }
    if (markdown && tag.equals("caption")) {
      return 2;
    }
    boolean plain = tag.equals("div") || tag.equals("td");
    return plain && measures.of(element).ownChars >= PARAGRAPH_CHARS ? 2 : 1;
  }
}
