package dev.sluice.pages.model;

import java.util.List;
import java.util.Optional;

/** An ordered table of byte rows, sorted by unsigned bytes. Safe for use by several threads. */
public interface Table {

  /** The table's name. */
  String name();

  /** The value under a key. */
  Optional<byte[]> get(byte[] key);

  /** Whether there is a row under a key, without reading its value. */
  boolean has(byte[] key);

  /** The values under many keys in one round, in the order of the keys. */
  List<Optional<byte[]>> getAll(List<byte[]> keys);

  /** The rows from a key (inclusive) to a key (exclusive), in order, as they are now. */
  Scan<Row> scan(byte[] from, byte[] to);

  /** All rows in order, as they are now. */
  Scan<Row> scanAll();

  /** All rows in the opposite order, the last one first, as they are now. */
  Scan<Row> scanBack();

  /** A search for rows by the first bytes of their keys. */
  PrefixSearch prefixSearch();

  /** The number under a key of a table of counters; 0 where there is none. */
  long count(byte[] key);
}
