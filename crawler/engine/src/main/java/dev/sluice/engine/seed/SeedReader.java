package dev.sluice.engine.seed;

import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.parse.UrlNormalizer;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Reads one seed from its fields. */
final class SeedReader {

  private static final String URL = "url";
  private static final List<String> OPTIONS = List.of("name", "extent", "depth");
  private static final List<String> FIELDS = List.of(URL, "name", "extent", "depth");
  private static final List<String> EXTENTS =
      Stream.of(Extent.values()).map(extent -> extent.name().toLowerCase(Locale.ROOT)).toList();
  private static final int MAX_DEPTH = 100_000;

  private final UrlNormalizer normalizer = new UrlNormalizer();

  /** The options that a seed may have, which a file may also set for all its seeds. */
  static List<String> options() {
    return OPTIONS;
  }

  /** The fields of a line of a text file: a URL, then options as {@code name=value}. */
  static Map<String, Setting> fields(String file, int line, String text) {
    String[] words = text.strip().split("\\s+");
    Map<String, Setting> fields = new LinkedHashMap<>();
    fields.put(URL, Setting.ofText(file, line, URL, words[0]));
    for (int i = 1; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      if (equals < 1) {
        throw SettingsException.at(
            file, line, "'" + words[i] + "' is no option such as extent=prefix or depth=3");
      }
      String name = words[i].substring(0, equals);
      Setting option = Setting.ofText(file, line, name, words[i].substring(equals + 1));
      if (fields.put(name, option) != null) {
        throw SettingsException.at(file, line, "'" + name + "' stands twice");
      }
    }
    return fields;
  }

  /** The seed that these fields describe. */
  Seed read(Setting map) {
    map.only(FIELDS);
    Setting url = map.field(URL);
    PageUrl page = url(url);
    String name = map.find("name").map(Setting::text).orElse(page.toString());
    Extent extent =
        map.find("extent")
            .map(setting -> Extent.valueOf(setting.oneOf(EXTENTS).toUpperCase(Locale.ROOT)))
            .orElse(Extent.HOST);
    OptionalInt depth =
        map.find("depth")
            .map(setting -> OptionalInt.of((int) setting.number(0, MAX_DEPTH)))
            .orElse(OptionalInt.empty());
    return new Seed(name, page, extent, depth);
  }

  private PageUrl url(Setting setting) {
    String text = setting.text();
    if (!text.contains("://")) {
      throw setting.mistake("'" + text + "' is no URL; did you mean 'https://" + text + "'?");
    }
    return normalizer
        .normalize(text)
        .orElseThrow(() -> setting.mistake("'" + text + "' is no http or https URL"));
  }
}
