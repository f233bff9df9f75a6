package dev.sluice.corpus.mix;

/**
 * Numbers that look random, and are the same for the same seed and document everywhere. The mixing
 * of bits is that of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number
 * generators, 2014).
 */
final class Seeded {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final int HEX = 16;

  private Seeded() {}

  /** The number of a document: the first 64 bits of its id, mixed with the seed. */
  static long of(long seed, String id) {
    return mixed(Long.parseUnsignedLong(id, 0, HEX, HEX) ^ mixed(seed + GOLDEN));
  }

  /** Another number for each use of one. */
  static long again(long number, int use) {
    return mixed(number + (use + 1) * GOLDEN);
  }

  /** As a fraction, from 0 to below 1. */
  static double fraction(long number) {
    return (number >>> 11) * 0x1.0p-53;
  }

  private static long mixed(long bits) {
    long z = bits;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
