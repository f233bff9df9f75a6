package dev.sluice.corpus.extract;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What a page states of itself in its head and structured data.
 *
 * @param title without the site's name where that can be told
 * @param author as stated
 * @param published ISO 8601 date or time
 * @param siteName as stated
 * @param languageHint BCP 47 tag
 */
record PageFacts(
    Optional<String> title,
    Optional<String> author,
    Optional<String> published,
    Optional<String> siteName,
    Optional<String> languageHint) {

  private static final Pattern ISO_DATE =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?");

  private static final List<String> DATE_META =
      List.of(
          "article:published_time",
          "datepublished",
          "og:published_time",
          "publishdate",
          "pubdate",
          "dc.date.issued",
          "dc.date",
          "date");

  private static final List<String> TITLE_SEPARATORS =
      List.of(" | ", " - ", " – ", " — ", " · ", " » ", " :: ", "_", "-", "|");

  /** Reads them from a page. */
  static PageFacts of(Document document) {
    MetaElements meta = new MetaElements(document);
    Optional<String> siteName = meta.content("og:site_name");
    return new PageFacts(
        title(document, meta, siteName),
        meta.content("author").or(() -> meta.content("article:author")).filter(PageFacts::isName),
        published(document, meta),
        siteName,
        languageHint(document, meta));
  }

  private static Optional<String> title(
      Document document, MetaElements meta, Optional<String> siteName) {
    Optional<String> stated = meta.content("og:title").or(() -> text(document.title()));
    Optional<String> heading =
        Optional.ofNullable(document.selectFirst("h1"))
            .flatMap(h -> text(h.text().replace("¶", "")));
    return stated.map(t -> withoutSiteName(t, siteName, heading)).or(() -> heading);
  }

  private static String withoutSiteName(
      String title, Optional<String> siteName, Optional<String> heading) {
    if (heading.isPresent() && heading.get().length() > 3 && title.startsWith(heading.get())) {
      return heading.get();
    }
    for (String separator : TITLE_SEPARATORS) {
      int at = title.lastIndexOf(separator);
      if (at > 0 && siteName.isPresent()) {
        String tail = title.substring(at + separator.length()).strip();
        if (tail.equalsIgnoreCase(siteName.get())) {
          return title.substring(0, at).strip();
        }
      }
    }
    return title;
  }

  private static Optional<String> published(Document document, MetaElements meta) {
    for (String name : DATE_META) {
      Optional<String> date = meta.content(name).flatMap(PageFacts::isoDate);
      if (date.isPresent()) {
        return date;
      }
    }
    return StructuredData.first(document, "datePublished")
        .flatMap(PageFacts::isoDate)
        .or(
            () ->
                Optional.ofNullable(document.selectFirst("time[datetime]"))
                    .flatMap(time -> isoDate(time.attr("datetime"))));
  }

  private static Optional<String> languageHint(Document document, MetaElements meta) {
    Element html = document.selectFirst("html");
    Optional<String> stated = html == null ? Optional.empty() : text(html.attr("lang"));
    return stated
        .or(() -> html == null ? Optional.empty() : text(html.attr("xml:lang")))
        .or(() -> meta.content("content-language"))
        .or(() -> meta.content("og:locale").map(locale -> locale.replace('_', '-')));
  }

  private static Optional<String> isoDate(String text) {
    Matcher matcher = ISO_DATE.matcher(text);
    return matcher.find() ? Optional.of(matcher.group().replace(' ', 'T')) : Optional.empty();
  }

  private static boolean isName(String author) {
    return !author.startsWith("http") && author.length() < 200;
  }

  private static Optional<String> text(String text) {
    String clean = Whitespace.collapsed(text);
    return clean.isEmpty() ? Optional.empty() : Optional.of(clean);
  }
}
