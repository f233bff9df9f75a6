package dev.sluice.engine.archive;

import dev.sluice.engine.model.ImportCounts;
import dev.sluice.engine.model.ImportOutcome;
import java.util.EnumMap;
import java.util.Map;

/** Counts what becomes of records. Safe for use by several threads. */
final class Tally {

  private final Map<ImportOutcome, Long> records = new EnumMap<>(ImportOutcome.class);
  private long files;
  private long earlierBytes;
  private long cut;
  private long wrongDigests;

  synchronized void count(ImportOutcome outcome) {
    records.merge(outcome, 1L, Long::sum);
  }

  synchronized void countStored(ReadPage stored) {
    count(ImportOutcome.STORED);
    cut += stored.page().capture().truncated() ? 1 : 0;
    wrongDigests += stored.wrongDigest() ? 1 : 0;
  }

  synchronized void fileEnded(long bytes) {
    files++;
    earlierBytes += bytes;
  }

  /**
   * How far it is.
   *
   * @param bytes what was read of the file that is read now
   * @param bodyBytes of all that was stored
   */
  synchronized ImportCounts counts(long bytes, long bodyBytes) {
    return new ImportCounts(records, files, earlierBytes + bytes, bodyBytes, cut, wrongDigests);
  }
}
