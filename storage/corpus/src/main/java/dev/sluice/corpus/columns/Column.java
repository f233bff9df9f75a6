package dev.sluice.corpus.columns;

/**
 * A column of a table.
 *
 * @param name any name without a dot
 * @param form what its values are
 * @param recurring whether few values make up most rows, so that a dictionary pays
 */
public record Column(String name, Form form, boolean recurring) {

  /** What values are. */
  public enum Form {
    /** Text in UTF-8. */
    TEXT,
    /** A 64-bit floating-point number. */
    NUMBER,
    /** A 64-bit whole number. */
    WHOLE,
    /** Yes or no. */
    FLAG,
    /** A point in time, in milliseconds since 1970 in UTC. */
    TIME,
    /** A list of texts; only written, not read by {@link ColumnFileReader}. */
    TEXTS,
    /** 64-bit floating-point numbers by names; only written. */
    NUMBERS
  }

  public Column {
    if (name.contains(".")) {
      throw new IllegalArgumentException("Parquet reads a dot as a path: '" + name + "'");
    }
  }

  /** A column of which few values make up most rows. */
  public static Column recurring(String name, Form form) {
    return new Column(name, form, true);
  }

  /** A column whose values are mostly different. */
  public static Column various(String name, Form form) {
    return new Column(name, form, false);
  }
}
