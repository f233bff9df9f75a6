package dev.sluice.corpus.tokens;

import dev.sluice.pages.settings.SettingsException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tokens of a {@code tokenizer.json} by name, and the same file for texts only.
 *
 * <p><b>For texts only.</b> The library gives the number of a control token to whatever looks like
 * one in a text. So those that the vocabulary has besides are left out of the list of added tokens.
 * Those that only the list has keep their places there, since numbers are given by place; but a NUL
 * goes before their names, which no document has. Files that were saved with a limit of length or
 * with padding lose both, and what would put control tokens around a text is left out.
 */
final class TokenizerNames {

  private static final JsonMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final ObjectNode json;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> control = new LinkedHashMap<>();
  private final int size;

  private TokenizerNames(String file, ObjectNode json) {
    this.json = json;
    vocabulary(json.path("model").path("vocab"));
    if (numbers.isEmpty()) {
      throw new SettingsException(
          file + " is no tokenizer.json: it has no vocabulary at model.vocab");
    }
    keepTextsOnly();
    size = 1 + numbers.values().stream().mapToInt(number -> number).max().orElse(0);
  }

  static TokenizerNames of(String file, String json) {
    try {
      if (ASCII.readTree(json) instanceof ObjectNode object) {
        return new TokenizerNames(file, object);
      }
      throw new SettingsException(file + " is no tokenizer.json: it holds no object");
    } catch (JacksonException broken) {
      throw new SettingsException(file + " is broken JSON: " + broken.getOriginalMessage());
    }
  }

  /** Words with their numbers; or in the order of them, as Unigram has it. */
  private void vocabulary(JsonNode vocabulary) {
    if (vocabulary instanceof ArrayNode pieces) {
      for (int i = 0; i < pieces.size(); i++) {
        numbers.putIfAbsent(pieces.get(i).path(0).asString(""), i);
      }
    } else {
      vocabulary.properties().forEach(it -> numbers.put(it.getKey(), it.getValue().asInt()));
    }
  }

  private void keepTextsOnly() {
    ArrayNode kept = ASCII.createArrayNode();
    Map<String, Integer> added = new HashMap<>();
    for (JsonNode token : json.path("added_tokens")) {
      String name = token.path("content").asString("");
      added.put(name, token.path("id").asInt());
      if (!token.path("special").asBoolean(false)) {
        kept.add(token);
        continue;
      }
      control.put(name, token.path("id").asInt());
      if (!numbers.containsKey(name)) {
        kept.add(((ObjectNode) token.deepCopy()).put("content", "\0" + name));
      }
    }
    numbers.putAll(added);
    json.set("added_tokens", kept);
    json.putNull("truncation");
    json.putNull("padding");
    json.putNull("post_processor");
  }

  /** The file for texts only, in ASCII. */
  String textsOnly() {
    return ASCII.writeValueAsString(json);
  }

  int size() {
    return size;
  }

  OptionalInt number(String token) {
    Integer number = numbers.get(token);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  List<String> controlTokens() {
    return control.entrySet().stream()
        .sorted(Comparator.comparing(Map.Entry::getValue))
        .map(Map.Entry::getKey)
        .toList();
  }
}
