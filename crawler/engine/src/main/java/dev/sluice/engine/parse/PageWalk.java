package dev.sluice.engine.parse;

import dev.sluice.pages.model.Directive;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * One walk through a page's tree that gathers all that a crawler wants of it. Links are kept as
 * written: what they are relative to, and whether they are wanted, may stand behind them.
 */
final class PageWalk implements NodeVisitor {

  /** The kinds of {@code link} elements that lead to pages. */
  private static final Set<String> PAGE_RELATIONS =
      Set.of(
          "next",
          "prev",
          "previous",
          "alternate",
          "canonical",
          "chapter",
          "contents",
          "index",
          "start");

  private final RobotsTags robotsTags;
  private final Set<Directive> directives;
  private final Set<String> links = new LinkedHashSet<>();
  private final TextDigest digest = new TextDigest();
  private @Nullable String base;
  private @Nullable String canonical;
  private String tdmReservation = "";
  private String tdmPolicy = "";

  PageWalk(RobotsTags robotsTags, Set<Directive> directives) {
    this.robotsTags = robotsTags;
    this.directives = directives;
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode text) {
      digest.addText(text.getWholeText());
    } else if (node instanceof Element element) {
      String name = element.normalName();
      digest.addTag(name);
      visit(element, name);
    }
  }

  private void visit(Element element, String name) {
    switch (name) {
      case "a", "area" -> addAnchor(element);
      case "iframe", "frame" -> addLink(element, "src");
      case "link" -> addRelated(element);
      case "meta" -> addMeta(element);
      case "base" -> base = base == null && has(element, "href") ? href(element) : base;
      default -> {} // says nothing to a crawler
    }
  }

  /** Names are in lower case already; the element's own methods would look at each case. */
  private static String value(Element element, String attribute) {
    return element.attributes().get(attribute);
  }

  private static boolean has(Element element, String attribute) {
    return element.attributes().hasKey(attribute);
  }

  private static String href(Element element) {
    return value(element, "href");
  }

  private void addAnchor(Element element) {
    if (!relations(element).contains("nofollow")) {
      addLink(element, "href");
    }
  }

  private void addLink(Element element, String attribute) {
    if (has(element, attribute)) {
      links.add(value(element, attribute));
    }
  }

  private void addRelated(Element element) {
    Set<String> relations = relations(element);
    if (canonical == null && relations.contains("canonical") && has(element, "href")) {
      canonical = href(element);
    }
    boolean leadsToPage = relations.stream().anyMatch(PAGE_RELATIONS::contains);
    if (leadsToPage && !relations.contains("nofollow") && !isFeed(element)) {
      addLink(element, "href");
    }
  }

  private static Set<String> relations(Element element) {
    String rel = value(element, "rel");
    return rel.isEmpty()
        ? Set.of()
        : Set.copyOf(List.of(rel.toLowerCase(Locale.ROOT).strip().split("\\s+")));
  }

  /** News feeds are linked as another form of the page, but hold no pages themselves. */
  private static boolean isFeed(Element element) {
    String type = value(element, "type");
    return !type.isEmpty() && !type.contains("html");
  }

  private void addMeta(Element element) {
    if (value(element, "http-equiv").equalsIgnoreCase("refresh")) {
      addRefresh(value(element, "content"));
      return;
    }
    String content = value(element, "content");
    String name = value(element, "name").strip().toLowerCase(Locale.ROOT);
    switch (name) {
      case "tdm-reservation" -> tdmReservation = content;
      case "tdm-policy" -> tdmPolicy = content;
      default -> directives.addAll(robotsTags.meta(name, content));
    }
  }

  /** {@code 5; url=/there} leads on like a redirect; without an address it loads the page again. */
  private void addRefresh(String content) {
    int start = content.toLowerCase(Locale.ROOT).indexOf("url=");
    if (start >= 0) {
      String target = content.substring(start + 4).strip().replaceAll("^['\"]|['\"].*$", "");
      links.add(target);
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (depth == 0) {
      directives.addAll(RobotsTags.reservation(tdmReservation, tdmPolicy));
    }
  }

  /** The links that may be followed, each once, as written. */
  Set<String> links() {
    return links;
  }

  /** What the page says that its links are relative to, as written. */
  Optional<String> base() {
    return Optional.ofNullable(base);
  }

  /** The page's proper address, as written. */
  Optional<String> canonical() {
    return Optional.ofNullable(canonical);
  }

  long textDigest() {
    return digest.value();
  }
}
