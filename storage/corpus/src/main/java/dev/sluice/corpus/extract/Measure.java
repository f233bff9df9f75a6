package dev.sluice.corpus.extract;

/**
 * How much text an element holds, its descendants included. Lengths are weighted: a Han character,
 * kana or Hangul syllable counts two, since it says more than a letter.
 */
final class Measure {

  /** All visible text. */
  int chars;

  /** Text directly in this element, not in blocks below it. */
  int ownChars;

  /** Text in blocks that look like prose: long enough, few links, punctuation. */
  double mass;

  /** Paragraphs. */
  int paragraphs;

  /** Tables, headings, code and articles: what makes a table cell more than a field of data. */
  int structures;

  void add(Measure other) {
    chars += other.chars;
    mass += other.mass;
    paragraphs += other.paragraphs;
    structures += other.structures;
  }
}
