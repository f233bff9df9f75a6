package dev.sluice.corpus.model;

import java.util.List;

/**
 * The language a text is in, as far as can be told.
 *
 * @param code the language of most of the text: ISO 639-1 where there is one ({@code en}, {@code
 *     zh}), otherwise ISO 639-3 ({@code yue}); {@code und} if it cannot be told, or if the text is
 *     in no language, as code is
 * @param script ISO 15924, such as {@code Latn}, {@code Hans}, {@code Hant}, {@code Jpan}; {@code
 *     Zyyy} if it cannot be told
 * @param score the probability that {@code code} is right, 0 to 1
 * @param languages what share of the text each language has, largest first, by code; an ideograph
 *     or syllable of East Asia counts as three letters. Empty if nothing can be told
 * @param scripts what share of the letters each script has, largest first, by ISO 15924 code, with
 *     {@code Hani}, {@code Hira}, {@code Kana} and {@code Hang} apart. Empty if there are none
 */
public record LanguageLabel(
    String code, String script, double score, List<Share> languages, List<Share> scripts) {

  /** For texts too short or too strange to tell. */
  public static final LanguageLabel UNKNOWN =
      new LanguageLabel("und", "Zyyy", 0, List.of(), List.of());

  /**
   * A part of a text.
   *
   * @param name of its language or script
   * @param share 0 to 1
   */
  public record Share(String name, double share) {}

  public LanguageLabel {
    languages = List.copyOf(languages);
    scripts = List.copyOf(scripts);
  }

  /** The label of a text that is in one language and one script throughout. */
  public LanguageLabel(String code, String script, double score) {
    this(code, script, score, List.of(new Share(code, 1)), List.of(new Share(script, 1)));
  }

  /** The share of a language, 0 to 1. */
  public double shareOf(String language) {
    return languages.stream()
        .filter(part -> part.name().equals(language))
        .mapToDouble(Share::share)
        .sum();
  }
}
