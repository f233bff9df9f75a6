package dev.sluice.engine.seed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes values as YAML that means the same inside brackets and braces and outside of them. */
final class YamlWords {

  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9/][A-Za-z0-9/._~%+=?&;@!$()*:-]*(?<!:)");

  private YamlWords() {}

  /** A single value, quoted where it must be. */
  static String value(String text) {
    if (PLAIN.matcher(text).matches()) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().forEach(character -> quoted.append(escaped((char) character)));
    return quoted.append('"').toString();
  }

  private static String escaped(char character) {
    if (character == '"' || character == '\\') {
      return "\\" + character;
    }
    boolean printable =
        character >= ' ' && character != 0x7f && (character < 0x80 || character > 0xa0);
    return printable && character != '\uFEFF'
        ? String.valueOf(character)
        : String.format("\\u%04x", (int) character);
  }

  /** The value of a field; lists have commas between their items. */
  static String value(String field, String text) {
    List<String> items =
        SeedReader.LISTS.contains(field) ? List.of(text.split(",")) : List.of(text);
    return items.size() == 1
        ? value(items.get(0))
        : items.stream().map(YamlWords::value).collect(Collectors.joining(", ", "[", "]"));
  }

  /** Fields as {@code name: value}; those of one map, such as tags, in one of them. */
  static List<String> fields(Map<String, String> fields) {
    Map<String, List<String>> words = new LinkedHashMap<>();
    fields.forEach(
        (field, text) -> {
          String[] path = field.split("\\.", 2);
          List<String> of = words.computeIfAbsent(path[0], unused -> new ArrayList<>());
          of.add(path.length == 1 ? value(field, text) : value(path[1]) + ": " + value(text));
        });
    return words.entrySet().stream()
        .flatMap(entry -> Stream.of(entry.getKey() + ": " + of(entry.getKey(), entry.getValue())))
        .toList();
  }

  private static String of(String field, List<String> values) {
    return SeedReader.MAPS.contains(field)
        ? values.stream().collect(Collectors.joining(", ", "{", "}"))
        : values.get(0);
  }
}
