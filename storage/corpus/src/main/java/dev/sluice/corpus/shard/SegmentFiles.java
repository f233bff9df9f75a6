package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.OlderDocument;
import dev.sluice.corpus.model.Remainder;
import dev.sluice.corpus.model.Signature;
import dev.sluice.pages.model.Scan;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The segments of an unfinished export: a file for each lot of sites with what was learned of them,
 * and for each part of the snapshot a file of documents, of rows, of signatures, of each step's
 * imprints, and of what each step left that takes text out.
 */
public final class SegmentFiles {

  private final Path folder;

  /** The segments in a folder. */
  public SegmentFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * Begins the segment of a part; one that is there is replaced.
   *
   * @param imprints how many steps take imprints
   */
  public SegmentWriter write(SegmentHeader header, int imprints) {
    return new SegmentWriter(this, header, imprints);
  }

  /**
   * What a part holds that an earlier run finished; empty if it did not, or from something else.
   */
  public Optional<SegmentContents> finished(SegmentHeader header) {
    int part = header.part();
    for (Path file : List.of(documents(part), ledger(part), signatures(part))) {
      if (!Files.exists(file) || !belongs(file, header)) {
        return Optional.empty();
      }
    }
    try (Scan<LedgerRow> scan = readLedger(part)) {
      SegmentContents contents = new SegmentContents();
      scan.forEachRemaining(contents::add);
      return Optional.of(contents);
    }
  }

  private static boolean belongs(Path file, SegmentHeader header) {
    try (RowFileReader<byte[]> reader = new RowFileReader<>(file, row -> row)) {
      return reader.header().equals(header);
    } catch (ExportException damaged) {
      return false;
    }
  }

  /** The candidates of a part, in order. */
  public Scan<Document> readDocuments(int part) {
    return new RowFileReader<>(documents(part), SegmentRows::document);
  }

  /** The signatures of a part's candidates, in order. */
  public Scan<Signature> readSignatures(int part) {
    return new RowFileReader<>(signatures(part), SegmentRows::signature);
  }

  /** What a step took of a part's candidates, in order, by its place among those that take any. */
  public Scan<byte[]> readImprints(int part, int imprint) {
    return new RowFileReader<>(imprints(part, imprint), row -> row);
  }

  /** What became of the older documents of a part's pages, in order; nothing if there are none. */
  public Scan<OlderDocument> readOlder(int part) {
    return Files.exists(older(part))
        ? new RowFileReader<>(older(part), SegmentRows::older)
        : Scan.of(Collections.emptyIterator());
  }

  /** The row of a document, as a segment has it. */
  public static byte[] row(Document document) {
    return SegmentRows.document(document);
  }

  /** The document that a row is of. */
  public static Document document(byte[] row) {
    return SegmentRows.document(row);
  }

  /** The rows of all captures of a part, in order. */
  public Scan<LedgerRow> readLedger(int part) {
    return new RowFileReader<>(ledger(part), SegmentRows::row);
  }

  /**
   * Writes what is left of a part's candidates after a step took text out of them.
   *
   * @param left by the candidate's place in the part, from 0
   * @param step number of the step
   */
  public void writeRemainders(SegmentHeader header, int step, SortedMap<Integer, Remainder> left) {
    try (RowFileWriter file = new RowFileWriter(remainders(header.part(), step), folder, header)) {
      left.forEach((place, remainder) -> file.add(SegmentRows.remainder(place, remainder)));
      file.finish();
    }
  }

  /** Whether an earlier run has written what is left of a part's candidates after a step. */
  public boolean hasRemainders(SegmentHeader header, int step) {
    Path file = remainders(header.part(), step);
    return Files.exists(file) && belongs(file, header);
  }

  /** What is left of a part's candidates after a step, by their place; of the others, all is. */
  public SortedMap<Integer, Remainder> readRemainders(int part, int step) {
    SortedMap<Integer, Remainder> left = new TreeMap<>();
    try (RowFileReader<Map.Entry<Integer, Remainder>> rows =
        new RowFileReader<>(remainders(part, step), SegmentRows::remainder)) {
      rows.forEachRemaining(row -> left.put(row.getKey(), row.getValue()));
    }
    return left;
  }

  /** Writes how many tokens each of a part's candidates has; 0 for those that are not counted. */
  public void writeTokenCounts(SegmentHeader header, List<Integer> counts) {
    try (RowFileWriter file = new RowFileWriter(tokens(header.part()), folder, header)) {
      file.add(SegmentRows.counts(counts));
      file.finish();
    }
  }

  /** Whether an earlier run has counted the tokens of a part's candidates. */
  public boolean hasTokenCounts(SegmentHeader header) {
    Path file = tokens(header.part());
    return Files.exists(file) && belongs(file, header);
  }

  /** How many tokens each of a part's candidates has. */
  public List<Integer> readTokenCounts(int part) {
    try (RowFileReader<List<Integer>> rows =
        new RowFileReader<>(tokens(part), SegmentRows::counts)) {
      return rows.next();
    }
  }

  /** Writes what was learned of a lot of sites. */
  public void writeSites(SegmentHeader header, List<SiteRow> sites) {
    try (RowFileWriter file = new RowFileWriter(sites(header.part()), folder, header)) {
      sites.forEach(site -> file.add(SegmentRows.site(site)));
      file.finish();
    }
  }

  /** Whether an earlier run has written what was learned of a lot of sites. */
  public boolean hasSites(SegmentHeader header) {
    Path file = sites(header.part());
    return Files.exists(file) && belongs(file, header);
  }

  /** What was learned of a lot of sites, in their order. */
  public Scan<SiteRow> readSites(int lot) {
    return new RowFileReader<>(sites(lot), SegmentRows::site);
  }

  /** Removes what a killed export had sorted or put down; to be called before anything is. */
  public void removeSorted() {
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(folder, "*{" + SortedRuns.SUFFIX + "," + ShelfFile.SUFFIX + "}")) {
      for (Path file : left) {
        Files.delete(file);
      }
    } catch (IOException stays) {
      throw FileTrouble.writing(folder, stays);
    }
  }

  /** Where they lie, and what is sorted meanwhile. */
  public Path folder() {
    return folder;
  }

  Path documents(int part) {
    return file(part, "documents");
  }

  Path ledger(int part) {
    return file(part, "ledger");
  }

  Path signatures(int part) {
    return file(part, "signatures");
  }

  Path older(int part) {
    return file(part, "older");
  }

  Path imprints(int part, int imprint) {
    return file(part, "imprints-" + imprint);
  }

  private Path remainders(int part, int step) {
    return file(part, "remainders-" + step);
  }

  private Path tokens(int part) {
    return file(part, "tokens");
  }

  private Path sites(int lot) {
    return folder.resolve(String.format(Locale.ROOT, "sites-%06d.zst", lot));
  }

  private Path file(int part, String what) {
    return folder.resolve(String.format(Locale.ROOT, "part-%06d.%s.zst", part, what));
  }
}
