package dev.sluice.corpus.contamination;

import dev.sluice.corpus.model.ListFile;
import dev.sluice.pages.settings.SettingsException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads benchmarks: files of JSON, an object a line, of which some fields are the item's parts
 * (names ending in {@code .jsonl}, {@code .ndjson} or {@code .json}, also with {@code .gz}); of all
 * other files each line is an item. Blank lines are no items, but count as lines.
 */
public final class BenchmarkReader {

  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final List<String> fields;

  /** A reader that takes these fields of objects; text, lists and objects of text alike. */
  public BenchmarkReader(List<String> fields) {
    this.fields = List.copyOf(fields);
  }

  /**
   * Hands over each item of a file.
   *
   * @throws SettingsException if a line is no JSON, or has none of the fields
   */
  public void read(ListFile file, Consumer<BenchmarkItem> items) {
    boolean json = file.name().matches(".*\\.(jsonl|ndjson|json)(\\.gz)?");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file.bytes(), StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String text = number == 1 && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        if (!text.isBlank()) {
          List<String> parts = json ? parts(file, number, text) : List.of(text);
          items.accept(new BenchmarkItem(file.name(), number, parts));
        }
      }
    } catch (IOException damaged) {
      throw new UncheckedIOException(file.name() + " cannot be read", damaged);
    }
  }

  private List<String> parts(ListFile file, int number, String line) {
    JsonNode item;
    try {
      item = JsonMapper.shared().readTree(line);
    } catch (JacksonException noJson) {
      throw SettingsException.at(file.name(), number, "this line is no JSON");
    }
    List<String> parts = new ArrayList<>();
    boolean has = false;
    for (String field : fields) {
      JsonNode value = item.get(field);
      has |= value != null;
      if (value != null) {
        collect(value, parts);
      }
    }
    if (!has) {
      throw SettingsException.at(
          file.name(),
          number,
          "this item has none of the fields %s; name some of %s in 'fields'"
              .formatted(fields, List.copyOf(item.propertyNames())));
    }
    return parts;
  }

  private static void collect(JsonNode value, List<String> parts) {
    if (value.isString()) {
      parts.add(value.stringValue());
    }
    value.forEach(inner -> collect(inner, parts));
  }
}
