package dev.sluice.corpus.model;

/**
 * The language a text is in, as far as can be told.
 *
 * @param code ISO 639-1 where there is one ({@code en}, {@code zh}), otherwise ISO 639-3; {@code
 *     und} if it cannot be told
 * @param script ISO 15924, such as {@code Latn}, {@code Hans}, {@code Hant}, {@code Jpan}; {@code
 *     Zyyy} if it cannot be told
 * @param score the identifier's confidence, 0 to 1
 */
public record LanguageLabel(String code, String script, double score) {

  /** For texts too short or too strange to tell. */
  public static final LanguageLabel UNKNOWN = new LanguageLabel("und", "Zyyy", 0);
}
