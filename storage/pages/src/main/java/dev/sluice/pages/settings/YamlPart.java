package dev.sluice.pages.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of a YAML text and the place where it stands, for whoever changes the text and leaves the
 * rest as it is. An alias is a part of its own, and not what its anchor names.
 *
 * @param kind what it is
 * @param value what a single value says, without quotes and escapes; empty for all others
 * @param flow whether a list or a map stands in brackets or braces
 * @param anchor the name of its anchor, or of the one that an alias names; empty if there is none
 * @param start where its first character stands, with anchor and tag
 * @param end where the character after its last one stands; a list or a map without brackets ends
 *     where its last part does
 * @param parts the items of a list; the names and values of a map in turn
 */
public record YamlPart(
    Kind kind,
    String value,
    boolean flow,
    String anchor,
    int start,
    int end,
    List<YamlPart> parts) {

  public YamlPart {
    parts = List.copyOf(parts);
  }

  /** What a part is. */
  public enum Kind {
    /** A single value, with quotes or without. */
    VALUE,
    /** A single value in lines of its own, below a {@code |} or a {@code >}. */
    LINES,
    /** Several items. */
    LIST,
    /** Names with values. */
    MAP,
    /** What an anchor names. */
    ALIAS
  }

  /**
   * A field of a map.
   *
   * @param name where its name stands
   * @param value where its value stands
   */
  public record Field(YamlPart name, YamlPart value) {}

  /** The fields of a map, in order; none of anything else. */
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; kind == Kind.MAP && i < parts.size(); i += 2) {
      fields.add(new Field(parts.get(i), parts.get(i + 1)));
    }
    return fields;
  }

  /** The field of a map that has this name. */
  public Optional<Field> field(String name) {
    return fields().stream().filter(field -> field.name().value().equals(name)).findFirst();
  }

  /** Itself, its parts, their parts and so on. */
  public Stream<YamlPart> all() {
    return Stream.concat(Stream.of(this), parts.stream().flatMap(YamlPart::all));
  }
}
