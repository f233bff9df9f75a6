package dev.sluice.corpus.rule;

/** A part of a whole. */
final class Share {

  private Share() {}

  /** The share that a part has of a whole; 0 of nothing. */
  static double of(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
