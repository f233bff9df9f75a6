package dev.sluice.pages.warc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Compresses by DEFLATE (RFC 1951) in a hurry: equal bytes give equal bytes, on every machine and
 * Java. For one thread.
 *
 * <p>What stood before is looked up by a hash of four bytes; each hash knows the last two places
 * that had it, and the longer of their repeats is taken at once. Of what a repeat covers only the
 * first places are remembered. Measured on pages of the web that makes files as long as zlib's
 * level 2, in three fifths of its time.
 */
final class QuickDeflate {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int HASH_BITS = 15;

  /** A repeat of so many bytes is good enough: no other is looked at. */
  private static final int NICE = 32;

  private static final int MULTIPLIER = 0x9E37_79B1;
  private static final int SHORTEST = 4;
  private static final int WINDOW = 1 << 15;

  private final int[] places = new int[2 << HASH_BITS];
  private final DeflateBlock block = new DeflateBlock();

  /** What is added to a position: old ones are out of the window without being deleted. */
  private int base = WINDOW + 1;

  /**
   * Compresses what stands by itself.
   *
   * @param source of which the first {@code length} bytes count
   * @param out where it is added; ends within a byte
   */
  void compress(byte[] source, int length, BitBuffer out) {
    if (base > Integer.MAX_VALUE - length - 2 * WINDOW) {
      Arrays.fill(places, 0);
      base = WINDOW + 1;
    }
    int at = 0;
    do {
      int from = at;
      at = fill(source, at, length);
      block.write(source, from, at, at == length, out);
    } while (at < length);
    base += length + WINDOW;
  }

  private int fill(byte[] source, int from, int length) {
    int hashable = length - Long.BYTES;
    int at = from;
    while (at < hashable && !block.isFull()) {
      at += step(source, at, length);
    }
    while (at < length && at >= hashable && !block.isFull()) {
      block.literal(source[at++]);
    }
    return at;
  }

  /** Adds what begins here, and returns how many bytes that is. */
  private int step(byte[] source, int at, int length) {
    int word = (int) INT.get(source, at);
    int slot = slot(word);
    int distance = at + base - places[slot];
    int farther = at + base - places[slot + 1];
    remember(slot, at);
    int longest = same(word, source, distance, at, length);
    if (longest < NICE) {
      int other = same(word, source, farther, at, length);
      if (other > longest) {
        longest = other;
        distance = farther;
      }
    }
    if (longest == 0) {
      block.literal(source[at]);
      return 1;
    }
    block.repeat(longest, distance);
    if (at + 1 + Integer.BYTES <= length) {
      remember(slot((int) INT.get(source, at + 1)), at + 1);
    }
    return longest;
  }

  private static int slot(int word) {
    return word * MULTIPLIER >>> Integer.SIZE - HASH_BITS << 1;
  }

  private void remember(int slot, int at) {
    places[slot + 1] = places[slot];
    places[slot] = at + base;
  }

  /** How many bytes are the same at this distance; 0 if they are too few, or too far away. */
  private static int same(int word, byte[] source, int distance, int at, int length) {
    if (distance > WINDOW || (int) INT.get(source, at - distance) != word) {
      return 0;
    }
    return same(source, at - distance, at, length);
  }

  private static int same(byte[] source, int before, int at, int length) {
    int most = Math.min(DeflateBlock.LONGEST, length - at);
    int same = SHORTEST;
    while (same + Long.BYTES <= most) {
      long differing = (long) LONG.get(source, before + same) ^ (long) LONG.get(source, at + same);
      if (differing != 0) {
        return same + (Long.numberOfTrailingZeros(differing) >>> 3);
      }
      same += Long.BYTES;
    }
    while (same < most && source[before + same] == source[at + same]) {
      same++;
    }
    return same;
  }
}
