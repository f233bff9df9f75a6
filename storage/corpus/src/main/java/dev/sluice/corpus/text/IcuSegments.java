package dev.sluice.corpus.text;

import com.ibm.icu.text.BreakIterator;
import dev.sluice.corpus.model.Segments;
import dev.sluice.corpus.model.TokenSpans;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The segments of one text, each list computed when first asked for. Not for several threads. */
final class IcuSegments implements Segments {

  private final String text;
  private final WordCutter wordCutter;
  private final Supplier<BreakIterator> sentenceBreaks;
  private @Nullable TokenSpans spans;
  private @Nullable List<String> lines;
  private @Nullable List<String> sentences;

  IcuSegments(String text, WordCutter wordCutter, Supplier<BreakIterator> sentenceBreaks) {
    this.text = text;
    this.wordCutter = wordCutter;
    this.sentenceBreaks = sentenceBreaks;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public TokenSpans spans() {
    TokenSpans known = spans;
    if (known == null) {
      known = wordCutter.cut();
      spans = known;
    }
    return known;
  }

  @Override
  public List<String> lines() {
    List<String> known = lines;
    if (known == null) {
      known = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
      lines = known;
    }
    return known;
  }

  /** A sentence never crosses a line: each line is cut by itself. */
  @Override
  public List<String> sentences() {
    List<String> known = sentences;
    if (known == null) {
      BreakIterator breaks = sentenceBreaks.get();
      known = lines().stream().flatMap(line -> pieces(breaks, line).stream()).toList();
      sentences = known;
    }
    return known;
  }

  private static List<String> pieces(BreakIterator breaks, String text) {
    List<String> pieces = new ArrayList<>();
    breaks.setText(text);
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      String piece = text.substring(start, end).strip();
      if (!piece.isEmpty()) {
        pieces.add(piece);
      }
      start = end;
    }
    return List.copyOf(pieces);
  }
}
