package dev.sluice.service.http;

import dev.sluice.service.facts.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What a JSON value looks like, as JSON Schema has it; each says what the value means. */
public final class Schema {

  private final Map<String, Object> facts = new LinkedHashMap<>();
  private final Map<String, Object> properties = new LinkedHashMap<>();
  private final List<String> required = new ArrayList<>();

  private Schema(String type, String meaning) {
    facts.put("type", type);
    if (!meaning.isEmpty()) {
      facts.put("description", meaning);
    }
  }

  /** Any text. */
  public static Schema text(String meaning) {
    return new Schema("string", meaning);
  }

  /** A moment in ISO 8601, UTC. */
  public static Schema time(String meaning) {
    Schema schema = new Schema("string", meaning);
    schema.facts.put("format", "date-time");
    return schema;
  }

  /** One of some words. */
  public static Schema oneOf(String meaning, Enum<?>[] constants) {
    return oneOf(meaning, Stream.of(constants).map(Names::name).toList());
  }

  /** One of some words. */
  public static Schema oneOf(String meaning, List<String> words) {
    Schema schema = new Schema("string", meaning);
    schema.facts.put("enum", words);
    return schema;
  }

  /** A whole number. */
  public static Schema integer(String meaning) {
    return new Schema("integer", meaning);
  }

  /** A number. */
  public static Schema number(String meaning) {
    return new Schema("number", meaning);
  }

  /** True or false. */
  public static Schema flag(String meaning) {
    return new Schema("boolean", meaning);
  }

  /** A list of such values. */
  public static Schema list(String meaning, Schema of) {
    Schema schema = new Schema("array", meaning);
    schema.facts.put("items", of.facts());
    return schema;
  }

  /** An object with any names and such values. */
  public static Schema map(String meaning, Schema of) {
    Schema schema = new Schema("object", meaning);
    schema.facts.put("additionalProperties", of.facts());
    return schema;
  }

  /** Any object. */
  public static Schema anything(String meaning) {
    return new Schema("object", meaning);
  }

  /** An object with fields that are named one by one. */
  public static Schema object(String meaning) {
    Schema schema = new Schema("object", meaning);
    schema.facts.put("properties", schema.properties);
    schema.facts.put("required", schema.required);
    schema.facts.put("additionalProperties", false);
    return schema;
  }

  /** An object's field that is always there. */
  public Schema with(String name, Schema field) {
    required.add(name);
    return maybe(name, field);
  }

  /** An object's field that need not be there. */
  public Schema maybe(String name, Schema field) {
    properties.put(name, field.facts());
    return this;
  }

  /** An object's fields whose names are not known beforehand. */
  public Schema others(Schema of) {
    facts.put("additionalProperties", of.facts());
    return this;
  }

  /** The same, or null. */
  public Schema orNull() {
    Schema schema = new Schema("", "");
    schema.facts.putAll(facts);
    schema.facts.put("type", List.of(String.valueOf(facts.get("type")), "null"));
    return schema;
  }

  /** The names of an object's fields. */
  Set<String> names() {
    return properties.keySet();
  }

  /** Whether an object may have only the fields that are named. */
  boolean isClosed() {
    return Boolean.FALSE.equals(facts.get("additionalProperties"));
  }

  /** Which fields an object must have. */
  List<String> required() {
    return required;
  }

  /** As a tree of maps and lists. */
  Map<String, Object> facts() {
    return facts;
  }
}
