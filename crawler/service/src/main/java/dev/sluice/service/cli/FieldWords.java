package dev.sluice.service.cli;

import dev.sluice.pages.settings.SettingsException;
import java.util.Map;

/** Fields of seeds as a user writes them on the command line: {@code delay=5s}. */
final class FieldWords {

  private FieldWords() {}

  /** Puts one among the others. */
  static void put(Map<String, String> fields, String word) {
    int equals = word.indexOf('=');
    if (equals < 1) {
      throw new SettingsException("'" + word + "' is no field with a value such as delay=5s");
    }
    String field = word.substring(0, equals);
    if (fields.putIfAbsent(field, word.substring(equals + 1)) != null) {
      throw new SettingsException("the field '" + field + "' stands twice");
    }
  }
}
