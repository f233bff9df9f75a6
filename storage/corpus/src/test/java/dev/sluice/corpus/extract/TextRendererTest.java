package dev.sluice.corpus.extract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.ExtractSettings;
import dev.sluice.corpus.model.ExtractSettings.Favour;
import dev.sluice.corpus.model.ExtractSettings.Format;
import java.util.Random;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextRendererTest {

  private static final ExtractSettings MARKDOWN =
      ExtractSettings.STANDARD.withFormat(Format.MARKDOWN);
  private static final ExtractSettings LINKED =
      new ExtractSettings(Format.MARKDOWN, true, Favour.BALANCE, false);

  private final Clutter clutter = new Clutter();
  private final Parser parser =
      Parser.builder().extensions(Set.of(TablesExtension.create())).build();

  // Formulas

  @Test
  void mathml_is_written_as_its_latex_where_it_has_any() {
    String math =
        "<math><semantics><mrow><mi>x</mi></mrow><annotation encoding='application/x-tex'>"
            + "\\frac{a}{b} \n + c</annotation></semantics></math>";
    assertThat(text("<p>Let " + math + ".</p>")).isEqualTo("Let $\\frac{a}{b} + c$.");
    assertThat(text("<p>So <math alttext='x_{1}^2'><mi>x</mi></math></p>"))
        .isEqualTo("So $x_{1}^2$");
  }

  @Test
  void other_mathml_is_written_on_one_line_with_its_structure() {
    assertThat(
            text(
                "<math><mi>x</mi><mo>=</mo><mfrac><mrow><mo>−</mo><mi>b</mi></mrow>"
                    + "<mrow><mn>2</mn><mi>a</mi></mrow></mfrac></math>"))
        .isEqualTo("x = (−b)/2a");
    assertThat(
            text(
                "<math><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow>"
                    + "<mi>n</mi></munderover><msup><mi>i</mi><mn>2</mn></msup></math>"))
        .isEqualTo("∑_(i = 1)^ni^2");
    assertThat(
            text(
                "<math><mfenced open='[' close=']'><mi>a</mi><mi>b</mi></mfenced><msqrt><mi>y</mi>"
                    + "</msqrt><mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr>"
                    + "<mtd><mn>0</mn></mtd><mtd><mn>1</mn></mtd></mtr></mtable></math>"))
        .isEqualTo("[a, b]√(y)[1, 0; 0, 1]");
  }

  @Test
  @Timeout(20)
  void a_formula_nested_without_end_is_written_without_its_structure() {
    String deep = "<math>" + "<msqrt>".repeat(20_000) + "<mi>x</mi>";
    assertThat(text(deep)).startsWith("√(√(").contains("x");
  }

  @Test
  void katex_mathjax_and_wikipedia_give_a_formula_once() {
    assertThat(
            text(
                "<p>A <span class=katex><span class=katex-mathml><math><semantics><mi>E</mi>"
                    + "<annotation encoding='application/x-tex'>E=mc^2</annotation></semantics>"
                    + "</math></span><span class=katex-html aria-hidden=true>E=mc2</span></span>"
                    + " b</p>"))
        .isEqualTo("A $E=mc^2$ b");
    assertThat(
            text(
                "<p>A <span class=MathJax_Preview>x2</span><span class=MathJax>x2</span>"
                    + "<script type='math/tex'>x^2</script> b</p>"))
        .isEqualTo("A $x^2$ b");
    assertThat(
            text(
                "<p>A <span class=mwe-math-element><span style='display: none'><math"
                    + " alttext='{\\displaystyle \\pi r^{2}}'><mi>π</mi></math></span><img"
                    + " class=mwe-math-fallback-image-inline aria-hidden=true"
                    + " alt='{\\displaystyle \\pi r^{2}}'></span> b</p>"))
        .isEqualTo("A $\\pi r^{2}$ b");
  }

  @Test
  void a_displayed_formula_has_a_line_of_its_own() {
    assertThat(text("<p>We get <script type='math/tex; mode=display'>a\n=b</script> at last.</p>"))
        .isEqualTo("We get\n\n$$a =b$$\n\nat last.");
  }

  @Test
  void an_image_that_is_a_formula_is_its_alternative_text() {
    assertThat(text("<p>Take <img class=tex alt='\\sqrt{2}'> and <img alt='a photo'></p>"))
        .isEqualTo("Take $\\sqrt{2}$ and");
    assertThat(text("<p><img src='/latex.php?x' alt='x_i'></p>")).isEqualTo("$x_i$");
  }

  @Test
  void formulas_that_a_script_would_set_are_not_escaped_in_markdown() {
    String page =
        "<script src='https://cdn.example/MathJax.js'></script><p>As \\(a_1*b_2\\) and $x_1$, at"
            + " *least* for $5 or $6.</p>";
    assertThat(markdown(page)).isEqualTo("As $a_1*b_2$ and $x_1$, at \\*least\\* for $5 or $6.");
  }

  // Code

  @Test
  void code_of_highlighters_keeps_its_lines_and_loses_their_numbers() {
    String lines = "def f():\n    return 1\n\nf()";
    assertThat(text("<pre>\n\n" + lines + "\n\n</pre>")).isEqualTo(lines);
    assertThat(
            text(
                "<pre><code><span class=line>def f():</span><span class=line>    return 1</span>"
                    + "<span class=line></span><span class=line>f()</span></code></pre>"))
        .isEqualTo(lines);
    assertThat(
            text(
                "<pre><div class=line>def f():</div><div class=line>    return 1</div>"
                    + "<div class=line></div><div class=line>f()</div></pre>"))
        .isEqualTo(lines);
    assertThat(
            text(
                "<pre><ol class=linenums><li>def f():</li><li>    return 1</li><li></li>"
                    + "<li>f()</li></ol></pre>"))
        .isEqualTo(lines);
    assertThat(
            text(
                "<div class=syntaxhighlighter><table>\n<tr>\n<td class=gutter><div>1</div>"
                    + "<div>2</div></td>\n<td class=code><div class=container>\n"
                    + "<div class=line>def&nbsp;f():</div>\n"
                    + "<div class=line>&nbsp;&nbsp;&nbsp;&nbsp;return&nbsp;1</div>\n"
                    + "</div></td>\n</tr>\n</table></div>"))
        .isEqualTo("def f():\n    return 1");
    assertThat(
            text(
                "<div class=blob-wrapper><table>\n<tr>\n<td class=blob-num>1</td>\n"
                    + "<td class=blob-code>def f():</td>\n</tr>\n<tr>\n<td class=blob-num>2</td>\n"
                    + "<td class=blob-code>    return 1</td>\n</tr>\n</table></div>"))
        .isEqualTo("def f():\n    return 1");
  }

  @Test
  void code_with_breaks_outside_of_preformatted_text_keeps_its_lines() {
    assertThat(text("<p>Run:</p><code>a = 1<br>&nbsp;&nbsp;b = 2</code><p>Done.</p>"))
        .isEqualTo("Run:\n\na = 1\n  b = 2\n\nDone.");
  }

  @Test
  void code_is_fenced_in_markdown_with_its_language() {
    assertThat(
            markdown("<p>a</p><pre><code class='hljs language-java'>int i;\n\n`x`</code></pre>b"))
        .isEqualTo("a\n\n```java\nint i;\n\n`x`\n```\n\nb");
    assertThat(markdown("<div class='highlight-python3 notranslate'><pre>```\nx</pre></div>"))
        .isEqualTo("````python3\n```\nx\n````");
    assertThat(markdown("<p>Use <code>a*b</code> or <code>`c`</code>.</p>"))
        .isEqualTo("Use `a*b` or `` `c` ``.");
  }

  // Small marks

  @Test
  void powers_are_kept_and_marks_of_notes_are_not() {
    assertThat(text("<p>10<sup>6</sup> m<sup>2</sup>, e<sup>-x</sup>, 2<sup>k</sup></p>"))
        .isEqualTo("10⁶ m², e^(-x), 2^k");
    assertThat(text("<p>the 1<sup>st</sup>, le XIX<sup>e</sup>, H<sub>2</sub>O</p>"))
        .isEqualTo("the 1st, le XIXe, H2O");
    assertThat(text("<p>log<sub>10</sub>100</p>")).isEqualTo("log10 100");
    assertThat(
            text(
                "<p>Known<sup class=reference><a href='#cite_note-1'>[1]</a></sup> and seen<sup>"
                    + "<a href='#fn2'>2</a></sup><a class=footnote-ref href='#n'>3</a>, at"
                    + " 5<sup><a href='/unit'>th</a></sup></p>"))
        .isEqualTo("Known and seen, at 5th");
  }

  @Test
  void readings_of_han_are_left_out_and_quotes_are_marked() {
    assertThat(text("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字</p>")).isEqualTo("漢字");
    assertThat(text("<p>She said <q>no</q> twice.</p>")).isEqualTo("She said “no” twice.");
  }

  @Test
  void soft_hyphens_vanish_and_runs_of_breaks_are_one_gap() {
    assertThat(text("<p>Donau&shy;dampf<br><br><br><br>schiff<br>fahrt</p>"))
        .isEqualTo("Donaudampf\n\nschiff\nfahrt");
  }

  @Test
  void details_definitions_and_captions_have_lines_of_their_own() {
    assertThat(
            text(
                "<details><summary>More</summary><p>Inside.</p></details><dl><dt>Word<dd>Sense"
                    + "<dd>Other</dl><figure><img alt=x><figcaption>Fig. 1</figcaption></figure>"))
        .isEqualTo("More\n\nInside.\n\nWord\nSense\n\nOther\n\nFig. 1");
  }

  // Tables

  private static final String SPANS =
      "<table><caption>Trips</caption><tr><th>Town<th>Year<th colspan=2>Days</tr>"
          + "<tr><td rowspan=2>Bern<td>2001<td>3<td>4</tr><tr><td>2002<td>5</tr>"
          + "<tr><td>Rome<td>2003<td>a|b</tr></table>";

  @Test
  void a_cell_that_spans_rows_is_in_each_of_them() {
    assertThat(text(SPANS))
        .isEqualTo(
            "Trips\nTown | Year | Days\nBern | 2001 | 3 | 4\nBern | 2002 | 5\nRome | 2003 | a|b");
  }

  @Test
  void a_table_in_markdown_has_as_many_cells_in_each_row() {
    assertThat(markdown(SPANS))
        .isEqualTo(
            """
            Trips

            | Town | Year | Days | |
            | --- | --- | --- | --- |
            | Bern | 2001 | 3 | 4 |
            | Bern | 2002 | 5 | |
            | Rome | 2003 | a\\|b | |""");
    assertThat(html(markdown(SPANS))).contains("<td>a|b</td>").contains("<th>Days</th>");
  }

  @Test
  @Timeout(20)
  void spans_without_measure_make_no_table_without_measure() {
    String table =
        "<table><tr><td rowspan=65534 colspan=1000>a<td>b</tr>" + "<tr><td>c".repeat(300);
    assertThat(text(table).length()).isLessThan(10_000);
    assertThat(markdown(table).length()).isLessThan(500_000);
  }

  // Markdown

  @Test
  void headings_lists_quotes_and_emphasis_are_marked() {
    assertThat(
            markdown(
                "<h2>A <b>plan</b></h2><p>First <b>bold</b>, <i>then</i> un<em>believ</em>able.</p>"
                    + "<ul><li>one<li>two<ol start=3><li>three<li>four</ol><li><p>five</p><p>six</p>"
                    + "</ul><blockquote><p>So.</p><p>Yes.</p></blockquote><p>End</p>"))
        .isEqualTo(
            """
            ## A plan

            First **bold**, *then* un*believ*able.

            - one
            - two

              3. three
              4. four
            - five

              six

            > So.
            >
            > Yes.

            End""");
  }

  @Test
  void emphasis_that_would_not_be_read_as_such_is_left_out() {
    assertThat(markdown("<p><b>注意：</b>请不要动。<b>重要</b>的事</p>")).isEqualTo("注意：请不要动。**重要**的事");
    assertThat(markdown("<p>x<b>(y)</b></p>")).isEqualTo("x(y)");
    assertThat(markdown("<p><b> a </b>b<i></i><b>c</b><i>d</i></p>")).isEqualTo("**a** b**c**d");
    assertThat(markdown("<b><p>one</p><p>two</p></b>")).isEqualTo("**one**\n\n**two**");
  }

  @Test
  void links_keep_their_address_only_if_asked() {
    String page = "<p>See <a href='/a (b)'>the <b>page</b></a>, <a href='mailto:x@y'>mail</a>.</p>";
    assertThat(markdown(page)).isEqualTo("See the **page**, mail.");
    assertThat(render(page, LINKED))
        .isEqualTo("See [the **page**](http://docs.example.test/a%20%28b%29), mail.");
  }

  @Test
  void breaks_within_a_paragraph_are_kept_as_hard_ones() {
    assertThat(markdown("<p>Roses are red,<br>violets are blue</p>"))
        .isEqualTo("Roses are red,  \nviolets are blue");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1. not a list",
        "- nor this",
        "+ nor this",
        "# no heading",
        "> no quote",
        "=== no line",
        "--- no line",
        "a*b*c _d_ snake_case __init__ 3 * 4",
        "`code` ``",
        "[x](y) [z]: q ![i](j)",
        "<b> a < b <!-- c -->",
        "AT&T &amp; &copy; &#65;",
        "back\\slash \\* \\n",
        "~~gone~~ ~~~ x",
        "| a | b |",
        "C# and F# #tag",
        "12345678901. x",
        "1) x",
        "*",
        "-",
        "* * *",
        "100%",
        "a_",
        "[ref]: http://x.test",
        "https://x.test/a_b_c?d=e&f=g",
        "价格：5＊3 【注】「引」",
        ":-- | --"
      })
  void a_text_that_looks_like_markdown_is_read_as_it_was_written(String text) {
    String page = "<p>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</p><p>end</p>";
    assertThat(plain(markdown(page))).isEqualTo(text + "\nend");
    String heading = "<h3>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</h3>";
    assertThat(plain(markdown(heading))).isEqualTo(text);
    String item = "<ul><li>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</ul>";
    assertThat(html(markdown(item))).startsWith("<ul>").doesNotContain("<ol", "<h", "<em", "<code");
  }

  @Test
  void pages_put_together_by_chance_keep_their_words_in_markdown() {
    Random random = new Random(7);
    for (int round = 0; round < 400; round++) {
      String page = chance(random, 4);
      String words = words(text(page));
      assertThat(words(plain(markdown(page)))).as(page).isEqualTo(words);
    }
  }

  private static String chance(Random random, int depth) {
    StringBuilder page = new StringBuilder();
    int parts = 1 + random.nextInt(4);
    for (int i = 0; i < parts; i++) {
      page.append(part(random, depth));
    }
    return page.toString();
  }

  private static String part(Random random, int depth) {
    String[] tags = {
      "p", "b", "i", "ul", "ol", "li", "blockquote", "h2", "div", "span", "a href=x", "em", "strong"
    };
    String[] texts = {
      "word ",
      "two words",
      "*",
      "_x_",
      "1. ",
      "- ",
      "#",
      "注意：",
      "(a)",
      "“q”",
      " ",
      "<br>",
      "`",
      "x&y;",
      "<code>c*d</code>",
      "a|b",
      "\\",
      "[l](m)",
      "=",
      "~~",
      "$5"
    };
    if (depth == 0 || random.nextInt(3) == 0) {
      return texts[random.nextInt(texts.length)];
    }
    String tag = tags[random.nextInt(tags.length)];
    return "<" + tag + ">" + chance(random, depth - 1) + "</" + tag.split(" ")[0] + ">";
  }

  /** What a reader of Markdown shows as text, marks of lists left out. */
  private String words(String text) {
    return text.replaceAll("\\d+\\.|[-\\s]", "");
  }

  private String plain(String markdown) {
    Node parsed = parser.parse(markdown);
    String html =
        HtmlRenderer.builder().extensions(Set.of(TablesExtension.create())).build().render(parsed);
    Element body = Jsoup.parse(html).body();
    return render(body, ExtractSettings.STANDARD).replaceAll("\n+", "\n");
  }

  private String html(String markdown) {
    return HtmlRenderer.builder()
        .extensions(Set.of(TablesExtension.create()))
        .build()
        .render(parser.parse(markdown));
  }

  private String text(String page) {
    return render(page, ExtractSettings.STANDARD);
  }

  private String markdown(String page) {
    return render(page, MARKDOWN);
  }

  private String render(String page, ExtractSettings settings) {
    return render(Jsoup.parse(page, "http://docs.example.test/page.html").body(), settings);
  }

  private String render(Element body, ExtractSettings settings) {
    Set<org.jsoup.nodes.Node> silent = PageBlocks.silentBelow(body, clutter);
    return TextRenderer.render(body, Measures.of(body, silent), silent, settings);
  }
}
