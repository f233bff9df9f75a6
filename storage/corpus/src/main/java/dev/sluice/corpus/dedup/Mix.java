package dev.sluice.corpus.dedup;

/**
 * Makes of a number one whose every bit depends on all bits of the first: Stafford's thirteenth
 * mixer, as in SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators,
 * OOPSLA 2014). Different numbers stay different.
 */
final class Mix {

  private Mix() {}

  static long of(long number) {
    long mixed = (number ^ number >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }

  /** The upper half of the mixed number. */
  static int upper(long number) {
    return (int) (of(number) >>> 32);
  }
}
