package dev.sluice.pages.model;

/**
 * A search for rows whose keys begin alike, one beginning after the other; cheapest where these
 * ascend. It sees the table as it was when the search was begun. For one thread.
 *
 * <pre>
 * for (boolean found = search.find(prefix); found; found = search.next()) use(search.key());
 * </pre>
 */
public interface PrefixSearch extends AutoCloseable {

  /** Goes to the first row whose key begins so; false if there is none. */
  boolean find(byte[] prefix);

  /** Goes to the next row whose key begins so; false after the last. */
  boolean next();

  /** The key of the row that it is at; not to be changed. */
  byte[] key();

  @Override
  void close();
}
