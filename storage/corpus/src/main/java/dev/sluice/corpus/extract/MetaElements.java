package dev.sluice.corpus.extract;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The meta elements of a page by name, property, itemprop or http-equiv, in lower case. */
final class MetaElements {

  private static final List<String> NAMING = List.of("name", "property", "itemprop", "http-equiv");

  private final Map<String, String> contents = new HashMap<>();

  /** Reads them; of several with one name the first counts. */
  MetaElements(Document document) {
    for (Element element : document.select("meta[content]")) {
      String content = Whitespace.collapsed(element.attr("content"));
      for (String attribute : NAMING) {
        String name = element.attr(attribute).toLowerCase(Locale.ROOT);
        if (!name.isEmpty() && !content.isEmpty()) {
          contents.putIfAbsent(name, content);
        }
      }
    }
  }

  /** What the page says under a name. */
  Optional<String> content(String name) {
    return Optional.ofNullable(contents.get(name));
  }
}
