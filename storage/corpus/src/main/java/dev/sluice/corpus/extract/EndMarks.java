package dev.sluice.corpus.extract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The lines that end a text where the trained trees know too few pages to have learnt them: those
 * of scripts without spaces, by their pairs of characters.
 */
final class EndMarks {

  private static final String FILE = "end-marks.txt";

  /** A longer line says more than that something else begins; a square counts two. */
  private static final int MOST_CHARS = 48;

  /** A line, as hashes of its pairs, and whether more may follow. */
  private record Mark(long[] words, boolean begins) {

    boolean fits(Block block) {
      int count = block.wordCount();
      if (count < words.length || !begins && count > words.length) {
        return false;
      }
      for (int w = 0; w < words.length; w++) {
        if (block.wordAt(w) != words[w]) {
          return false;
        }
      }
      return true;
    }
  }

  /** By the first pair. */
  private final Map<Long, List<Mark>> marks = new HashMap<>();

  EndMarks() {
    try (InputStream in = Objects.requireNonNull(EndMarks.class.getResourceAsStream(FILE), FILE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(this::add);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FILE, e);
    }
  }

  private void add(String line) {
    Block block = Block.alone(line);
    Mark mark = new Mark(block.firstWords(), line.endsWith("*"));
    marks.computeIfAbsent(mark.words[0], first -> new ArrayList<>()).add(mark);
  }

  /** The number of the mark that a line is; 0 if it is none. */
  int of(Block block) {
    if (block.chars > MOST_CHARS || block.wordCount() == 0) {
      return 0;
    }
    for (Mark mark : marks.getOrDefault(block.wordAt(0), List.of())) {
      if (mark.fits(block)) {
        return Arrays.hashCode(mark.words) | 1;
      }
    }
    return 0;
  }
}
