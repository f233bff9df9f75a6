package dev.sluice.testweb.model;

import java.util.List;
import java.util.Optional;

/**
 * What is known about a generated page before anybody fetches it.
 *
 * @param original the URL of the page this one repeats, for the two kinds of duplicate
 * @param paragraphs the main text, without title, navigation, links and notices
 */
public record PageTruth(
    String site,
    String url,
    Language language,
    PageKind kind,
    Optional<String> original,
    String title,
    List<String> paragraphs) {
  public PageTruth {
    paragraphs = List.copyOf(paragraphs);
  }

  /** The paragraphs, one a line. */
  public String text() {
    return String.join("\n", paragraphs);
  }
}
