package dev.sluice.corpus.tokens;

import static java.util.stream.Collectors.joining;

import dev.sluice.pages.settings.SettingsException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How texts are cut into words before byte pairs are merged, by the names that users call it.
 * Source: {@code tiktoken_ext/openai_public.py} of tiktoken; for {@code qwen} the tokenizer of
 * Qwen's models, which has digits one by one.
 */
enum TiktokenCut {
  GPT2("'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+"),
  CL100K(Words.ENGLISH + "|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}" + Words.OTHERS),
  QWEN(Words.ENGLISH + "|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}" + Words.OTHERS),
  O200K(
      "[^\\r\\n\\p{L}\\p{N}]?"
          + Words.UPPER
          + "*"
          + Words.LOWER
          + "+"
          + Words.ENGLISH
          + "?|[^\\r\\n\\p{L}\\p{N}]?"
          + Words.UPPER
          + "+"
          + Words.LOWER
          + "*"
          + Words.ENGLISH
          + "?|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+");

  /** What the expressions share. */
  private static final class Words {
    static final String ENGLISH = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
    static final String OTHERS = "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";
    static final String UPPER = "[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]";
    static final String LOWER = "[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]";
  }

  private final String expression;

  TiktokenCut(String expression) {
    this.expression = expression;
  }

  Pattern pattern() {
    return compiled(expression);
  }

  /** The pattern of this name, or of an expression that the user wrote. */
  static Pattern pattern(String nameOrExpression) {
    try {
      return Arrays.stream(values())
          .filter(cut -> cut.label().equals(nameOrExpression))
          .findFirst()
          .map(TiktokenCut::pattern)
          .orElseGet(() -> compiled(nameOrExpression));
    } catch (PatternSyntaxException broken) {
      throw new SettingsException(
          "'"
              + nameOrExpression
              + "' is neither one of "
              + names()
              + " nor a regular expression: "
              + broken.getDescription());
    }
  }

  /** White space and letter case are Unicode's, as in the expressions' own language. */
  private static Pattern compiled(String expression) {
    return Pattern.compile(expression, Pattern.UNICODE_CHARACTER_CLASS);
  }

  static String missing(String file) {
    return file
        + " is a vocabulary of tiktoken that is not known, and does not say how texts are cut into"
        + " words: name that with --tokenizer-pattern, as one of "
        + names()
        + " or as a regular expression";
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static String names() {
    return Arrays.stream(values()).map(TiktokenCut::label).collect(joining(", "));
  }
}
