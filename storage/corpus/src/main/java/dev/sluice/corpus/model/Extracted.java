package dev.sluice.corpus.model;

import java.util.List;
import java.util.Optional;

/**
 * What a page said: its main text and the facts that it states of itself.
 *
 * @param text the main text: lines separated by {@code \n}, paragraphs by an empty line; no
 *     navigation, and no markup but Markdown's where that was asked for; empty if the page has no
 *     main text
 * @param stated what the page states of itself
 * @param notes for people: what had to be done that is out of the ordinary, such as a repair; most
 *     pages have none
 */
public record Extracted(String text, Stated stated, List<String> notes) {

  public Extracted {
    notes = List.copyOf(notes);
  }

  /** A text of which nothing else is known. */
  public static Extracted ofText(String text) {
    return new Extracted(text, Stated.NOTHING, List.of());
  }

  /** The page's title, without the site's name where that can be told. */
  public Optional<String> title() {
    return stated.title();
  }

  /** BCP 47 tag of the language that the page says it is in. */
  public Optional<String> languageHint() {
    return stated.languageHint();
  }
}
