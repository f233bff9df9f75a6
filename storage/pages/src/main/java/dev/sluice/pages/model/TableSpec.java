package dev.sluice.pages.model;

/**
 * What a table is for, so that it can be laid out on disk accordingly.
 *
 * @param name unique in the store; lower-case letters
 * @param kind what its values are like
 */
public record TableSpec(String name, Kind kind) {

  /** By so many first bytes of their keys are {@link Kind#POSTINGS} looked for. */
  public static final int POSTING_PREFIX_BYTES = 11;

  /** What a table's values are like. */
  public enum Kind {
    /** Up to a few kilobytes, read by key and in order. */
    ROWS,
    /** Small, looked up by key, one here and one there, and most often not found. */
    RECORDS,
    /** Rows that are read in order and then taken away. */
    QUEUE,
    /** Large, written once; neighbours are alike, and are compressed together. */
    BODIES,
    /**
     * Small, loaded many at a time, and looked for by the first {@link #POSTING_PREFIX_BYTES} bytes
     * of their keys, most often in vain.
     */
    POSTINGS,
    /** Eight-byte little-endian numbers, changed with {@link Batch#add}. */
    COUNTERS
  }
}
