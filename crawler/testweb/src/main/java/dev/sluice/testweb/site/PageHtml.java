package dev.sluice.testweb.site;

import dev.sluice.testweb.model.Language;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** The dress of a generated page: everything around the main text that an extractor must remove. */
final class PageHtml {
  private static final String MODERN =
      """
      <!doctype html>
      <html lang="%(lang)">
      <head>
      <meta charset="%(charset)">
      <title>%(title) - %(site)</title>
      <meta name="description" content="%(description)">
      <meta property="article:published_time" content="%(date)T08:00:00Z">
      <link rel="canonical" href="%(url)">
      <style>body { font-family: serif } .cookie-banner { position: fixed }</style>
      <script>window.dataLayer = window.dataLayer || [];</script>
      </head>
      <body>
      <div class="cookie-banner" role="dialog">%(cookies)</div>
      <header><a href="/">%(site)</a><nav><ul>%(nav)</ul></nav></header>
      <main><article>
      <h1>%(title)</h1>
      <p class="byline"><time datetime="%(date)">%(date)</time></p>
      %(paragraphs)
      </article></main>
      <aside class="related"><h2>%(relatedTitle)</h2><ul>%(related)</ul></aside>
      <footer><p>%(footer)</p></footer>
      </body>
      </html>
      """;
  private static final String OLD =
      """
      <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "">
      <html lang="%(lang)"><head>
      <meta http-equiv="Content-Type" content="text/html; charset=%(charset)" />
      <title>%(title)_%(site)</title>
      <meta name="description" content="%(description)" />
      </head><body>
      <div id="top"><a href="/">%(site)</a></div>
      <div id="menu"><ul>%(nav)</ul></div>
      <div id="wrapper"><div class="content">
      <h1>%(title)</h1>
      <div class="info">%(date)</div>
      %(paragraphs)
      </div>
      <div id="sidebar"><h3>%(relatedTitle)</h3><ul>%(related)</ul></div></div>
      <div id="bottom">%(footer)<br />%(cookies)</div>
      </body></html>
      """;

  private final Language language;
  private final Words words;

  PageHtml(Language language) {
    this.language = language;
    this.words = language.isChinese() ? Words.CHINESE : Words.ENGLISH;
  }

  /** What is special about one page. */
  record Content(
      String site,
      String url,
      String charset,
      boolean old,
      String title,
      LocalDate date,
      List<String> paragraphs,
      List<String> nav,
      List<String> related) {}

  String render(Content page) {
    String first = page.paragraphs().get(0);
    return (page.old() ? OLD : MODERN)
        .replace("%(lang)", language.tag())
        .replace("%(charset)", page.charset())
        .replace("%(site)", page.site())
        .replace("%(url)", page.url())
        .replace("%(date)", page.date().toString())
        .replace("%(cookies)", words.cookies)
        .replace("%(relatedTitle)", words.related)
        .replace("%(footer)", words.footer)
        .replace("%(nav)", items(page.nav()))
        .replace("%(related)", items(page.related()))
        .replace("%(description)", first.substring(0, Math.min(80, first.length())))
        .replace("%(title)", page.title())
        .replace("%(paragraphs)", paragraphs(page));
  }

  private String items(List<String> targets) {
    return targets.stream()
        .map(target -> "<li><a href=\"%s\">%s</a></li>".formatted(target, label(target)))
        .collect(Collectors.joining("\n"));
  }

  private String label(String target) {
    return words.item + " " + target.replaceAll(".*/|\\.html|[^\\w.-]", "");
  }

  /** Each in its element; the second begins with a link, as prose on the web does. */
  private static String paragraphs(Content page) {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < page.paragraphs().size(); i++) {
      String text = page.paragraphs().get(i);
      int linked = i == 1 && !page.nav().isEmpty() ? Math.min(6, text.length()) : 0;
      html.append("<p>");
      if (linked > 0) {
        html.append("<a href=\"%s\">".formatted(page.nav().get(0)));
        html.append(text, 0, linked).append("</a>");
      }
      html.append(text, linked, text.length()).append("</p>\n");
    }
    return html.toString();
  }

  private enum Words {
    ENGLISH(
        "We use cookies to improve your experience. Accept all | Settings",
        "Related articles",
        "Copyright 2026. All rights reserved. Privacy | Terms | Contact",
        "Read more:"),
    CHINESE("本站使用 Cookie，点击接受。", "相关阅读", "版权所有 2026 隐私 联系我们", "阅读全文");

    private final String cookies;
    private final String related;
    private final String footer;
    private final String item;

    Words(String cookies, String related, String footer, String item) {
      this.cookies = cookies;
      this.related = related;
      this.footer = footer;
      this.item = item;
    }
  }
}
