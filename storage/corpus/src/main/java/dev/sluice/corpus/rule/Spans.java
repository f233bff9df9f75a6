package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Segments;
import dev.sluice.corpus.model.TokenSpans;
import java.util.Arrays;

/**
 * Pieces of a text as places in it, in order: lines, paragraphs, words. Cutting a text makes no
 * strings.
 */
final class Spans {

  private static final int ROOM = 64;

  private final String text;
  private int[] places;
  private int count;

  private Spans(String text) {
    this(text, ROOM / 2);
  }

  /** Room for so many pieces at first. */
  private Spans(String text, int room) {
    this.text = text;
    this.places = new int[2 * Math.max(room, 1)];
  }

  /** No pieces yet. */
  static Spans none(String text) {
    return new Spans(text);
  }

  /** The tokens of the shared segmentation. */
  static Spans tokens(Segments segments) {
    TokenSpans tokens = segments.spans();
    Spans spans = new Spans(segments.text(), tokens.count());
    for (int i = 0; i < tokens.count(); i++) {
      spans.add(tokens.start(i), tokens.end(i));
    }
    return spans;
  }

  /** The words of DataComp-LM: tokens that begin with a letter or a number. */
  static Spans tokensOfDclm(Segments segments) {
    String text = segments.text();
    TokenSpans tokens = segments.spans();
    Spans spans = new Spans(text, tokens.count());
    for (int i = 0; i < tokens.count(); i++) {
      if (Chars.isLetterOrNumber(text.codePointAt(tokens.start(i)))) {
        spans.add(tokens.start(i), tokens.end(i));
      }
    }
    return spans;
  }

  /** The words between white space. */
  static Spans words(String text) {
    return words(text, 0, text.length());
  }

  /** The words between white space in a range. */
  static Spans words(String text, int from, int to) {
    Spans words = new Spans(text);
    int at = Chars.skipSpace(text, from, to);
    while (at < to) {
      int start = at;
      while (at < to && !Chars.isSpace(text.charAt(at))) {
        at++;
      }
      words.add(start, at);
      at = Chars.skipSpace(text, at, to);
    }
    return words;
  }

  /** The lines by every mark that ends one; none after the last mark, none in an empty text. */
  static Spans lines(String text) {
    Spans lines = new Spans(text);
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (Chars.endsLine(text.charAt(i))) {
        lines.add(start, i);
        if (text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
          i++;
        }
        start = i + 1;
      }
    }
    if (start < text.length()) {
      lines.add(start, text.length());
    }
    return lines;
  }

  /**
   * The pieces between runs of line feeds, the first and the last of which may be empty.
   *
   * @param least so many line feeds at least
   * @param most so many at most; what follows begins the next piece
   */
  static Spans between(String text, int from, int to, int least, int most) {
    Spans pieces = new Spans(text);
    int start = from;
    int feed = text.indexOf('\n', from);
    while (feed >= 0 && feed < to) {
      int end = feed + 1;
      while (end < to && end - feed < most && text.charAt(end) == '\n') {
        end++;
      }
      if (end - feed >= least) {
        pieces.add(start, feed);
        start = end;
      }
      feed = text.indexOf('\n', end);
    }
    pieces.add(start, to);
    return pieces;
  }

  /** The pieces between single line feeds, empty ones included. */
  static Spans rows(String text) {
    return between(text, 0, text.length(), 1, 1);
  }

  /** The lines of one of Dolma's two readings: the second knows no empty ones between others. */
  static Spans ofDolma(String text, Reading reading) {
    return reading == Reading.DOLMA_V2
        ? between(text, 0, text.length(), 1, text.length())
        : rows(text);
  }

  /** The lines with the line feed that ends each; none after the last line feed. */
  static Spans withFeeds(String text) {
    Spans lines = new Spans(text);
    int start = 0;
    while (start < text.length()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed + 1;
      lines.add(start, end);
      start = end;
    }
    return lines;
  }

  /** These pieces without white space at their ends, and without those that are nothing else. */
  Spans stripped() {
    Spans others = new Spans(text);
    for (int i = 0; i < count; i++) {
      int start = Chars.skipSpace(text, start(i), end(i));
      int end = Chars.trimEnd(text, start, end(i));
      if (start < end) {
        others.add(start, end);
      }
    }
    return others;
  }

  /** Those of these pieces that are not white space throughout, as they are. */
  Spans withoutBlank() {
    Spans others = new Spans(text);
    for (int i = 0; i < count; i++) {
      if (Chars.skipSpace(text, start(i), end(i)) < end(i)) {
        others.add(start(i), end(i));
      }
    }
    return others;
  }

  /** Adds a piece after all others. */
  void add(int start, int end) {
    if (2 * count == places.length) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    places[2 * count] = start;
    places[2 * count + 1] = end;
    count++;
  }

  String text() {
    return text;
  }

  int count() {
    return count;
  }

  int start(int i) {
    return places[2 * i];
  }

  int end(int i) {
    return places[2 * i + 1];
  }

  /** A piece as a text of its own. */
  String piece(int i) {
    return text.substring(start(i), end(i));
  }

  /** The code points of a piece. */
  int length(int i) {
    return text.codePointCount(start(i), end(i));
  }

  /** The code points of all pieces together. */
  long allLengths() {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += length(i);
    }
    return sum;
  }
}
