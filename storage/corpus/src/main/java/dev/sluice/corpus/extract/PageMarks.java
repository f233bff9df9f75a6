package dev.sluice.corpus.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Attributes;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/**
 * All elements by which a page states something of itself, found in one walk: meta elements,
 * JSON-LD, microdata, RDFa, links with a meaning, times, bylines.
 */
final class PageMarks implements NodeFilter {

  private static final int MOST_OF_A_KIND = 200;

  /** What a property is not the page's own in: its type in microdata or RDFa. */
  private static final List<String> OF_OTHERS =
      List.of("Comment", "Review", "Answer", "Person", "Organization", "ListItem", "ImageObject");

  /** One of these is in each name of a byline; looked for first, since it costs less. */
  private static final List<String> BYLINE_PARTS =
      List.of("uthor", "byl", "riter", "reator", "eporter");

  private static final Set<String> BESIDE_THE_TEXT = Set.of("nav", "aside", "footer");

  private final Document document;
  final MetaElements meta = new MetaElements();
  final StructuredData statements = new StructuredData();
  private final List<Element> properties = new ArrayList<>();
  private final List<Element> times = new ArrayList<>();
  private final List<Element> authorLinks = new ArrayList<>();
  private final List<Element> bylines = new ArrayList<>();
  private final List<String> canonicalLinks = new ArrayList<>();
  private final List<String> licences = new ArrayList<>();
  private final List<String> creativeCommons = new ArrayList<>();
  private final WordList bylineWords;
  private @Nullable Element heading;
  private boolean discussion;

  private PageMarks(Document document, WordList bylineWords) {
    this.document = document;
    this.bylineWords = bylineWords;
  }

  /** Walks a page. */
  static PageMarks of(Document document, WordList bylineWords) {
    PageMarks marks = new PageMarks(document, bylineWords);
    NodeTraversor.filter(marks, document);
    marks.statements.rank();
    return marks;
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (!(node instanceof Element element)) {
      return FilterResult.CONTINUE;
    }
    String tag = element.normalName();
    if (tag.equals("h1") && heading == null) {
      heading = element;
    }
    if (element.attributesSize() == 0) {
      return FilterResult.CONTINUE;
    }
    Attributes given = element.attributes();
    switch (tag) {
      case "meta" -> meta.add(element);
      case "script" -> script(element);
      case "a", "link", "area" -> link(element, given);
      case "time" -> add(times, element);
      default -> byline(element, given);
    }
    if (given.hasKey("itemprop") || given.hasKey("property")) {
      add(properties, element);
    }
    if (given.hasKey("itemtype")) {
      String type = given.get("itemtype").strip();
      discussion |= type.endsWith("DiscussionForumPosting") || type.endsWith("QAPage");
    }
    return FilterResult.CONTINUE;
  }

  private void script(Element script) {
    if (StructuredData.isStatement(script)) {
      statements.add(script);
    }
  }

  private void link(Element link, Attributes given) {
    String stated = given.get("rel");
    String relation = stated.isEmpty() ? "" : ' ' + stated.toLowerCase(Locale.ROOT) + ' ';
    String address = given.get("href");
    if (relation.contains(" canonical ") && isInHead(link)) {
      addText(canonicalLinks, link.absUrl("href"));
    }
    if (relation.contains(" license ") && !address.isEmpty()) {
      addText(licences, link.absUrl("href"));
    } else if (address.contains("creativecommons.org/")) {
      addText(creativeCommons, link.absUrl("href"));
    }
    if (relation.contains(" author ") && !link.normalName().equals("link")) {
      add(authorLinks, link);
    } else {
      byline(link, given);
    }
  }

  /** Readers can write into a body what the page does not mean. */
  private static boolean isInHead(Element link) {
    Element parent = link.parent();
    return link.normalName().equals("link") && parent != null && parent.normalName().equals("head");
  }

  private void byline(Element element, Attributes given) {
    String names = given.get("class").trim();
    boolean likely = !names.isEmpty() && mayBeByline(names);
    if (likely && bylines.size() < MOST_OF_A_KIND && bylineWords.hasWord(names)) {
      bylines.add(element);
    }
  }

  private static boolean mayBeByline(String names) {
    for (String part : BYLINE_PARTS) {
      if (names.contains(part)) {
        return true;
      }
    }
    return false;
  }

  private static void add(List<Element> list, Element element) {
    if (list.size() < MOST_OF_A_KIND) {
      list.add(element);
    }
  }

  private static void addText(List<String> list, String text) {
    if (list.size() < MOST_OF_A_KIND) {
      list.add(text);
    }
  }

  Document document() {
    return document;
  }

  /** True if microdata calls a part of the page a thread of a forum, or questions and answers. */
  boolean isDiscussion() {
    return discussion;
  }

  /** The first heading of the first rank. */
  Optional<Element> heading() {
    return Optional.ofNullable(heading);
  }

  /** The values of a property of microdata or RDFa that the page says of itself. */
  List<String> values(String property) {
    List<String> values = new ArrayList<>();
    for (Element element : properties) {
      if (isNamed(element, property) && !isOfOthers(element)) {
        String value = value(element);
        if (!value.isEmpty()) {
          values.add(value);
        }
      }
    }
    return values;
  }

  private static boolean isNamed(Element element, String property) {
    return isNamed(Given.value(element, "itemprop"), property)
        || isNamed(Given.value(element, "property"), property);
  }

  private static boolean isNamed(String names, String property) {
    if (!names.contains(property)) {
      return false;
    }
    for (String name : Whitespace.words(names)) {
      if (name.substring(name.indexOf(':') + 1).equals(property)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfOthers(Element element) {
    for (Element up = element.parent(); up != null; up = up.parent()) {
      String type = Given.value(up, "itemtype") + ' ' + Given.value(up, "typeof");
      if (type.length() > 1) {
        return OF_OTHERS.stream().anyMatch(type::contains);
      }
    }
    return false;
  }

  private static String value(Element element) {
    boolean thing = element.hasAttr("itemscope") || element.hasAttr("typeof");
    Element name = thing ? element.selectFirst("[itemprop=name], [property$=name]") : null;
    Element holder = name == null ? element : name;
    for (String attribute : List.of("content", "datetime")) {
      if (holder.hasAttr(attribute)) {
        return Whitespace.collapsed(holder.attr(attribute));
      }
    }
    return Whitespace.collapsed(holder.text());
  }

  /** The address that a property links to, or else its text. */
  Optional<String> address(String property) {
    for (Element element : properties) {
      if (isNamed(element, property) && !isOfOthers(element)) {
        String link = element.absUrl("href");
        String value = link.isEmpty() ? value(element) : link;
        if (!value.isEmpty()) {
          return Optional.of(value);
        }
      }
    }
    return Optional.empty();
  }

  /** Times with a machine-readable value, those of the text first. */
  List<String> times() {
    List<String> values = new ArrayList<>();
    for (Element time : times) {
      if (time.hasAttr("pubdate")) {
        values.add(0, time.attr("datetime"));
      } else if (time.hasAttr("datetime") && !isBeside(time)) {
        values.add(time.attr("datetime"));
      }
    }
    return values;
  }

  private static boolean isBeside(Element element) {
    for (Element up = element.parent(); up != null; up = up.parent()) {
      if (BESIDE_THE_TEXT.contains(up.normalName())) {
        return true;
      }
    }
    return false;
  }

  /** Names in links to the page's author. */
  List<String> authorLinks() {
    return authorLinks.stream().map(link -> Whitespace.collapsed(link.text())).distinct().toList();
  }

  /** The links to the page's author. */
  List<Element> authorLinkElements() {
    return authorLinks;
  }

  /** All {@code time} elements with attributes. */
  List<Element> timeElements() {
    return times;
  }

  /** Elements whose class says that they name who wrote the text. */
  List<Element> bylines() {
    return bylines;
  }

  /** Addresses that the head names as the page's canonical one. */
  List<String> canonicalLinks() {
    return canonicalLinks;
  }

  /** Addresses that are linked as the page's licence. */
  List<String> licences() {
    return licences;
  }

  /** Addresses of Creative Commons' licences that are linked, whatever they are said to be for. */
  List<String> creativeCommons() {
    return creativeCommons.stream()
        .filter(link -> link.contains("/licenses/") || link.contains("/publicdomain/"))
        .distinct()
        .toList();
  }
}
