package dev.sluice.corpus.model;

import java.util.NoSuchElementException;

/**
 * The documents of earlier exports, by the keys that steps have made of them: what new pages are
 * compared with when an export goes on where others ended.
 */
public interface EarlierDocuments {

  /** No earlier export. */
  EarlierDocuments NONE =
      new EarlierDocuments() {
        @Override
        public Lookup lookup(String space) {
          return Lookup.EMPTY;
        }

        @Override
        public Winner document(int number) {
          throw new NoSuchElementException("there is no earlier document " + number);
        }
      };

  /**
   * Opens the keys of one step.
   *
   * @param space the step's {@link GlobalStep#space}
   */
  Lookup lookup(String space);

  /** A document by its number; numbers grow in the order in which documents were exported. */
  Winner document(int number);

  /** The keys of one step. For one thread. */
  interface Lookup extends AutoCloseable {

    /** Finds nothing. */
    Lookup EMPTY =
        new Lookup() {
          @Override
          public int[] find(long key, int most) {
            return new int[0];
          }

          @Override
          public byte[] imprint(int number) {
            throw new NoSuchElementException("there is no earlier document " + number);
          }

          @Override
          public void close() {}
        };

    /**
     * The numbers of those documents that are filed under a key, ascending.
     *
     * @param key fast if asked for in ascending unsigned order
     */
    default int[] find(long key) {
      return find(key, Integer.MAX_VALUE);
    }

    /**
     * The first of them.
     *
     * @param most at most so many: of what everybody says, millions may be filed under one key
     */
    int[] find(long key, int most);

    /** The imprint that the step took of a document. */
    byte[] imprint(int number);

    @Override
    void close();
  }
}
