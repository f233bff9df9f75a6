package dev.sluice.corpus.text;

import com.ibm.icu.text.BreakIterator;
import dev.sluice.corpus.model.Segments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The segments of one text, each list computed when first asked for. Not for several threads. */
final class IcuSegments implements Segments {

  private final String text;
  private final Supplier<BreakIterator> wordBreaks;
  private final Supplier<BreakIterator> sentenceBreaks;
  private @Nullable List<String> tokens;
  private @Nullable List<String> words;
  private @Nullable List<String> lines;
  private @Nullable List<String> paragraphs;
  private @Nullable List<String> sentences;

  IcuSegments(
      String text, Supplier<BreakIterator> wordBreaks, Supplier<BreakIterator> sentenceBreaks) {
    this.text = text;
    this.wordBreaks = wordBreaks;
    this.sentenceBreaks = sentenceBreaks;
  }

  @Override
  public String text() {
    return text;
  }

  @Override
  public List<String> tokens() {
    List<String> known = tokens;
    if (known == null) {
      known = pieces(wordBreaks.get(), text);
      tokens = known;
    }
    return known;
  }

  @Override
  public List<String> words() {
    List<String> known = words;
    if (known == null) {
      known = tokens().stream().filter(IcuSegments::hasLetterOrDigit).toList();
      words = known;
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

  @Override
  public List<String> paragraphs() {
    List<String> known = paragraphs;
    if (known == null) {
      known = List.copyOf(cutAtBlankLines());
      paragraphs = known;
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

  private List<String> cutAtBlankLines() {
    List<String> found = new ArrayList<>();
    StringBuilder paragraph = new StringBuilder();
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (!line.isBlank()) {
        paragraph.append(paragraph.isEmpty() ? "" : "\n").append(line);
      } else if (!paragraph.isEmpty()) {
        found.add(paragraph.toString().strip());
        paragraph.setLength(0);
      }
    }
    if (!paragraph.isEmpty()) {
      found.add(paragraph.toString().strip());
    }
    return found;
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

  private static boolean hasLetterOrDigit(String token) {
    return token.codePoints().anyMatch(Character::isLetterOrDigit);
  }
}
