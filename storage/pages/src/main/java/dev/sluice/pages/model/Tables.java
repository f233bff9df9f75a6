package dev.sluice.pages.model;

/**
 * Tables that lie together on a disk, for whoever keeps rows of his own there and need not know how
 * that is done. Safe for use by several threads.
 */
public interface Tables {

  /** The table of this name, which must be one of those they were opened with. */
  Table table(String name);

  /** An empty batch, for rows of all tables. */
  Batch newBatch();

  /** Begins to load rows into a table. */
  TableLoad newLoad(String table);

  /** Puts a table in its final order and form, as small as it can be without much effort. */
  void compact(String table);

  /** What a table takes on the disk, in bytes; what only the write-ahead log holds not counted. */
  long bytesOnDisk(String table);

  /**
   * Reads every file and compares its checksums.
   *
   * @throws StoreException that names the first file that is damaged or missing
   */
  void verifyFiles();
}
