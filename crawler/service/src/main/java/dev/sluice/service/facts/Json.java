package dev.sluice.service.facts;

import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.json.JsonMapper;

/** Facts as JSON, for scripts; and what was said in JSON. */
public final class Json {

  private static final int DEEPEST = 32;

  /** What the parser adds to say where an object began, which it does not know here. */
  private static final String START_MARKER = " \\(start marker at .*";

  private final String source;
  private final JsonParser parser;

  private Json(String source, JsonParser parser) {
    this.source = source;
    this.parser = parser;
  }

  /** A value as JSON on one line. */
  public static String line(Object value) {
    return JsonMapper.shared().writeValueAsString(value);
  }

  /**
   * Reads one JSON value.
   *
   * @param source what messages call it
   * @throws SettingsException if it is no JSON, which names line and column
   */
  public static Setting parse(String source, String text) {
    try (JsonParser parser = JsonMapper.shared().createParser(text)) {
      Json json = new Json(source, parser);
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw SettingsException.at(source, 1, "there is nothing; a JSON object is expected");
      }
      Setting value = json.value(source, 1, first, DEEPEST);
      if (parser.nextToken() != null) {
        throw SettingsException.at(source, json.line(), "there is more behind the JSON value");
      }
      return value;
    } catch (StreamReadException malformed) {
      throw new SettingsException(
          "%s:%d:%d: not valid JSON: %s"
              .formatted(
                  source,
                  malformed.getLocation().getLineNr(),
                  malformed.getLocation().getColumnNr(),
                  malformed.getOriginalMessage().replaceFirst(START_MARKER, "")));
    }
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private Setting value(String name, int line, JsonToken token, int deep) {
    if (deep == 0) {
      throw SettingsException.at(source, line, "'" + name + "' holds too much within each other");
    }
    return switch (token) {
      case START_OBJECT -> Setting.ofFields(source, line, name, fields(deep));
      case START_ARRAY -> Setting.ofItems(source, line, name, items(name, deep));
      case VALUE_NULL -> Setting.ofNothing(source, line, name);
      default -> Setting.ofText(source, line, name, parser.getString());
    };
  }

  private Map<String, Setting> fields(int deep) {
    Map<String, Setting> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int line = line();
      Setting value = value(name, line, parser.nextToken(), deep - 1);
      if (fields.put(name, value) != null) {
        throw SettingsException.at(source, line, "the field '" + name + "' stands twice");
      }
    }
    return fields;
  }

  private List<Setting> items(String name, int deep) {
    List<Setting> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(name, line(), token, deep - 1));
    }
    return items;
  }
}
