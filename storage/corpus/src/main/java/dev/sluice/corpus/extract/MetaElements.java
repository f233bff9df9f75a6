package dev.sluice.corpus.extract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Element;

/** The meta elements of a page by name, property, itemprop or http-equiv, in lower case. */
final class MetaElements {

  private static final List<String> NAMING = List.of("name", "property", "itemprop", "http-equiv");

  /** More of one name are not read: no page has as many authors. */
  private static final int MOST_OF_ONE_NAME = 100;

  private final Map<String, List<String>> contents = new HashMap<>();

  /** Reads one more. */
  void add(Element meta) {
    String content = Whitespace.collapsed(Given.value(meta, "content"));
    if (content.isEmpty()) {
      return;
    }
    for (String attribute : NAMING) {
      String names = Given.value(meta, attribute);
      for (String name : Whitespace.words(names.toLowerCase(Locale.ROOT))) {
        if (!name.isEmpty()) {
          List<String> all = contents.computeIfAbsent(name, any -> new ArrayList<>(1));
          if (all.size() < MOST_OF_ONE_NAME) {
            all.add(content);
          }
        }
      }
    }
  }

  /** What the page says under a name; of several, the first. */
  Optional<String> content(String name) {
    return contents(name).stream().findFirst();
  }

  /** All that the page says under a name. */
  List<String> contents(String name) {
    return contents.getOrDefault(name, List.of());
  }
}
