package dev.sluice.corpus.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * How the main text of pages is to be chosen and written.
 *
 * @param format the form of the text
 * @param links true to keep the addresses of links; Markdown only
 * @param favour which mistake is the lesser one
 * @param comments true to keep readers' comments below an article
 */
public record ExtractSettings(Format format, boolean links, Favour favour, boolean comments) {

  /** Plain text, precision and recall in balance, without comments. */
  public static final ExtractSettings STANDARD =
      new ExtractSettings(Format.TEXT, false, Favour.BALANCE, false);

  /** The form that a text is written in. */
  public enum Format {
    /** As a person would copy it from a browser. */
    TEXT,
    /** CommonMark, with GitHub's tables and formulas between dollar signs. */
    MARKDOWN
  }

  /** Which mistake is the lesser one when it is not clear whether a part belongs to the text. */
  public enum Favour {
    /** Both weigh the same. */
    BALANCE,
    /** Rather lose text than keep what is none. */
    PRECISION,
    /** Rather keep what is no text than lose any. */
    RECALL
  }

  /** The words by which recipes and options name the constants of an enum, in its order. */
  public static List<String> words(Enum<?>[] constants) {
    return Stream.of(constants).map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList();
  }

  public ExtractSettings withFormat(Format newFormat) {
    return new ExtractSettings(newFormat, links, favour, comments);
  }
}
