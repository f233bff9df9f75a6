package dev.sluice.corpus.dedup;

/** A place in a candidate as one number, which is smaller the earlier it comes. */
final class Place {

  private Place() {}

  static long of(int candidate, int within) {
    return (long) candidate << Integer.SIZE | within;
  }

  static int candidate(long place) {
    return (int) (place >>> Integer.SIZE);
  }

  static int within(long place) {
    return (int) place;
  }
}
