package dev.sluice.corpus.report;

import dev.sluice.corpus.columns.Column.Form;
import dev.sluice.corpus.columns.ColumnFileReader;
import dev.sluice.corpus.columns.ColumnValues;
import dev.sluice.corpus.model.LedgerCondition;
import dev.sluice.corpus.model.LedgerCondition.Operator;
import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A condition that is ready to be asked of rows. A row without a value passes only where none is
 * asked for, or another one is refused.
 */
record LedgerFilter(String field, Operator operator, String value, Form form, double number) {

  private static final double NONE = 0;

  /**
   * Reads a condition's value as its field has them.
   *
   * @throws SettingsException if it is none
   */
  static LedgerFilter of(LedgerCondition condition, Form form) {
    boolean isText = form == Form.TEXT || condition.value().isEmpty();
    if (condition.operator().isOfOrder() && (isText || form == Form.FLAG)) {
      throw new SettingsException(
          "'" + condition + "': only numbers and times have an order; write = or !=");
    }
    double number = isText ? NONE : number(condition, form);
    return new LedgerFilter(
        condition.field(), condition.operator(), condition.value(), form, number);
  }

  private static double number(LedgerCondition condition, Form form) {
    String value = condition.value();
    try {
      return switch (form) {
        case FLAG -> flag(condition);
        case TIME -> millis(value);
        default -> Double.parseDouble(value);
      };
    } catch (NumberFormatException | DateTimeException wrong) {
      throw new SettingsException(
          "'"
              + condition
              + "': '"
              + value
              + (form == Form.TIME
                  ? "' is no time such as 2026-11-27 or 2026-11-27T14:30:00Z"
                  : "' is no number"));
    }
  }

  private static double flag(LedgerCondition condition) {
    return switch (condition.value()) {
      case "true" -> 1;
      case "false" -> 0;
      default -> throw new SettingsException("'" + condition + "': it is true or false");
    };
  }

  private static double millis(String value) {
    Instant instant =
        value.length() == "2026-11-27".length()
            ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
            : Instant.parse(value);
    return instant.toEpochMilli();
  }

  /** Whether a group of rows can have what is asked for. */
  boolean mayHold(ColumnFileReader table, int group) throws IOException {
    if (value.isEmpty() || operator == Operator.NOT_EQUAL || form == Form.FLAG) {
      return true;
    }
    if (form == Form.TEXT) {
      return table.mayHold(group, field, value);
    }
    Optional<double[]> extent = table.extent(group, field);
    return extent.isEmpty()
        || switch (operator) {
          case LESS -> extent.get()[0] < number;
          case AT_MOST -> extent.get()[0] <= number;
          case MORE -> extent.get()[1] > number;
          case AT_LEAST -> extent.get()[1] >= number;
          default -> extent.get()[0] <= number && number <= extent.get()[1];
        };
  }

  /** Whether the value of this row is as it asks. */
  boolean passes(ColumnValues values) {
    if (!values.isThere() || value.isEmpty()) {
      return values.isThere() == value.isEmpty()
          ? operator == Operator.NOT_EQUAL
          : operator == Operator.EQUAL;
    }
    return operator.allows(
        switch (form) {
          case TEXT -> values.text().equals(value) ? 0 : 1;
          case FLAG -> values.flag() == (number == 1) ? 0 : 1;
          default -> Double.compare(values.number(), number);
        });
  }
}
