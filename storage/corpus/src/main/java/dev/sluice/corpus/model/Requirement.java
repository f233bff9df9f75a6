package dev.sluice.corpus.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on a value that a step has measured: {@code gopher-quality/word-count >= 60}, {@code
 * language/code != und}.
 *
 * @param value published name of the measured value
 * @param comparison {@code <}, {@code <=}, {@code >}, {@code >=}, {@code =} or {@code !=}
 * @param operand a number, or for {@code =} and {@code !=} a text
 */
public record Requirement(String value, String comparison, String operand) {

  private static final Pattern FORM =
      Pattern.compile("([a-z0-9][a-z0-9/-]*)\\s*(<=|>=|!=|<|>|=)\\s*(\\S.*)");
  private static final List<String> OF_TEXTS = List.of("=", "!=");

  /**
   * Reads a condition.
   *
   * @return nothing if it is none, or compares the size of a text
   */
  public static Optional<Requirement> parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    Requirement read = new Requirement(form.group(1), form.group(2), form.group(3));
    boolean comparable = OF_TEXTS.contains(read.comparison) || number(read.operand).isPresent();
    return comparable ? Optional.of(read) : Optional.empty();
  }

  /** Whether a value is as required; a text is neither more nor less than any number. */
  public boolean isMet(Measured measured) {
    if (measured instanceof Measured.Quantity quantity) {
      return number(operand)
          .map(limit -> compare(Double.compare(quantity.number(), limit)))
          .orElse(comparison.equals("!="));
    }
    return switch (comparison) {
      case "=" -> measured.display().equals(operand);
      case "!=" -> !measured.display().equals(operand);
      default -> false;
    };
  }

  private boolean compare(int order) {
    return switch (comparison) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      case "=" -> order == 0;
      default -> order != 0;
    };
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text)).filter(Double::isFinite);
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return value + " " + comparison + " " + operand;
  }
}
