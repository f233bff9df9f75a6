package dev.sluice.service.extract;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * A page that is a JSON object on a line: {@code id}, {@code url}, {@code charset} or {@code
 * charset_hint}, and the page itself, as characters in {@code html} or as base64 in {@code body}.
 * Other fields are passed over.
 *
 * @param name of the file and line, such as {@code pages.jsonl:17}
 * @param json the line's bytes, in UTF-8
 */
record PageLine(String name, byte[] json) implements PageSource {

  private static final Set<String> FIELDS =
      Set.of("id", "url", "html", "body", "charset", "charset_hint");

  /** Some writers break base64 into lines. */
  private static final Pattern SPACE = Pattern.compile("\\s+");

  /** A page may be long: the factory's own limit is 20 million characters. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();

  @Override
  public String id() {
    return name;
  }

  @Override
  public long bytes() {
    return json.length;
  }

  @Override
  public SourcePage read() throws UnreadablePageException {
    Map<String, String> fields = fields();
    return new SourcePage(
        fields.getOrDefault("id", name),
        Optional.ofNullable(fields.get("url")),
        fields.containsKey("html") ? Optional.of("utf-8") : charset(fields),
        body(fields));
  }

  /** The facts of a page whose line holds no more. */
  Map.Entry<String, PageFacts> facts() throws UnreadablePageException {
    Map<String, String> fields = fields();
    String id = fields.get("id");
    if (id == null) {
      throw new UnreadablePageException(name + ": there is no field 'id'");
    }
    return Map.entry(id, new PageFacts(Optional.ofNullable(fields.get("url")), charset(fields)));
  }

  private static Optional<String> charset(Map<String, String> fields) {
    return Optional.ofNullable(fields.getOrDefault("charset", fields.get("charset_hint")));
  }

  private byte[] body(Map<String, String> fields) throws UnreadablePageException {
    @Nullable String html = fields.get("html");
    if (html != null) {
      return markedUtf8(html);
    }
    @Nullable String body = fields.get("body");
    if (body == null) {
      throw new UnreadablePageException(
          name + ": there is neither 'html' (characters) nor 'body' (base64)");
    }
    try {
      return Base64.getDecoder().decode(SPACE.matcher(body).replaceAll(""));
    } catch (IllegalArgumentException notBase64) {
      throw new UnreadablePageException(name + ": 'body' is not base64: " + notBase64.getMessage());
    }
  }

  /**
   * The characters with a byte order mark, so that they are read as what they are, whatever the
   * page declares of the bytes that it once had.
   */
  private static byte[] markedUtf8(String html) {
    return (html.startsWith("\uFEFF") ? html : "\uFEFF" + html).getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, String> fields() throws UnreadablePageException {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadablePageException(name + ": a line must be a JSON object");
      }
      Map<String, String> fields = new HashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        if (FIELDS.contains(field) && value.isScalarValue() && value != JsonToken.VALUE_NULL) {
          fields.put(field, parser.getString());
        } else {
          parser.skipChildren();
        }
      }
      return fields;
    } catch (StreamReadException malformed) {
      int column = malformed.getLocation().getColumnNr();
      throw new UnreadablePageException(
          name + ":" + column + ": not valid JSON: " + plain(malformed.getOriginalMessage()));
    } catch (JacksonException malformed) {
      throw new UnreadablePageException(name + ": not valid JSON: " + malformed.getMessage());
    }
  }

  /** The parser's own words without what it says of its source, which it does not know here. */
  private static String plain(String message) {
    return message.replaceFirst(" \\(start marker at .*", "");
  }
}
