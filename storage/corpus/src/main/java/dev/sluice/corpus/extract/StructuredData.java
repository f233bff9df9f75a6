package dev.sluice.corpus.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/**
 * The schema.org statements that a page embeds as JSON-LD.
 *
 * <p>Only what is said of the page itself counts: the things at the top, in a {@code @graph}, or
 * under {@code mainEntity}; not those of its comments, of what it lists or of what it is part of.
 * Articles speak before other works, and these before the web page. References by {@code @id} are
 * followed.
 */
final class StructuredData {

  /** What follows the statements, such as the end of a comment, is not looked at. */
  private static final ObjectReader JSON =
      JsonMapper.shared().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final Pattern WRAPPER =
      Pattern.compile("^(?:\\s|/\\*|\\*/|//|<!--|<!\\[CDATA\\[)++");

  /** A script of more characters is a catalogue, and no statement of a page. */
  private static final int MOST_CHARS = 4_000_000;

  /** No page makes more statements of itself. */
  private static final int MOST_THINGS = 1_000;

  private static final Set<String> NOT_THE_PAGE =
      Set.of(
          "organization",
          "newsmediaorganization",
          "person",
          "breadcrumblist",
          "imageobject",
          "listitem",
          "searchaction",
          "comment",
          "answer",
          "review",
          "itemlist",
          "offer",
          "website");

  private static final List<String> WORKS =
      List.of(
          "product",
          "recipe",
          "video",
          "audio",
          "podcast",
          "event",
          "book",
          "course",
          "dataset",
          "question",
          "creativework",
          "software",
          "movie",
          "howto",
          "message",
          "thesis",
          "chapter");

  private final List<JsonNode> things = new ArrayList<>();
  private final Map<String, JsonNode> byId = new HashMap<>();
  private int left = MOST_CHARS;

  /** True for the scripts that hold statements. */
  static boolean isStatement(Element script) {
    return script.attr("type").toLowerCase(Locale.ROOT).contains("ld+json");
  }

  /** Reads one more script; broken JSON is passed over. */
  void add(Element script) {
    String data = script.data().strip();
    left -= data.length();
    if (left < 0 || data.isEmpty()) {
      return;
    }
    try {
      collect(JSON.readTree(unwrapped(data)));
    } catch (JacksonException brokenJson) {
      return; // other scripts may be whole
    }
  }

  /** Some templates wrap the JSON into a comment, or a CDATA section. */
  private static String unwrapped(String data) {
    return WRAPPER.matcher(data).replaceFirst("");
  }

  private void collect(JsonNode root) {
    Deque<JsonNode> open = new ArrayDeque<>();
    open.add(root);
    while (!open.isEmpty() && things.size() < MOST_THINGS) {
      JsonNode node = open.poll();
      if (node.isArray()) {
        node.forEach(open::add);
      } else if (node.isObject()) {
        things.add(node);
        if (node.path("@id").isString()) {
          byId.merge(node.path("@id").stringValue(), node, (a, b) -> a.size() >= b.size() ? a : b);
        }
        for (String inner : List.of("@graph", "mainEntity", "mainEntityOfPage")) {
          if (node.has(inner)) {
            open.add(node.get(inner));
          }
        }
      }
    }
  }

  /** Brings the things into the order in which they are asked; after all scripts are read. */
  void rank() {
    things.sort(Comparator.comparingInt(StructuredData::rank));
  }

  private static int rank(JsonNode thing) {
    String type = type(thing);
    if (type.endsWith("article") || type.endsWith("posting") || type.equals("report")) {
      return 0;
    }
    if (WORKS.stream().anyMatch(type::contains)) {
      return 1;
    }
    return type.endsWith("page") ? 2 : 3;
  }

  private static String type(JsonNode thing) {
    JsonNode type = thing.path("@type");
    String name = type.isArray() && !type.isEmpty() ? text(type.get(0)) : text(type);
    return name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
  }

  /** The first text under this name. */
  Optional<String> text(String name) {
    return said(name).stream()
        .map(StructuredData::text)
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  /** The name or address under this name: of a licence, or a language. */
  Optional<String> address(String name) {
    return said(name).stream()
        .map(this::followed)
        .map(node -> node.isObject() ? firstOf(node, "url", "@id", "name") : text(node))
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  /** The names of the people or organisations under this name. */
  List<String> names(String name) {
    for (JsonNode value : said(name)) {
      List<String> names = new ArrayList<>();
      for (JsonNode one : value.isArray() ? value : List.of(value)) {
        JsonNode person = followed(one);
        String found = person.isObject() ? firstOf(person, "name") : text(person);
        if (!found.isBlank()) {
          names.add(found);
        }
      }
      if (!names.isEmpty()) {
        return names;
      }
    }
    return List.of();
  }

  /** The name of the site: what the page's {@code WebSite} is called, or else its publisher. */
  Optional<String> siteName() {
    for (JsonNode thing : things) {
      if (type(thing).equals("website") && !firstOf(thing, "name").isBlank()) {
        return Optional.of(firstOf(thing, "name"));
      }
    }
    return names("publisher").stream().findFirst();
  }

  private List<JsonNode> said(String name) {
    List<JsonNode> values = new ArrayList<>();
    for (JsonNode thing : things) {
      JsonNode value = thing.get(name);
      if (value != null && !NOT_THE_PAGE.contains(type(thing))) {
        values.add(value);
      }
    }
    return values;
  }

  private JsonNode followed(JsonNode node) {
    JsonNode first = node.isArray() && !node.isEmpty() ? node.get(0) : node;
    boolean bare = first.isObject() && first.size() <= 2 && first.path("@id").isString();
    JsonNode known = bare ? byId.get(first.path("@id").stringValue()) : null;
    return known == null ? first : known;
  }

  private static String firstOf(JsonNode object, String... names) {
    for (String name : names) {
      String text = text(object.get(name));
      if (!text.isBlank()) {
        return text;
      }
    }
    return "";
  }

  private static String text(@Nullable JsonNode node) {
    if (node == null) {
      return "";
    }
    if (node.isArray() && !node.isEmpty()) {
      return text(node.get(0));
    }
    return node.isString() ? node.stringValue() : "";
  }
}
