package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.Selection;
import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import dev.sluice.pages.model.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was chosen of an unfinished export after one of its steps, in a file: an export that is
 * killed while it chooses goes on after the last step that it finished.
 *
 * <p>The file is a file of rows with a checksum, like a segment. Its header says what the
 * candidates were made from; a file that is damaged or was made from anything else counts for
 * nothing.
 */
public final class SelectionFile {

  private static final int VERSION = 1;

  /** Candidates of a row: half a megabyte at most. */
  private static final int ROW_CANDIDATES = 1 << 15;

  private final Path folder;
  private final SegmentHeader header;

  /**
   * The file of a step.
   *
   * @param folder where it lies
   * @param header what is chosen from: the number of the step in place of a part's, that of all
   *     captures in place of the first, and that of all candidates
   */
  public SelectionFile(Path folder, SegmentHeader header) {
    this.folder = folder;
    this.header = header;
  }

  private Path file() {
    return folder.resolve(String.format(Locale.ROOT, "chosen-%03d.zst", header.part()));
  }

  /**
   * What the file holds.
   *
   * @param cutSteps for each part that text was taken out of, the steps that did so
   */
  public record Contents(Selection selection, SortedMap<Integer, SortedSet<Integer>> cutSteps) {}

  /** Writes what is chosen after the step, and which steps took text out of which part. */
  public void write(Selection selection, SortedMap<Integer, SortedSet<Integer>> cutSteps) {
    try (RowFileWriter file = new RowFileWriter(file(), folder, header)) {
      RowWriter steps = new RowWriter(VERSION).number(cutSteps.size());
      cutSteps.forEach(
          (part, cut) -> {
            steps.number(part).number(cut.size());
            cut.forEach(steps::number);
          });
      file.add(steps.toBytes());
      for (int first = 0; first < selection.count(); first += ROW_CANDIDATES) {
        file.add(row(selection, first, Math.min(first + ROW_CANDIDATES, selection.count())));
      }
      file.finish();
    }
  }

  private static byte[] row(Selection selection, int first, int end) {
    RowWriter out = new RowWriter(VERSION);
    for (int candidate = first; candidate < end; candidate++) {
      out.number(selection.group(candidate)).flag(selection.chosen(candidate));
      if (!selection.chosen(candidate)) {
        out.number(selection.step(candidate))
            .number(selection.winner(candidate))
            .number(Float.floatToIntBits((float) selection.measured(candidate)));
      }
    }
    return out.toBytes();
  }

  /** SHA-256 of what is chosen, 64 hexadecimal digits: equal selections have the same. */
  public static String digest(Selection selection) {
    MessageDigest digest = NewFile.sha256();
    for (int first = 0; first < selection.count(); first += ROW_CANDIDATES) {
      digest.update(row(selection, first, Math.min(first + ROW_CANDIDATES, selection.count())));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * What was chosen after the step.
   *
   * @return empty if there is no whole file of the same candidates
   */
  public Optional<Contents> read() {
    int candidates = header.captures();
    if (!Files.exists(file())) {
      return Optional.empty();
    }
    try (RowFileReader<RowReader> rows = new RowFileReader<>(file(), SelectionFile::reader)) {
      if (!rows.header().equals(header)) {
        return Optional.empty();
      }
      SortedMap<Integer, SortedSet<Integer>> cutSteps = cutSteps(rows.next());
      Selection selection = new Selection(candidates);
      for (int first = 0; first < candidates; first += ROW_CANDIDATES) {
        read(rows.next(), selection, first, Math.min(first + ROW_CANDIDATES, candidates));
      }
      return Optional.of(new Contents(selection, cutSteps));
    } catch (ExportException | StoreException damaged) {
      return Optional.empty();
    }
  }

  private static SortedMap<Integer, SortedSet<Integer>> cutSteps(RowReader in) {
    SortedMap<Integer, SortedSet<Integer>> steps = new TreeMap<>();
    int parts = in.smallNumber();
    for (int i = 0; i < parts; i++) {
      SortedSet<Integer> cut = new TreeSet<>();
      steps.put(in.smallNumber(), cut);
      int count = in.smallNumber();
      for (int j = 0; j < count; j++) {
        cut.add(in.smallNumber());
      }
    }
    in.end();
    return steps;
  }

  private static void read(RowReader in, Selection selection, int first, int end) {
    for (int candidate = first; candidate < end; candidate++) {
      selection.group(candidate, in.smallNumber());
      if (!in.flag()) {
        int step = in.smallNumber();
        int winner = (int) in.number();
        float measured = Float.intBitsToFloat((int) in.number());
        drop(selection, candidate, winner, step, measured);
      }
    }
    in.end();
  }

  private static void drop(
      Selection selection, int candidate, int winner, int step, float measured) {
    if (winner < 0) {
      selection.dropForEarlier(candidate, ~winner, step, measured);
    } else if (winner == candidate) {
      selection.dropAlone(candidate, step, measured);
    } else {
      selection.drop(candidate, winner, step, measured);
    }
  }

  private static RowReader reader(byte[] row) {
    return new RowReader("chosen candidates", new byte[0], row, VERSION);
  }

  /** Removes the file, if it is there. */
  public void delete() {
    try {
      Files.deleteIfExists(file());
    } catch (IOException stays) {
      throw FileTrouble.writing(file(), stays);
    }
  }
}
