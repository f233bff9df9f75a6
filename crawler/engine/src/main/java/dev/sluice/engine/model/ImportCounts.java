package dev.sluice.engine.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How far an import is, or what it made.
 *
 * @param records by what became of them
 * @param files archives that were read to their end
 * @param archiveBytes how much was read of all archives, in bytes
 * @param bodyBytes bytes of the bodies of what was stored, decoded
 * @param cut captures that were stored without the end of their body
 * @param wrongDigests captures that were stored although their bytes are not those that their
 *     record's digest was made of
 */
public record ImportCounts(
    Map<ImportOutcome, Long> records,
    long files,
    long archiveBytes,
    long bodyBytes,
    long cut,
    long wrongDigests) {

  public ImportCounts {
    Map<ImportOutcome, Long> all = new EnumMap<>(ImportOutcome.class);
    all.putAll(records);
    records = Collections.unmodifiableMap(all);
  }

  /** How many records became this. */
  public long of(ImportOutcome outcome) {
    return records.getOrDefault(outcome, 0L);
  }

  /** Whether nothing was damaged. */
  public boolean isWell() {
    return of(ImportOutcome.DAMAGED) == 0;
  }
}
