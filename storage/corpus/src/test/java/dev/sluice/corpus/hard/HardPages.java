package dev.sluice.corpus.hard;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Pages that are hard on whoever reads them: too deep, too long, never closed, or made so that each
 * tag costs more than the one before. They are made when they are needed, since the largest has 60
 * MB.
 *
 * <p>To add one is to add a line here: {@link HardPagesTest} holds it to all bounds.
 */
final class HardPages {

  /** What every page says before it gets hard. */
  static final String BEFORE =
      "The miller kept the gate of the sluice open when the rain came, so that nothing was lost,"
          + " and people of the valley, who had seen worse, thanked him for it every spring.";

  /** What most pages say after it. */
  static final String AFTER =
      "With the new bridge came a market, and with the market came traders from the coast, who told"
          + " the children of the valley, evening after evening, what the sea was like.";

  /** All but the largest are made this many times smaller, unless {@code -Dsluice.hard.part=1}. */
  private static final int PART = Integer.getInteger("sluice.hard.part", 5);

  private static final int MANY = 200_000;
  private static final int TEN_MILLION = 10_000_000;

  /**
   * A hard page.
   *
   * @param name what is hard about it
   * @param body makes its bytes
   */
  record HardPage(String name, Supplier<byte[]> body) {

    @Override
    public String toString() {
      return name;
    }
  }

  private HardPages() {}

  /** All of them. */
  static List<HardPage> all() {
    List<HardPage> pages = new ArrayList<>();
    deep(pages);
    large(pages);
    manyElements(pages);
    unclosed(pages);
    misnested(pages);
    attributes(pages);
    tables(pages);
    embeddedData(pages);
    characters(pages);
    return pages;
  }

  private static void deep(List<HardPage> pages) {
    for (String tag :
        List.of("div", "b", "span", "p", "ul><li", "blockquote", "dl><dd", "a href=x", "font")) {
      add(pages, "200,000 nested <" + tag + ">", () -> repeat("<" + tag + ">", MANY) + "deep");
    }
    for (String tag :
        List.of("template", "svg", "math", "noscript", "object", "form", "select", "button")) {
      add(pages, "200,000 nested <" + tag + ">", () -> repeat("<" + tag + ">", MANY) + "deep");
    }
    add(pages, "200,000 nested <b><i>", () -> repeat("<b><i>", MANY / 2) + "deep");
    add(pages, "200,000 nested tables", () -> repeat("<table><tr><td>", MANY) + "deep");
    add(
        pages,
        "200,000 nested and closed",
        () -> repeat("<div>", MANY) + "x" + repeat("</div>", MANY));
    add(
        pages,
        "400 nested lists, then 100,000 items",
        () -> repeat("<ul><li>", 400) + repeat("<li>x", 100_000));
  }

  private static void large(List<HardPage> pages) {
    String paragraph = "<p>" + AFTER + " It was told again, and again.</p>\n";
    add(pages, "60 MB of paragraphs", () -> paragraph.repeat(60_000_000 / paragraph.length()));
    add(pages, "10 MB without a space", () -> "<p>" + repeat("abcdefghij", TEN_MILLION / 10));
    add(pages, "30 MB of Chinese without a space", () -> "<p>" + repeat("水闸打开", TEN_MILLION / 4));
    add(
        pages,
        "10 MB of lines in <pre>",
        () -> "<pre>" + repeat("x = 1\n", TEN_MILLION / 6) + "</pre>");
    add(pages, "10 MB of spaces", () -> "<p>a" + repeat(" ", TEN_MILLION) + "b</p>");
    add(pages, "10 MB of line breaks", () -> "<p>a" + repeat("\n", TEN_MILLION) + "b</p>");
    add(pages, "10 MB title", () -> "<title>" + repeat("a ", TEN_MILLION / 2) + "</title>");
    add(pages, "10 MB heading", () -> "<h1>" + repeat("a b ", TEN_MILLION / 4) + "</h1>");
  }

  private static void manyElements(List<HardPage> pages) {
    for (String piece :
        List.of(
            "<br>",
            "<p>word",
            "<span>w</span> ",
            "<a href=x>w</a> ",
            "<hr>",
            "<li>w",
            "<h1>w</h1>",
            "<img src=x>",
            "<input>",
            "<option>w",
            "<td>w",
            "</p>",
            "</br>",
            "<nav>w</nav>",
            "<iframe src=x></iframe>",
            "<!-- c -->",
            "<template>w</template>",
            "<noscript>w</noscript>",
            "<svg><title>w</title></svg>",
            "<math><mi>w</mi></math>",
            "<ruby>w<rt>r</ruby>",
            "<time datetime=x>w</time>",
            "<title>w</title>",
            "<header class=nav>w</header>",
            "<dt>a<dd>b",
            "<p><b><i><u><s><em><tt><big><small><strong><code><font>w")) {
      add(pages, "200,000 times " + piece, () -> repeat(piece, MANY));
    }
    for (String piece : List.of("<hr>", "<p>word", "<a href=x>w</a> ")) {
      add(pages, "1,000,000 times " + piece, () -> piece.repeat(1_000_000));
    }
    addRaw(
        pages,
        "200,000 meta elements",
        () -> "<head>" + repeat("<meta name=x content=y>", MANY) + "<p>" + BEFORE);
    addRaw(
        pages,
        "100,000 scripts of JSON-LD",
        () ->
            "<head>"
                + repeat("<script type=application/ld+json>{\"a\":1}</script>", 100_000)
                + "<p>"
                + BEFORE);
  }

  private static void unclosed(List<HardPage> pages) {
    for (String opening :
        List.of(
            "<!--",
            "<script>",
            "<style>",
            "<title>",
            "<textarea>",
            "<plaintext>",
            "<xmp>",
            "<noscript>",
            "<svg><![CDATA[",
            "<a href=\"",
            "<a ",
            "<",
            "</",
            "<!",
            "<?",
            "<!doctype ")) {
      add(pages, "unclosed " + opening, () -> opening + repeat(" abc", 2_500_000));
    }
    for (String piece :
        List.of(
            "<", "</", "<!", "<!--", "<!-->", "<![CDATA[", "<a", "<a ", "=\"", "'", "&", "-->")) {
      add(pages, "5 MB of " + piece, () -> repeat(piece, 5_000_000 / piece.length()));
    }
    add(pages, "5 MB of <script><!--", () -> repeat("<script><!--", 400_000));
    add(pages, "5 MB of </script", () -> "<script>" + repeat("</script", 600_000));
  }

  private static void misnested(List<HardPage> pages) {
    for (String piece :
        List.of(
            "<b><p></b>",
            "<a><p><a>",
            "<b><div></b>x",
            "<p><b><i>x</p>",
            "<a href=x><table><a href=y>",
            "<table><b>x",
            "<table>x",
            "<table><tr>x<td>",
            "<b><i><u></b></i></u><p>x",
            "<font size=1><font size=2><p>x",
            "<nobr><b>x",
            "</b></i></u></a>",
            "<button><p>x",
            "<select><table>",
            "<form><table><form>",
            "<svg><p>x",
            "<math><mtext><p>x",
            "<html a=b>",
            "<frameset>",
            "<h1><h2>x",
            "<body class=x>")) {
      add(pages, "100,000 times " + piece, () -> repeat(piece, 100_000));
    }
    add(
        pages,
        "50,000 <b>, then 50,000 </b><div>",
        () -> repeat("<b>", 50_000) + repeat("</b><div>", 50_000));
    add(
        pages,
        "30,000 different formats open",
        () -> numbered(30_000, i -> "<font size=" + i + ">") + repeat("<p>x</p>", 30_000));
    add(
        pages,
        "30,000 different formats, closed crosswise",
        () -> numbered(30_000, i -> "<b id=b" + i + "><div>") + repeat("</b></div>", 30_000));
  }

  private static void attributes(List<HardPage> pages) {
    add(
        pages,
        "100,000 attributes",
        () -> "<p " + numbered(100_000, i -> "a" + i + "=" + i + " ") + ">x");
    add(pages, "100,000 equal attributes", () -> "<p " + repeat("a=1 ", 100_000) + ">x");
    add(
        pages,
        "100,000 times another attribute of body",
        () -> numbered(100_000, i -> "<body a" + i + ">"));
    add(
        pages,
        "100,000 times another attribute of html",
        () -> numbered(100_000, i -> "<html a" + i + ">"));
    add(
        pages,
        "a class of 1,000,000 names",
        () -> "<p class='" + repeat("name-", 1_000_000) + "'>x");
    add(
        pages,
        "a class of 1,000,000 words",
        () -> "<p class='" + repeat("name ", 1_000_000) + "'>x");
    add(
        pages,
        "a style of 10 MB",
        () -> "<p style='" + repeat("color:red;", TEN_MILLION / 10) + "'>x");
    add(pages, "an attribute's name of 10 MB", () -> "<p " + repeat("a", TEN_MILLION) + "=1>x");
    add(pages, "a tag's name of 10 MB", () -> "<p" + repeat("a", TEN_MILLION) + ">x");
    add(pages, "200,000 different tags", () -> numbered(MANY, i -> "<x" + i + ">w</x" + i + ">"));
    add(
        pages,
        "200,000 elements with hidden styles",
        () -> repeat("<div style='display : none'>w</div>", MANY));
  }

  private static void tables(List<HardPage> pages) {
    add(
        pages,
        "a table of 100,000 cells with colspan and rowspan",
        () ->
            "<table>"
                + repeat(
                    "<tr>" + repeat("<td colspan=1000 rowspan=65534>cell</td>", 100) + "</tr>",
                    1_000)
                + "</table>");
    add(
        pages,
        "a row of 300,000 cells",
        () -> "<table><tr>" + repeat("<td>c", 300_000) + "</table>");
    add(pages, "300,000 rows", () -> "<table>" + repeat("<tr><td>c<td>d", 300_000) + "</table>");
    add(pages, "100,000 tables", () -> repeat("<table><tr><td>c<td>d</table>", 100_000));
    add(pages, "100,000 captions", () -> "<table>" + repeat("<caption>c</caption>", 100_000));
    add(pages, "100,000 columns", () -> "<table><colgroup>" + repeat("<col span=1000>", 100_000));
  }

  private static void embeddedData(List<HardPage> pages) {
    String base64 = repeat("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0", TEN_MILLION / 36);
    add(
        pages,
        "a picture of 10 MB in its address",
        () -> "<img src='data:image/png;base64," + base64 + "'>");
    add(pages, "a link of 10 MB", () -> "<a href='data:text/html;base64," + base64 + "'>link</a>");
    add(pages, "base64 of 10 MB as text", () -> "<p>" + base64 + "</p>");
    add(
        pages,
        "20 MB of __NEXT_DATA__",
        () ->
            "<script id=__NEXT_DATA__ type=application/json>{\"props\":["
                + repeat("{\"body\":\"The river rises in the hills.\"},", 500_000)
                + "{}]}</script>");
    json(
        pages,
        "20 MB of JSON-LD",
        () -> "{\"a\":[" + repeat("{\"b\":\"datePublished\"},", 900_000) + "{}]}");
    json(pages, "JSON-LD 1,000,000 deep", () -> "{\"datePublished\":" + repeat("[", 1_000_000));
    json(
        pages,
        "JSON-LD 500 deep",
        () -> repeat("{\"datePublished\":", 500) + "1" + repeat("}", 500));
    json(
        pages,
        "JSON-LD with a text of 10 MB",
        () -> "{\"articleBody\":\"" + repeat("word ", 2_000_000) + "\"}");
    json(
        pages,
        "JSON-LD with a number of 1 MB",
        () -> "{\"datePublished\":" + repeat("9", 1_000_000) + "}");
    json(
        pages,
        "JSON-LD with half a surrogate pair",
        () -> "{\"articleBody\":\"\\ud800 \\udc00 x\"}");
    add(pages, "10 MB of MathML", () -> "<math>" + repeat("<mrow><mi>x</mi><mo>+</mo>", 400_000));
    add(pages, "10 MB of TeX", () -> "<p>" + repeat("$x_{1}$ ", TEN_MILLION / 8));
  }

  private static void json(List<HardPage> pages, String name, Supplier<String> json) {
    add(pages, name, () -> "<script type='application/ld+json'>" + json.get() + "</script>");
  }

  private static void characters(List<HardPage> pages) {
    add(pages, "10 MB of &amp;", () -> "<p>" + repeat("&amp;", 2_000_000));
    add(pages, "10 MB of & and a word", () -> "<p>" + repeat("&notanentity ", 800_000));
    add(
        pages,
        "10 MB of the longest entity, unclosed",
        () -> "<p>" + repeat("&CounterClockwiseContourIntegral", 300_000));
    add(
        pages,
        "characters beyond Unicode",
        () -> "<p>" + repeat("&#x110000;&#99999999999;", 400_000));
    add(pages, "surrogates by number", () -> "<p>" + repeat("&#xD800;&#xDC00;&#55357;", 400_000));
    add(
        pages,
        "control characters by number",
        () -> "<p>" + numbered(160 * PART, i -> "a&#" + i + ";b "));
    add(pages, "10 MB of NUL", () -> "<p>" + repeat("\0", TEN_MILLION));
    add(pages, "NUL within tags", () -> repeat("<p\0 a\0=\0>w\0</p\0>", 300_000));
    add(
        pages,
        "10 MB of combining marks",
        () -> "<p>a" + repeat("\u0301\u0323\u0345", 1_700_000) + "z");
    add(
        pages,
        "marks of falling class",
        () -> "<p>" + repeat("a" + repeat("\u0345\u0301\u0323", 500), 3_000));
    add(pages, "10 MB of Hangul letters", () -> "<p>" + repeat("\u1112\u1161\u11ab", 1_100_000));
    add(
        pages,
        "10 MB of what grows in normal form",
        () -> "<p>" + repeat("\ufdfa\u1f82", 1_700_000));
    add(
        pages,
        "10 MB of bidirectional marks",
        () -> "<p>" + repeat("\u202e\u2066\u200f", 1_100_000));
    add(pages, "10 MB of soft hyphens", () -> "<p>a" + repeat("\u00ad", 5_000_000) + "b");
    add(pages, "10 MB of emoji joined", () -> "<p>" + repeat("\ud83d\udc69\u200d", 1_500_000));
    pages.add(new HardPage("half pairs of UTF-16", HardPages::halfPairs));
    pages.add(new HardPage("all bytes that begin a sequence", () -> bytes(0xE4, TEN_MILLION)));
    pages.add(new HardPage("10 MB of 0xFF", () -> bytes(0xFF, TEN_MILLION)));
    pages.add(new HardPage("10 MB of 0x80", () -> bytes(0x80, TEN_MILLION)));
    pages.add(new HardPage("10 MB of escape characters", () -> bytes(0x1B, TEN_MILLION)));
    pages.add(
        new HardPage(
            "10 MB of every byte",
            () -> {
              byte[] body = withMeta("", bytes(0, TEN_MILLION));
              for (int i = 0; i < TEN_MILLION / PART; i++) {
                body[body.length - 1 - i] = (byte) (i * 31 + (i >> 8));
              }
              return body;
            }));
    for (String charset : List.of("gb18030", "big5", "shift_jis", "iso-2022-jp", "euc-kr")) {
      pages.add(
          new HardPage(
              "damaged " + charset, () -> withMeta(charset, bytes(0x81, TEN_MILLION / 2))));
    }
  }

  private static byte[] halfPairs() {
    StringBuilder text = new StringBuilder("\uFEFF<p>" + BEFORE + "<p>");
    for (int i = 0; i < 1_000_000; i++) {
      text.append("ab");
    }
    byte[] body = text.toString().getBytes(StandardCharsets.UTF_16BE);
    for (int i = body.length - 2_000_000; i < body.length; i += 4) {
      body[i] = (byte) 0xD8;
    }
    return body;
  }

  private static byte[] bytes(int value, int count) {
    byte[] body = withMeta("", new byte[count / PART]);
    Arrays.fill(body, body.length - count / PART, body.length, (byte) value);
    return body;
  }

  private static byte[] withMeta(String charset, byte[] rest) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(rest.length + 1000);
    String meta = charset.isEmpty() ? "" : "<meta charset=" + charset + ">";
    body.writeBytes((meta + "<p>" + BEFORE + "</p><p>").getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(rest);
    return body.toByteArray();
  }

  /** A page with a sentence on both sides of what is hard. */
  private static void add(List<HardPage> pages, String name, Supplier<String> hard) {
    addRaw(
        pages,
        name,
        () ->
            "<!doctype html><html lang=en><head><title>The sluice</title></head><body><p>"
                + BEFORE
                + "</p>\n"
                + hard.get()
                + "\n<p>"
                + AFTER
                + "</p></body></html>");
  }

  private static void addRaw(List<HardPage> pages, String name, Supplier<String> html) {
    pages.add(new HardPage(name, () -> html.get().getBytes(StandardCharsets.UTF_8)));
  }

  private static String repeat(String piece, int times) {
    return piece.repeat(Math.max(1, times / PART));
  }

  private static String numbered(int count, IntFunction<String> piece) {
    StringBuilder all = new StringBuilder();
    IntStream.range(0, Math.max(1, count / PART)).forEach(i -> all.append(piece.apply(i)));
    return all.toString();
  }
}
