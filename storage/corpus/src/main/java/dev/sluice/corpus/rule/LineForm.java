package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/**
 * The forms in which lines are compared: those that have the same form are copies of each other.
 *
 * <ul>
 *   <li>{@code exact}: lines that are equal.
 *   <li>{@code letters}: those that are equal in small letters and without white space at their
 *       ends, as DataComp-LM does.
 *   <li>{@code ccnet}: those that are equal in CCNet's form (Wenzek et al. 2020, section 3.1):
 *       small letters without accents, each digit 0, without typographic marks and control
 *       characters.
 * </ul>
 */
public enum LineForm {
  /** The line itself. */
  EXACT,
  /** Small letters, without white space at the ends. */
  LETTERS,
  /** CCNet's form. */
  CCNET;

  private static final String COMPARE = "compare";

  /** The parameter of steps that compare lines. */
  public static final Parameter PARAMETER =
      Parameter.choice(
          COMPARE, List.of("exact", "letters", "ccnet"), "which lines are copies of each other");

  /** CCNet's marks, those of ASCII not among them, and control characters. */
  private static final CodePoints CCNET_MARKS =
      CodePoints.of(
          "0-1f 7f-9f ab b4 bb 2013-2014 2019 201c-201e 2026 2236 2501 25ba 3001-3002 3008-300d"
              + " 3010-3011 ff01 ff05 ff08-ff09 ff0c ff0e ff11 ff1a-ff1b ff1f ff5e");

  /** The form that a step's parameters name. */
  public static LineForm of(Parameters parameters) {
    return valueOf(parameters.word(COMPARE).toUpperCase(Locale.ROOT));
  }

  /** The form of a line. */
  public String of(String line) {
    return switch (this) {
      case EXACT -> line;
      case LETTERS -> Chars.strip(line).toLowerCase(Locale.ROOT);
      case CCNET -> ccnet(Chars.strip(line).toLowerCase(Locale.ROOT));
    };
  }

  private static String ccnet(String line) {
    String apart = Normalizer.normalize(line, Normalizer.Form.NFD);
    StringBuilder form = new StringBuilder(apart.length());
    for (int i = 0; i < apart.length(); ) {
      int c = apart.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isDigit(c)) {
        form.append('0');
      } else if (!CCNET_MARKS.has(c) && Character.getType(c) != Character.NON_SPACING_MARK) {
        form.appendCodePoint(c);
      }
    }
    return form.toString();
  }
}
