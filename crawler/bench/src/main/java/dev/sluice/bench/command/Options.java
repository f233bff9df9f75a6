package dev.sluice.bench.command;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of a command's options. */
public final class Options {

  private final Map<String, String> values;

  private Options(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /**
   * Reads {@code --name value} pairs.
   *
   * @throws BadOptionException for a name that is not known, or that has no value
   */
  public static Options parse(List<Option> known, List<String> words) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Option option : known) {
      if (values.put(option.name(), option.fallback()) != null) {
        throw new IllegalArgumentException("two options are called " + option.name());
      }
    }
    for (int i = 0; i < words.size(); i += 2) {
      String name = words.get(i).replaceFirst("^--", "");
      if (!values.containsKey(name) || name.equals(words.get(i))) {
        throw new BadOptionException(
            "there is no '"
                + words.get(i)
                + "'; there are --"
                + String.join(", --", values.keySet()));
      }
      if (i + 1 == words.size()) {
        throw new BadOptionException("--" + name + " has no value");
      }
      values.put(name, words.get(i + 1));
    }
    return new Options(values);
  }

  /** The value as it was written. */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the command declares no option " + name);
    }
    return value;
  }

  /** The words of a value that are separated by commas; none if it is empty. */
  public List<String> list(String name) {
    return text(name).isEmpty() ? List.of() : List.of(text(name).split(","));
  }

  /** A whole number that is not negative; underscores may stand between its digits. */
  public long number(String name) {
    String digits = text(name).replace("_", "");
    if (!digits.matches("\\d{1,18}")) {
      throw new BadOptionException("--" + name + " is a whole number, not '" + text(name) + "'");
    }
    return Long.parseLong(digits);
  }

  /** A whole number that an {@code int} can hold. */
  public int count(String name) {
    long number = number(name);
    if (number > Integer.MAX_VALUE) {
      throw new BadOptionException("--" + name + " is too large: " + number);
    }
    return (int) number;
  }

  /** A whole number of milliseconds. */
  public Duration millis(String name) {
    return Duration.ofMillis(number(name));
  }

  /** A whole number of seconds. */
  public Duration seconds(String name) {
    return Duration.ofSeconds(number(name));
  }
}
