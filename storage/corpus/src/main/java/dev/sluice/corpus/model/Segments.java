package dev.sluice.corpus.model;

import java.util.List;

/**
 * A text cut into the units that rules count: made once for a document and shared by all of them.
 * Each list is computed when first asked for.
 */
public interface Segments {

  /** The text itself. */
  String text();

  /**
   * The tokens of the text in order, white space left out: words by the language's own rules (a
   * dictionary for Chinese, Japanese and Thai), and punctuation marks as tokens of their own.
   */
  List<String> tokens();

  /** The tokens that hold at least one letter or digit. */
  List<String> words();

  /** Where the tokens lie: for rules that can do without a string for each. */
  TokenSpans spans();

  /** The lines that are not blank, stripped. */
  List<String> lines();

  /** The paragraphs: runs of lines between blank lines, stripped. */
  List<String> paragraphs();

  /** The sentences by the language's own rules, stripped. */
  List<String> sentences();
}
