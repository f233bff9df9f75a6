package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.Cleaned;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.OlderDocument;
import dev.sluice.corpus.model.Signature;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the segment of one part. Its signatures get their name last, so a segment with signatures
 * is whole.
 */
public final class SegmentWriter implements AutoCloseable {

  private final RowFileWriter documents;
  private final RowFileWriter ledger;
  private final RowFileWriter signatures;
  private final SegmentFiles files;
  private final SegmentHeader header;
  private Optional<RowFileWriter> older = Optional.empty();
  private final List<RowFileWriter> imprints = new ArrayList<>();
  private final SegmentContents contents = new SegmentContents();

  SegmentWriter(SegmentFiles files, SegmentHeader header, int steps) {
    documents = new RowFileWriter(files.documents(header.part()), files.folder(), header);
    ledger = new RowFileWriter(files.ledger(header.part()), files.folder(), header);
    signatures = new RowFileWriter(files.signatures(header.part()), files.folder(), header);
    this.files = files;
    this.header = header;
    for (int step = 0; step < steps; step++) {
      Path file = files.imprints(header.part(), step);
      imprints.add(new RowFileWriter(file, files.folder(), header));
    }
  }

  /** Adds a candidate: the capture with that number in the snapshot. */
  public void candidate(long capture, Cleaned.Candidate candidate) {
    add(candidate.row());
    documents.add(SegmentRows.document(candidate.document()));
    signatures.add(SegmentRows.signature(Signature.of(capture, candidate)));
    for (int step = 0; step < imprints.size(); step++) {
      imprints.get(step).add(candidate.imprints().get(step));
    }
  }

  /** Adds a dropped capture. */
  public void dropped(LedgerRow row) {
    add(row);
  }

  /** Adds an older document, after those before it in the order of keys. */
  public void older(OlderDocument document) {
    if (older.isEmpty()) {
      older = Optional.of(new RowFileWriter(files.older(header.part()), files.folder(), header));
    }
    older.get().add(SegmentRows.older(document));
  }

  /** How many candidates were added so far. */
  public int candidates() {
    return contents.candidates();
  }

  private void add(LedgerRow row) {
    ledger.add(SegmentRows.row(row));
    contents.add(row);
  }

  /** Ends the segment; gives what it holds. */
  public SegmentContents finish() {
    documents.finish();
    ledger.finish();
    imprints.forEach(RowFileWriter::finish);
    older.ifPresent(RowFileWriter::finish);
    signatures.finish();
    return contents;
  }

  @Override
  public void close() {
    documents.close();
    ledger.close();
    imprints.forEach(RowFileWriter::close);
    older.ifPresent(RowFileWriter::close);
    signatures.close();
  }
}
