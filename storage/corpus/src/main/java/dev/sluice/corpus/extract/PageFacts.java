package dev.sluice.corpus.extract;

import dev.sluice.corpus.model.Stated;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;

/**
 * Decides what a page states of itself where it says the same thing in several ways: meta elements
 * (OpenGraph, Dublin Core, those of news sites and journals), schema.org in JSON-LD, microdata and
 * RDFa, links, {@code time} elements and bylines, those that are meant for machines first.
 */
final class PageFacts {

  private static final List<String> PUBLISHED_META =
      List.of(
          "article:published_time",
          "datepublished",
          "og:published_time",
          "article:published",
          "parsely-pub-date",
          "sailthru.date",
          "citation_publication_date",
          "citation_date",
          "publishdate",
          "publish-date",
          "pubdate",
          "dc.date.issued",
          "dcterms.issued",
          "dcterms.created",
          "dc.date.created",
          "dc.date",
          "dcterms.date",
          "date");

  private static final List<String> MODIFIED_META =
      List.of(
          "article:modified_time",
          "datemodified",
          "og:updated_time",
          "dcterms.modified",
          "dc.date.modified",
          "last-modified",
          "lastmod",
          "revised");

  private static final List<String> AUTHOR_META =
      List.of(
          "author",
          "article:author",
          "article:author_name",
          "citation_author",
          "dc.creator",
          "dcterms.creator",
          "dc.creator.personalname",
          "parsely-author",
          "sailthru.author",
          "byl");

  private static final List<String> LICENCE_META =
      List.of("dcterms.license", "dc.rights.license", "dc.rights", "dcterms.rights", "rights");

  private static final List<String> LANGUAGE_META =
      List.of("content-language", "og:locale", "dc.language", "dcterms.language", "language");

  private static final Pattern TAG = Pattern.compile("[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4}");

  private static final Pattern BEHIND_TAG = Pattern.compile("[\\s,;.]");

  private static final Pattern NAMES_LICENCE =
      Pattern.compile("(?i)https?://|creative ?commons|public domain|\\bcc[- ](?:by|0)\\b");

  private static final Pattern BY =
      Pattern.compile(
          "(?i)^(?:(?:written |posted |published"
              + " )?by|author|von|autor(?:in)?|par|auteur|por|di|door"
              + "|av|af|autore)\\s*[:：]?\\s+|^(?:作者|文|记者|記者|撰文|編輯|编辑|執筆|著者)\\s*[:：/／]\\s*");

  private static final Pattern BETWEEN_NAMES = Pattern.compile("\\s*;\\s*|\\s+(?:and|&)\\s+|、");
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  private static final List<String> TITLE_SEPARATORS =
      List.of(" | ", " - ", " – ", " — ", " · ", " » ", " :: ", "_", "-", "|");

  private static final int NAME_CHARS = 100;
  private static final int BYLINE_CHARS = 80;
  private static final int MOST_AUTHORS = 50;

  private final PageMarks marks;
  private final MetaElements meta;
  private final StructuredData data;

  private PageFacts(PageMarks marks) {
    this.marks = marks;
    this.meta = marks.meta;
    this.data = marks.statements;
  }

  /** What the page with these marks states of itself. */
  static Stated of(PageMarks marks) {
    PageFacts facts = new PageFacts(marks);
    Optional<String> siteName = facts.siteName();
    return new Stated(
        facts.title(siteName),
        facts.authors(),
        facts.published(),
        facts.modified(),
        siteName,
        facts.languageHint(),
        facts.licence(),
        CanonicalLink.onlyOne(marks.canonicalLinks()));
  }

  private Optional<String> siteName() {
    return meta.content("og:site_name")
        .or(() -> data.siteName().flatMap(PageFacts::text))
        .or(() -> meta.content("application-name"))
        .or(() -> meta.content("dc.publisher"));
  }

  private Optional<String> title(Optional<String> siteName) {
    Optional<String> stated =
        meta.content("og:title")
            .or(() -> text(marks.document().title()))
            .or(() -> data.text("headline").flatMap(PageFacts::text))
            .or(() -> meta.content("dc.title"));
    Optional<String> heading = marks.heading().flatMap(h -> text(h.text().replace("¶", "")));
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

  private List<String> authors() {
    return Stream.<List<String>>of(
            names(data.names("author")),
            names(data.names("creator")),
            names(marks.values("author")),
            names(metaAuthors()),
            names(marks.authorLinks()),
            names(bylines()))
        .filter(names -> !names.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private List<String> metaAuthors() {
    return AUTHOR_META.stream()
        .map(meta::contents)
        .filter(all -> all.stream().anyMatch(PageFacts::isName))
        .findFirst()
        .orElse(List.of());
  }

  /** The first byline that is short enough to be nothing else. */
  private List<String> bylines() {
    for (Element element : marks.bylines()) {
      String text = Whitespace.collapsed(element.text());
      if (!text.isEmpty() && text.length() <= BYLINE_CHARS) {
        return StatedDate.iso(text).isPresent() ? List.of() : List.of(text);
      }
    }
    return List.of();
  }

  private static List<String> names(List<String> stated) {
    List<String> names = new ArrayList<>();
    for (String one : stated) {
      for (String name : split(BY.matcher(Whitespace.collapsed(one)).replaceFirst(""))) {
        String clean = name.strip();
        if (isName(clean) && !names.contains(clean) && names.size() < MOST_AUTHORS) {
          names.add(clean);
        }
      }
    }
    return names;
  }

  /** Several names in one text; a comma parts names only where each has two words. */
  private static List<String> split(String names) {
    List<String> parts = new ArrayList<>();
    for (String part : BETWEEN_NAMES.split(names)) {
      List<String> finer = List.of(COMMA.split(part));
      boolean eachIsWhole = finer.stream().allMatch(name -> name.strip().indexOf(' ') > 0);
      parts.addAll(eachIsWhole ? finer : List.of(part));
    }
    return parts;
  }

  private static boolean isName(String author) {
    return author.length() < NAME_CHARS
        && author.codePoints().anyMatch(Character::isLetter)
        && !author.contains("://")
        && !author.startsWith("www.")
        && author.indexOf('{') < 0;
  }

  private Optional<String> published() {
    return metaDate(PUBLISHED_META.subList(0, 3))
        .or(() -> dataDate("datePublished"))
        .or(() -> metaDate(PUBLISHED_META))
        .or(() -> dataDate("dateCreated"))
        .or(() -> dataDate("uploadDate"))
        .or(() -> date(marks.times()));
  }

  private Optional<String> modified() {
    return metaDate(MODIFIED_META).or(() -> dataDate("dateModified"));
  }

  private Optional<String> metaDate(List<String> names) {
    return date(names.stream().flatMap(name -> meta.contents(name).stream()).toList());
  }

  private Optional<String> dataDate(String property) {
    return data.text(property).flatMap(StatedDate::iso).or(() -> date(marks.values(property)));
  }

  private static Optional<String> date(List<String> texts) {
    return texts.stream().map(StatedDate::iso).flatMap(Optional::stream).findFirst();
  }

  private Optional<String> languageHint() {
    Element html = marks.document().selectFirst("html");
    Stream<String> ofHtml =
        html == null ? Stream.of() : Stream.of(html.attr("lang"), html.attr("xml:lang"));
    Stream<String> ofMeta = LANGUAGE_META.stream().flatMap(name -> meta.contents(name).stream());
    return Stream.of(ofHtml, ofMeta, data.address("inLanguage").stream())
        .flatMap(texts -> texts)
        .map(text -> BEHIND_TAG.split(text.strip(), 2)[0].replace('_', '-'))
        .filter(text -> TAG.matcher(text).matches())
        .findFirst();
  }

  private Optional<String> licence() {
    return marks.licences().stream()
        .findFirst()
        .or(() -> data.address("license"))
        .or(() -> marks.address("license"))
        .or(this::metaLicence)
        .or(this::creativeCommons)
        .map(Whitespace::collapsed)
        .filter(licence -> !licence.isEmpty() && licence.length() <= 500);
  }

  private Optional<String> metaLicence() {
    return LICENCE_META.stream()
        .flatMap(name -> meta.contents(name).stream())
        .filter(text -> NAMES_LICENCE.matcher(text).find())
        .findFirst();
  }

  /** A link to Creative Commons is the page's licence if it names no two of them. */
  private Optional<String> creativeCommons() {
    List<String> all = marks.creativeCommons();
    return all.stream().map(PageFacts::withoutScheme).distinct().count() == 1
        ? Optional.of(all.get(0))
        : Optional.empty();
  }

  private static String withoutScheme(String address) {
    return address
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^https?://(?:www\\.)?", "")
        .replaceFirst("(?:/(?:deed|legalcode)(?:\\.[a-z_-]+)?)?/?$", "");
  }

  private static Optional<String> text(String text) {
    String clean = Whitespace.collapsed(text);
    return clean.isEmpty() ? Optional.empty() : Optional.of(clean);
  }
}
