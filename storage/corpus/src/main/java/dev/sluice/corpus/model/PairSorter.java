package dev.sluice.corpus.model;

/**
 * Brings pairs of numbers into order, however many there are: by key, equals by value, both
 * unsigned. For one thread.
 */
public interface PairSorter extends AutoCloseable {

  /** Adds a pair; not after {@link #sorted}. */
  void add(long key, long value);

  /** All pairs in order; to be called once. */
  Pairs sorted();

  /** Removes what lies on the disk. */
  @Override
  void close();

  /** A walk over pairs: {@code while (pairs.next()) use(pairs.key(), pairs.value())}. */
  interface Pairs extends AutoCloseable {

    /** Goes to the next pair; false after the last. */
    boolean next();

    /** The key of the pair that it is at. */
    long key();

    /** The value of the pair that it is at. */
    long value();

    @Override
    void close();
  }
}
