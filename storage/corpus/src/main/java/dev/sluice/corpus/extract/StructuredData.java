package dev.sluice.corpus.extract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the schema.org statements that a page embeds as JSON-LD. */
final class StructuredData {

  private static final JsonMapper JSON = JsonMapper.shared();

  private StructuredData() {}

  /** The first text under this name, in the order of the page; broken JSON is passed over. */
  static Optional<String> first(Document document, String name) {
    for (Element script : document.select("script[type=application/ld+json]")) {
      if (script.data().contains(name)) {
        Optional<String> found = inScript(script.data(), name);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> inScript(String data, String name) {
    try {
      Deque<JsonNode> open = new ArrayDeque<>();
      open.add(JSON.readTree(data));
      while (!open.isEmpty()) {
        JsonNode node = open.poll();
        JsonNode value = node.get(name);
        if (value != null && value.isString() && !value.stringValue().isBlank()) {
          return Optional.of(value.stringValue());
        }
        node.forEach(open::add);
      }
    } catch (JacksonException brokenJson) {
      return Optional.empty();
    }
    return Optional.empty();
  }
}
