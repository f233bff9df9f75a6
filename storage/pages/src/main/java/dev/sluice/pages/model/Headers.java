package dev.sluice.pages.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The header fields of an answer, in the order in which they came, repeated ones included.
 *
 * @param fields the fields as received
 */
public record Headers(List<Field> fields) {

  /** No fields. */
  public static final Headers NONE = new Headers(List.of());

  /** One header field; its name as the server wrote it. */
  public record Field(String name, String value) {}

  public Headers {
    fields = List.copyOf(fields);
  }

  /** The first value of a field; the case of the name does not matter. */
  public Optional<String> first(String name) {
    return fields.stream()
        .filter(f -> f.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  /** All values of a field, in order; the case of the name does not matter. */
  public List<String> all(String name) {
    return fields.stream().filter(f -> f.name().equalsIgnoreCase(name)).map(Field::value).toList();
  }

  /** The media type of {@code Content-Type} in lower case and without parameters, or empty. */
  public String mediaType() {
    String value = first("content-type").orElse("");
    int semicolon = value.indexOf(';');
    String type = semicolon < 0 ? value : value.substring(0, semicolon);
    return type.strip().toLowerCase(Locale.ROOT);
  }
}
