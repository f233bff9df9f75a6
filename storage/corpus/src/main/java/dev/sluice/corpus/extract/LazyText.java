package dev.sluice.corpus.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds text that a page holds for its scripts and does not show without them: an {@code
 * articleBody} in JSON-LD, the state of a program in JSON, a template, the source of an inner
 * frame.
 *
 * <p>It is asked only for pages whose markup holds next to no text. JSON is read as a stream, up to
 * a limit of characters and of depth. Of a state, the texts at one path ({@code
 * props.page.blocks[].text}) belong together; the path with most of what looks like prose is taken.
 */
final class LazyText {

  /**
   * Text that was found.
   *
   * @param body a body with it, as markup
   * @param where for people: where it was
   */
  record Found(Element body, String where) {}

  private static final BoundedParser PARSER = new BoundedParser();
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final int MOST_CHARS = 8_000_000;
  private static final int MOST_TEXTS = 50_000;
  private static final int MOST_DEPTH = 400;
  private static final int PROSE_CHARS = 60;

  private static final Set<String> BODIES =
      Set.of("articlebody", "text", "reviewbody", "transcript");

  private static final Pattern STATE =
      Pattern.compile(
          "(?:window|self|globalThis)\\s*(?:\\.\\s*|\\[\\s*[\"'])"
              + "(__[A-Z0-9_]+__|__[a-zA-Z0-9_]*(?:state|data|props)[a-zA-Z0-9_]*)"
              + "(?:[\"']\\s*])?\\s*=\\s*(?=[\\[{])",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern MARKUP =
      Pattern.compile("<(?:p|div|br|h[1-6]|ul|ol|table|span)[\\s/>]");
  private static final Pattern SENTENCE_MARK = Pattern.compile("[.!?,;:。！？，、；：।]");

  private int left = MOST_CHARS;

  /** The body with most text of all that the page holds back. */
  static Optional<Found> in(Document page) {
    LazyText search = new LazyText();
    List<Found> found = new ArrayList<>();
    for (Element script : page.getElementsByTag("script")) {
      search.script(script).ifPresent(found::add);
    }
    for (Element template : outermostTemplates(page)) {
      search.markup(template.html(), "a template").ifPresent(found::add);
    }
    for (Element frame : page.select("iframe[srcdoc]")) {
      search.markup(frame.attr("srcdoc"), "an inner frame").ifPresent(found::add);
    }
    for (Element frames : page.getElementsByTag("noframes")) {
      String html = frames.data().isBlank() ? frames.html() : frames.data();
      search.markup(html, "noframes").ifPresent(found::add);
    }
    return found.stream().reduce((a, b) -> length(b) > length(a) ? b : a);
  }

  private static List<Element> outermostTemplates(Document page) {
    List<Element> templates = new ArrayList<>();
    NodeFilter filter =
        (node, depth) -> {
          if (node instanceof Element element && element.normalName().equals("template")) {
            templates.add(element);
            return NodeFilter.FilterResult.SKIP_ENTIRELY;
          }
          return NodeFilter.FilterResult.CONTINUE;
        };
    NodeTraversor.filter(filter, page);
    return templates;
  }

  private static int length(Found found) {
    return found.body().text().length();
  }

  private Optional<Found> markup(String html, String where) {
    left -= html.length();
    return html.isBlank() || left < 0
        ? Optional.empty()
        : Optional.of(new Found(PARSER.parse(html, "").document().body(), where));
  }

  private Optional<Found> script(Element script) {
    String data = script.data();
    String type = script.attr("type").toLowerCase(Locale.ROOT);
    left -= data.length();
    if (left < 0 || data.length() < PROSE_CHARS) {
      return Optional.empty();
    }
    if (StructuredData.isStatement(script)) {
      return best(texts(data, 0), true).map(body -> new Found(body, "JSON-LD"));
    }
    if (type.contains("json")) {
      String name = script.id().isEmpty() ? "JSON" : script.id();
      return best(texts(data, 0), false).map(body -> new Found(body, name));
    }
    if (type.isEmpty() || type.contains("javascript") || type.equals("module")) {
      Matcher state = STATE.matcher(data);
      return state.find()
          ? best(texts(data, state.end()), false).map(body -> new Found(body, state.group(1)))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /**
   * One text of a JSON value.
   *
   * @param path where it stands, without the places in arrays
   * @param array which array it stands in, by number: the pieces of one paragraph share one
   */
  private record Text(String path, int array, String value) {

    /** True in an array of objects that itself lies in one: the spans of paragraphs. */
    boolean isPiece() {
      return !path.endsWith("[].") && path.indexOf("[]") != path.lastIndexOf("[]");
    }
  }

  /** All texts of the value that begins at this place, as far as it can be read. */
  private static List<Text> texts(String json, int start) {
    List<Text> texts = new ArrayList<>();
    Deque<String> path = new ArrayDeque<>();
    Deque<Integer> arrays = new ArrayDeque<>();
    int arrayCount = 0;
    String name = "";
    try (JsonParser parser = JSON.createParser(json.substring(start).strip())) {
      JsonToken token = parser.nextToken();
      while (token != null && texts.size() < MOST_TEXTS && path.size() < MOST_DEPTH) {
        switch (token) {
          case PROPERTY_NAME -> name = parser.currentName();
          case START_OBJECT -> path.addLast(name);
          case START_ARRAY -> {
            path.addLast(name + "[]");
            arrays.push(++arrayCount);
            name = "";
          }
          case END_OBJECT, END_ARRAY -> {
            path.removeLast();
            if (token == JsonToken.END_ARRAY) {
              arrays.pop();
            }
            name = "";
          }
          case VALUE_STRING -> {
            int array = arrays.isEmpty() ? 0 : arrays.element();
            texts.add(new Text(String.join(".", path) + '.' + name, array, parser.getString()));
          }
          default -> {}
        }
        token = path.isEmpty() && !texts.isEmpty() ? null : parser.nextToken();
      }
    } catch (JacksonException brokenOrCode) {
      return texts; // what was whole so far
    }
    return texts;
  }

  /** The path with most prose, as a body; of statements, only the bodies of articles. */
  private static Optional<Element> best(List<Text> texts, boolean statements) {
    Map<String, List<Text>> byPath = new LinkedHashMap<>();
    Map<String, Integer> prose = new HashMap<>();
    for (Text text : texts) {
      String last = text.path().substring(text.path().lastIndexOf('.') + 1);
      if (!statements || BODIES.contains(last.toLowerCase(Locale.ROOT))) {
        byPath.computeIfAbsent(text.path(), any -> new ArrayList<>()).add(text);
        prose.merge(text.path(), prose(text.value()), Integer::sum);
      }
    }
    return byPath.keySet().stream()
        .filter(path -> prose.getOrDefault(path, 0) >= PROSE_CHARS)
        .reduce((a, b) -> prose.getOrDefault(b, 0) > prose.getOrDefault(a, 0) ? b : a)
        .map(path -> body(byPath.getOrDefault(path, List.of())));
  }

  /** How many characters of a text are prose: none of an address, a style, a program. */
  private static int prose(String text) {
    boolean spaced =
        text.indexOf(' ') > 0 || text.chars().anyMatch(c -> EastAsian.isWide((char) c));
    boolean code = text.startsWith("http") || text.contains("function(") || text.contains("{\"");
    if (!spaced || code) {
      return 0;
    }
    boolean sentence = text.length() >= PROSE_CHARS && SENTENCE_MARK.matcher(text).find();
    return sentence || MARKUP.matcher(text).find() ? text.length() : text.length() / 4;
  }

  private static Element body(List<Text> texts) {
    Element body = Document.createShell("").body();
    StringBuilder paragraph = new StringBuilder();
    int array = -1;
    for (Text text : texts) {
      if (MARKUP.matcher(text.value()).find()) {
        end(paragraph, body);
        body.appendChildren(
            List.copyOf(PARSER.parse(text.value(), "").document().body().childNodes()));
      } else {
        boolean piece = text.array() == array && text.isPiece();
        if (!piece) {
          end(paragraph, body);
        }
        paragraph.append(text.value());
        array = text.array();
      }
    }
    end(paragraph, body);
    return body;
  }

  private static void end(StringBuilder paragraph, Element body) {
    for (String part : paragraph.toString().split("\\R+")) {
      if (!part.isBlank()) {
        body.appendElement("p").text(part);
      }
    }
    paragraph.setLength(0);
  }
}
