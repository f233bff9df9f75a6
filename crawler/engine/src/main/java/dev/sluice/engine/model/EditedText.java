package dev.sluice.engine.model;

import java.util.List;

/**
 * What came of an edit of a seed file.
 *
 * @param text the whole text of the file: after the edit, or as it was if there are mistakes
 * @param mistakes why it cannot be done, each with file and line
 */
public record EditedText(String text, List<String> mistakes) {

  public EditedText {
    mistakes = List.copyOf(mistakes);
  }
}
