package dev.sluice.engine.seed;

import dev.sluice.engine.model.Patterns;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.Seed.Extent;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.engine.model.UrlPattern;
import dev.sluice.engine.parse.UrlNormalizer;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.settings.Setting;
import dev.sluice.pages.settings.SettingsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads one seed from its fields. Each field that is wrong is a mistake of its own, and all of them
 * are told.
 */
final class SeedReader {

  private static final String URL = "url";
  private static final List<String> FIELDS =
      Stream.of(
              Stream.of(URL, "name", "extent", "depth", "include", "exclude", "sitemaps"),
              PolicyReader.FIELDS.stream())
          .flatMap(fields -> fields)
          .toList();
  private static final List<String> OPTIONS =
      FIELDS.stream().filter(field -> !field.equals(URL)).toList();

  /** Fields with several items, which stand in one word of a line of a text file. */
  static final List<String> LISTS = List.of("include", "exclude", "sitemaps");

  /** Fields with fields of their own. */
  static final List<String> MAPS = List.of("budgets", "tags");

  private static final List<String> EXTENTS =
      Stream.of(Extent.values()).map(extent -> extent.name().toLowerCase(Locale.ROOT)).toList();
  private static final int MAX_DEPTH = 100_000;
  private static final int MAX_PATTERNS = 200;

  private final UrlNormalizer normalizer = new UrlNormalizer();

  /** The fields that a seed may have. */
  static List<String> fields() {
    return FIELDS;
  }

  /** The options that a seed may have, which a file may also set for all its seeds. */
  static List<String> options() {
    return OPTIONS;
  }

  /**
   * The fields of a line of a text file: a URL, then options as {@code name=value}; lists have
   * commas between their items, tags and budgets are written {@code tags.language=en}.
   */
  static Map<String, Setting> fields(
      String file, int line, String text, List<SettingsException> mistakes) {
    String[] words = text.strip().split("\\s+");
    Map<String, Setting> fields = new LinkedHashMap<>();
    fields.put(URL, Setting.ofText(file, line, URL, words[0]));
    Map<String, Map<String, Setting>> maps = new LinkedHashMap<>();
    for (int i = 1; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      if (equals < 1) {
        mistakes.add(
            SettingsException.at(
                file, line, "'" + words[i] + "' is no option such as extent=prefix or depth=3"));
        continue;
      }
      String name = words[i].substring(0, equals);
      int dot = name.indexOf('.');
      Map<String, Setting> into =
          dot < 0
              ? fields
              : maps.computeIfAbsent(name.substring(0, dot), unused -> new LinkedHashMap<>());
      Setting option =
          Setting.ofText(file, line, name.substring(dot + 1), words[i].substring(equals + 1));
      if (into.putIfAbsent(option.name(), option) != null) {
        mistakes.add(SettingsException.at(file, line, "'" + name + "' stands twice"));
      }
    }
    maps.forEach(
        (name, map) -> {
          if (fields.putIfAbsent(name, Setting.ofFields(file, line, name, map)) != null) {
            mistakes.add(SettingsException.at(file, line, "'" + name + "' stands twice"));
          }
        });
    return fields;
  }

  /** The seed that these fields describe; nothing if there is a mistake in them. */
  Optional<Seed> read(Setting map, Mistakes mistakes) {
    int before = mistakes.count();
    map.strangers(FIELDS).forEach(mistakes::add);
    Optional<PageUrl> page = mistakes.gather(Optional.of(map), fields -> url(fields.field(URL)));
    String name =
        mistakes
            .gather(map.find("name"), Setting::text)
            .orElseGet(() -> page.map(PageUrl::toString).orElse(""));
    Extent extent =
        mistakes
            .gather(map.find("extent"), setting -> setting.oneOf(EXTENTS))
            .map(word -> Extent.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Extent.HOST);
    OptionalInt depth =
        mistakes
            .gather(map.find("depth"), setting -> (int) setting.number(0, MAX_DEPTH))
            .map(OptionalInt::of)
            .orElse(OptionalInt.empty());
    Patterns patterns =
        new Patterns(
            items(map, "include", mistakes, SeedReader::pattern),
            items(map, "exclude", mistakes, SeedReader::pattern));
    SeedPolicy policy = new PolicyReader(mistakes).read(map);
    List<PageUrl> sitemaps = items(map, "sitemaps", mistakes, this::url);
    return page.filter(url -> mistakes.count() == before)
        .map(url -> new Seed(name, url, extent, depth, patterns, policy, sitemaps));
  }

  private static <T> List<T> items(
      Setting map, String field, Mistakes mistakes, Function<Setting, T> reader) {
    List<Setting> items = mistakes.gather(map.find(field), SeedReader::split).orElse(List.of());
    if (items.size() > MAX_PATTERNS) {
      mistakes.add(
          items.get(0).mistake("'" + field + "' has more than " + MAX_PATTERNS + " items"));
      return List.of();
    }
    return items.stream()
        .flatMap(item -> mistakes.gather(Optional.of(item), reader).stream())
        .toList();
  }

  /** The items of a list; in a text file they stand in one word. */
  private static List<Setting> split(Setting list) {
    List<Setting> items = list.items();
    if (list.isList() || !LISTS.contains(list.name())) {
      return items;
    }
    return Stream.of(list.text().split(","))
        .map(text -> Setting.ofText(list.source(), list.line(), list.name(), text))
        .toList();
  }

  private static UrlPattern pattern(Setting setting) {
    try {
      return UrlPattern.parse(setting.text());
    } catch (IllegalArgumentException noPattern) {
      throw setting.mistake(String.valueOf(noPattern.getMessage()));
    }
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
