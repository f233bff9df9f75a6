package dev.sluice.corpus.shard;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.Signature;

/**
 * Writes the segment of one part. Its signatures get their name last, so a segment with signatures
 * is whole.
 */
public final class SegmentWriter implements AutoCloseable {

  private final RowFileWriter documents;
  private final RowFileWriter ledger;
  private final RowFileWriter signatures;
  private final SegmentContents contents = new SegmentContents();

  SegmentWriter(SegmentFiles files, SegmentHeader header) {
    documents = new RowFileWriter(files.documents(header.part()), files.folder(), header);
    ledger = new RowFileWriter(files.ledger(header.part()), files.folder(), header);
    signatures = new RowFileWriter(files.signatures(header.part()), files.folder(), header);
  }

  /** Adds a candidate: the capture with that number in the snapshot, and its row so far. */
  public void candidate(long capture, Document document, LedgerRow row) {
    add(row);
    documents.add(SegmentRows.document(document));
    signatures.add(SegmentRows.signature(Signature.of(capture, document)));
  }

  /** Adds a dropped capture. */
  public void dropped(LedgerRow row) {
    add(row);
  }

  private void add(LedgerRow row) {
    ledger.add(SegmentRows.row(row));
    contents.add(row);
  }

  /** Ends the segment; gives what it holds. */
  public SegmentContents finish() {
    documents.finish();
    ledger.finish();
    signatures.finish();
    return contents;
  }

  @Override
  public void close() {
    documents.close();
    ledger.close();
    signatures.close();
  }
}
