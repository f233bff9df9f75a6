package dev.sluice.pages.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value of a settings file together with the place where it stands: a text, a list or a map.
 *
 * <p>It is read by asking for what should be there: {@code setting.field("delay").duration()}. What
 * is of the wrong form is a {@link SettingsException} that names file and line. {@link #only} says
 * which fields a map may have; any other is a mistake, answered with the nearest known name.
 */
public final class Setting {

  private final String source;
  private final int line;
  private final String name;
  private final @Nullable String text;
  private final @Nullable List<Setting> items;
  private final @Nullable Map<String, Setting> fields;

  private Setting(
      String source,
      int line,
      String name,
      @Nullable String text,
      @Nullable List<Setting> items,
      @Nullable Map<String, Setting> fields) {
    this.source = source;
    this.line = line;
    this.name = name;
    this.text = text;
    this.items = items;
    this.fields = fields;
  }

  /** A single value. */
  public static Setting ofText(String source, int line, String name, String text) {
    return new Setting(source, line, name, text, null, null);
  }

  /** A value that is named, and is nothing: JSON's null. */
  public static Setting ofNothing(String source, int line, String name) {
    return new Setting(source, line, name, null, null, null);
  }

  /** A list. */
  public static Setting ofItems(String source, int line, String name, List<Setting> items) {
    return new Setting(source, line, name, null, List.copyOf(items), null);
  }

  /** A map. */
  public static Setting ofFields(
      String source, int line, String name, Map<String, Setting> fields) {
    return new Setting(source, line, name, null, null, new LinkedHashMap<>(fields));
  }

  /** The file, or whatever else the value was read from. */
  public String source() {
    return source;
  }

  /** The line of its field's name, or of the item of a list, from 1. */
  public int line() {
    return line;
  }

  /** The name of the field it is the value of. */
  public String name() {
    return name;
  }

  /** True for a map. */
  public boolean isMap() {
    return fields != null;
  }

  /** True for a list. */
  public boolean isList() {
    return items != null;
  }

  /** True for a value that is named, and is nothing. */
  public boolean isNothing() {
    return text == null && items == null && fields == null;
  }

  /** The single value as text. */
  public String text() {
    if (text == null) {
      throw mistake("'" + name + "' must be a single value");
    }
    return text;
  }

  /** A whole number within bounds, both inclusive. */
  public long number(long least, long most) {
    try {
      long value = Long.parseLong(text().replace("_", ""));
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // falls through to the one message that says what is wanted
    }
    throw mistake(
        "'" + name + "' must be a whole number from " + least + " to " + most + ", not " + text());
  }

  /** A number within bounds, both inclusive. */
  public double decimal(double least, double most) {
    try {
      double value = Double.parseDouble(text());
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // falls through to the one message that says what is wanted
    }
    throw mistake(
        "'" + name + "' must be a number from " + least + " to " + most + ", not " + text());
  }

  /** {@code true} or {@code false}. */
  public boolean flag() {
    if (text().equals("true") || text().equals("false")) {
      return text().equals("true");
    }
    throw mistake("'" + name + "' must be true or false, not " + text());
  }

  /**
   * A time span such as {@code 250ms}, {@code 2s}, {@code 1.5s}, {@code 10m}, {@code 24h}, {@code
   * 7d}.
   */
  public Duration duration() {
    try {
      return Durations.parse(text());
    } catch (DateTimeParseException noDuration) {
      throw mistake(
          "'" + name + "' must be a time span such as 250ms, 2s, 10m or 24h, not " + text());
    }
  }

  /** One of the given words. */
  public String oneOf(Collection<String> words) {
    if (!words.contains(text())) {
      throw mistake("'" + name + "' cannot be '" + text() + "'" + Nearest.hint(text(), words));
    }
    return text();
  }

  /** The items of a list; a single value is a list of one. */
  public List<Setting> items() {
    if (fields != null || isNothing()) {
      throw mistake("'" + name + "' must be a list");
    }
    return items == null ? List.of(this) : items;
  }

  /** The fields of a map, in the order in which they stand. */
  public Map<String, Setting> fields() {
    if (fields == null) {
      throw mistake("'" + name + "' must have fields (name: value)");
    }
    return fields;
  }

  /** Says which fields the map may have. */
  public Setting only(Collection<String> known) {
    List<SettingsException> mistakes = strangers(known);
    if (!mistakes.isEmpty()) {
      throw mistakes.get(0);
    }
    return this;
  }

  /** A mistake for each field of the map that is not known. */
  public List<SettingsException> strangers(Collection<String> known) {
    List<SettingsException> mistakes = new ArrayList<>();
    fields()
        .forEach(
            (field, value) -> {
              if (!known.contains(field)) {
                mistakes.add(
                    value.mistake("unknown field '" + field + "'" + Nearest.hint(field, known)));
              }
            });
    return mistakes;
  }

  /** A field that need not be there; one that is nothing is as good as none. */
  public Optional<Setting> find(String field) {
    return Optional.ofNullable(fields().get(field)).filter(value -> !value.isNothing());
  }

  /** A field that must be there. */
  public Setting field(String field) {
    return find(field).orElseThrow(() -> mistake("the field '" + field + "' is missing"));
  }

  /** A mistake at this place. */
  public SettingsException mistake(String what) {
    return SettingsException.at(source, line, what);
  }
}
