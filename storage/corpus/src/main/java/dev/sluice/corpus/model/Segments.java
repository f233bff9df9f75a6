package dev.sluice.corpus.model;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A text cut into the units that rules count: made once for a document and shared by all of them.
 * Each list is computed when first asked for.
 */
public interface Segments {

  /** The text itself. */
  String text();

  /**
   * Where the tokens of the text lie, in order, white space left out: words by the language's own
   * rules (a dictionary for Chinese, Japanese and Thai), and punctuation marks as tokens of their
   * own.
   */
  TokenSpans spans();

  /** The tokens as texts, made anew each time: rules walk over {@link #spans} instead. */
  default List<String> tokens() {
    TokenSpans spans = spans();
    return IntStream.range(0, spans.count())
        .mapToObj(token -> text().substring(spans.start(token), spans.end(token)))
        .toList();
  }

  /** The lines that are not blank, stripped. */
  List<String> lines();

  /** The sentences by the language's own rules, stripped. */
  List<String> sentences();
}
