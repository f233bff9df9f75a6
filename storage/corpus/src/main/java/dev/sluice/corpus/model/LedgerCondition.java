package dev.sluice.corpus.model;

import dev.sluice.pages.settings.SettingsException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a row of a ledger must be: a field, how it compares, and with what.
 *
 * @param field name of the field
 * @param value as it was written; an empty one stands for no value
 */
public record LedgerCondition(String field, Operator operator, String value) {

  /** How a field compares; those of order are for numbers and times. */
  public enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">=");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    /** As it is written. */
    public String sign() {
      return sign;
    }

    /** Whether it asks for more than sameness. */
    public boolean isOfOrder() {
      return this != EQUAL && this != NOT_EQUAL;
    }

    /** Whether the outcome of a comparison, below, at or above 0, is as it asks. */
    public boolean allows(int comparison) {
      return switch (this) {
        case EQUAL -> comparison == 0;
        case NOT_EQUAL -> comparison != 0;
        case LESS -> comparison < 0;
        case AT_MOST -> comparison <= 0;
        case MORE -> comparison > 0;
        case AT_LEAST -> comparison >= 0;
      };
    }
  }

  private static final List<Operator> LONGEST_FIRST =
      Arrays.stream(Operator.values())
          .sorted(Comparator.comparing((Operator it) -> it.sign().length()).reversed())
          .toList();

  /** That a field has this value. */
  public static LedgerCondition equal(String field, String value) {
    return new LedgerCondition(field, Operator.EQUAL, value);
  }

  /**
   * Reads a condition such as {@code host=example.org} or {@code characters>=100}.
   *
   * @throws SettingsException if it is none
   */
  public static LedgerCondition parse(String text) {
    for (int at = 1; at < text.length(); at++) {
      Optional<Operator> operator = operator(text, at);
      if (operator.isPresent()) {
        int value = at + operator.get().sign().length();
        return new LedgerCondition(text.substring(0, at), operator.get(), text.substring(value));
      }
    }
    throw new SettingsException(
        "'" + text + "' is no condition such as host=example.org or characters>=100");
  }

  private static Optional<Operator> operator(String text, int at) {
    return LONGEST_FIRST.stream().filter(it -> text.startsWith(it.sign(), at)).findFirst();
  }

  @Override
  public String toString() {
    return field + operator.sign() + value;
  }
}
