package dev.sluice.corpus.columns;

import dev.sluice.corpus.columns.Column.Form;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.Dictionary;
import org.jspecify.annotations.Nullable;

/**
 * The values of a column in a group of rows, one row after the other. A value can be had as what it
 * is, or as a small number that stands for it within this group: comparing and counting those costs
 * little, since a text is made once for all rows that have it.
 */
public final class ColumnValues {

  /** The number that stands for no value. */
  public static final int NOTHING = 0;

  private final ColumnReader reader;
  private final Form form;
  private final @Nullable Dictionary dictionary;
  private final List<String> words = new ArrayList<>();
  private final Map<Object, Integer> codes = new HashMap<>();

  ColumnValues(ColumnReader reader, Form form, @Nullable Dictionary dictionary) {
    this.reader = reader;
    this.form = form;
    this.dictionary = dictionary;
    words.add("");
    if (dictionary != null) {
      for (int i = 0; i <= dictionary.getMaxId(); i++) {
        words.add(dictionary.decodeToBinary(i).toStringUsingUTF8());
      }
    }
  }

  /** Goes on to the next row. */
  public void next() {
    if (isThere()) {
      reader.skip(); // unless it has been read
    }
    reader.consume();
  }

  /** Whether this row has a value. */
  public boolean isThere() {
    return reader.getCurrentDefinitionLevel() > 0;
  }

  /** The row's text. */
  public String text() {
    return dictionary == null
        ? reader.getBinary().toStringUsingUTF8()
        : words.get(1 + reader.getCurrentValueDictionaryID());
  }

  /** The row's number, whole or not; a time in milliseconds. */
  public double number() {
    return form == Form.NUMBER ? reader.getDouble() : reader.getLong();
  }

  /** The row's whole number. */
  public long whole() {
    return reader.getLong();
  }

  /** The row's flag. */
  public boolean flag() {
    return reader.getBoolean();
  }

  /** The row's value as Java has it; a text, a double, a long, a flag or an instant. */
  public Object value() {
    return switch (form) {
      case TEXT -> text();
      case NUMBER -> reader.getDouble();
      case WHOLE -> reader.getLong();
      case FLAG -> reader.getBoolean();
      case TIME -> Instant.ofEpochMilli(reader.getLong());
      case TEXTS, NUMBERS -> throw new IllegalStateException("only single values are read");
    };
  }

  /** The number that stands for the row's value; equal values of this group have equal ones. */
  public int code() {
    if (!isThere()) {
      return NOTHING;
    }
    if (dictionary != null) {
      return 1 + reader.getCurrentValueDictionaryID();
    }
    return codes.computeIfAbsent(value(), this::add);
  }

  private Integer add(Object value) {
    words.add(value.toString());
    return words.size() - 1;
  }

  /** The texts of a dictionary that has all there are; nothing if there is none. */
  public List<String> words() {
    return dictionary == null ? List.of() : List.copyOf(words.subList(1, words.size()));
  }

  /** The value that a number stands for, as text; empty for nothing. */
  public String word(int code) {
    return words.get(code);
  }
}
