package dev.sluice.pages.warc;

import java.util.Arrays;

/**
 * A block of compressed data (RFC 1951, 3.2): single bytes, and repeats of what stood before. It is
 * written in the shortest of three ways: with codes of its own, with the fixed codes, or as it is.
 * Used again for the next.
 */
final class DeflateBlock {

  /** How many bytes and repeats a block has at most. */
  static final int MOST = 1 << 14;

  static final int LONGEST = 258;

  private static final int END = 256;
  private static final int FIRST_LENGTH = 257;
  private static final int LENGTHS = 286;
  private static final int DISTANCES = 30;
  private static final int MOST_STORED = 0xffff;
  private static final int DISTANCE_BITS = 15;

  /** Lengths of codes are written in this order, the rarest last (3.2.7). */
  private static final byte[] ORDER = {
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15
  };

  private final HuffmanCode fixedSymbols = HuffmanCode.of(fixedLengths(), 15);
  private final HuffmanCode fixedDistances = HuffmanCode.of(filled(32, 5), 15);
  private final HuffmanCode symbols = new HuffmanCode(LENGTHS, 15);
  private final HuffmanCode distances = new HuffmanCode(DISTANCES, 15);
  private final HuffmanCode codeLengths = new HuffmanCode(ORDER.length, 7);
  private final short[] symbolOf = new short[LONGEST + 1];
  private final byte[] distanceOf = new byte[512];
  private final int[] items = new int[MOST];
  private final int[] uses = new int[LENGTHS];
  private final int[] distanceUses = new int[DISTANCES];
  private final int[] runs = new int[LENGTHS + DISTANCES];
  private final int[] runUses = new int[ORDER.length];
  private final long[] lengthBits = new long[LONGEST + 1];
  private final byte[] lengthBitCounts = new byte[LONGEST + 1];
  private int count;
  private int runCount;
  private int symbolCount;
  private int distanceCount;
  private int orderCount;

  DeflateBlock() {
    for (int length = 3; length <= LONGEST; length++) {
      symbolOf[length] = (short) lengthSymbol(length);
    }
    for (int distance = 0; distance < 256; distance++) {
      distanceOf[distance] = (byte) distanceSymbol(distance);
      distanceOf[256 + distance] = (byte) distanceSymbol(distance << 7);
    }
  }

  private static byte[] filled(int count, int value) {
    byte[] bytes = new byte[count];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static byte[] fixedLengths() {
    byte[] lengths = filled(288, 8);
    Arrays.fill(lengths, 144, 256, (byte) 9);
    Arrays.fill(lengths, 256, 280, (byte) 7);
    return lengths;
  }

  /**
   * By the length less 3: eight symbols for one each, then four for each doubling; 258 by itself.
   */
  private static int lengthSymbol(int length) {
    if (length == LONGEST) {
      return 285;
    }
    int value = length - 3;
    int extra = lengthExtra(value);
    return FIRST_LENGTH + (extra << 2) + (value >>> extra);
  }

  private static int lengthExtra(int value) {
    return Math.max(0, 29 - Integer.numberOfLeadingZeros(value));
  }

  /** By the distance less 1: two symbols for each doubling. */
  private static int distanceSymbol(int value) {
    int extra = distanceExtra(value);
    return (extra << 1) + (value >>> extra);
  }

  private static int distanceExtra(int value) {
    return Math.max(0, 30 - Integer.numberOfLeadingZeros(value));
  }

  private int quickDistanceSymbol(int value) {
    return value < 256 ? distanceOf[value] : distanceOf[256 + (value >>> 7)];
  }

  /** Whether it has to be written before more is added. */
  boolean isFull() {
    return count == MOST;
  }

  /** Adds a byte as it is. */
  void literal(byte value) {
    int symbol = value & 0xff;
    items[count++] = symbol;
    uses[symbol]++;
  }

  /**
   * Adds a repeat.
   *
   * @param length 4 to 258
   * @param distance how far before, 1 to 32,768
   */
  void repeat(int length, int distance) {
    items[count++] = length << DISTANCE_BITS | distance - 1;
    uses[symbolOf[length]]++;
    distanceUses[quickDistanceSymbol(distance - 1)]++;
  }

  /**
   * Writes it and begins a new one.
   *
   * @param source whose bytes it stands for, from {@code from} to before {@code to}
   * @param isLast whether none follows
   */
  void write(byte[] source, int from, int to, boolean isLast, BitBuffer out) {
    uses[END]++;
    symbols.make(uses);
    distances.make(distanceUses);
    long header = prepareHeader();
    long own = header + symbols.cost(uses) + distances.cost(distanceUses);
    long fixed = fixedSymbols.cost(uses) + fixedDistances.cost(distanceUses);
    int length = to - from;
    long extra = extraBits();
    long best = Math.min(own, fixed) + extra;
    int last = isLast ? 1 : 0;
    if (8L * length + 40L * (1 + length / MOST_STORED) < best) {
      store(source, from, to, last, out);
    } else {
      out.reserve((int) (best >>> 3) + 16);
      boolean isFixed = fixed <= own;
      out.put(last | (isFixed ? 1 : 2) << 1, 3);
      if (isFixed) {
        items(fixedSymbols, fixedDistances, out);
      } else {
        header(out);
        items(symbols, distances, out);
      }
    }
    clear();
  }

  private void clear() {
    count = 0;
    Arrays.fill(uses, 0);
    Arrays.fill(distanceUses, 0);
  }

  private long extraBits() {
    long bits = 0;
    for (int symbol = FIRST_LENGTH + 8; symbol < LENGTHS - 1; symbol++) {
      bits += (long) uses[symbol] * ((symbol - FIRST_LENGTH - 4) >>> 2);
    }
    for (int symbol = 4; symbol < DISTANCES; symbol++) {
      bits += (long) distanceUses[symbol] * ((symbol >>> 1) - 1);
    }
    return bits;
  }

  private static void store(byte[] source, int from, int to, int last, BitBuffer out) {
    int at = from;
    do {
      int length = Math.min(MOST_STORED, to - at);
      out.reserve(length + 16);
      out.put(at + length == to ? last : 0, 3);
      out.align();
      out.put(length | (long) (~length & MOST_STORED) << 16, 32);
      out.put(source, at, length);
      at += length;
    } while (at < to);
  }

  /** The lengths of both codes, runs of them made short; returns how many bits that takes. */
  private long prepareHeader() {
    symbolCount = LENGTHS;
    while (symbolCount > FIRST_LENGTH && symbols.bits(symbolCount - 1) == 0) {
      symbolCount--;
    }
    distanceCount = DISTANCES;
    while (distanceCount > 1 && distances.bits(distanceCount - 1) == 0) {
      distanceCount--;
    }
    Arrays.fill(runUses, 0);
    runCount = 0;
    runs(symbols, symbolCount);
    runs(distances, distanceCount);
    codeLengths.make(runUses);
    orderCount = ORDER.length;
    while (orderCount > 4 && codeLengths.bits(ORDER[orderCount - 1]) == 0) {
      orderCount--;
    }
    long runExtra = 2L * runUses[16] + 3L * runUses[17] + 7L * runUses[18];
    return 14 + 3L * orderCount + codeLengths.cost(runUses) + runExtra;
  }

  private void runs(HuffmanCode code, int codes) {
    int at = 0;
    while (at < codes) {
      int bits = code.bits(at);
      int end = at + 1;
      while (end < codes && code.bits(end) == bits) {
        end++;
      }
      run(bits, end - at);
      at = end;
    }
  }

  private void run(int bits, int length) {
    int left = length;
    if (bits != 0) {
      oneRun(bits, 0);
      left--;
    }
    while (left >= 3) {
      int most = bits != 0 ? 6 : left < 11 ? 10 : 138;
      int taken = Math.min(left, most);
      int symbol = bits != 0 ? 16 : taken < 11 ? 17 : 18;
      oneRun(symbol, taken - (symbol == 18 ? 11 : 3));
      left -= taken;
    }
    for (; left > 0; left--) {
      oneRun(bits, 0);
    }
  }

  private void oneRun(int symbol, int extra) {
    runs[runCount++] = symbol | extra << 5;
    runUses[symbol]++;
  }

  private void header(BitBuffer out) {
    out.put(symbolCount - FIRST_LENGTH | (distanceCount - 1) << 5 | (orderCount - 4) << 10, 14);
    for (int i = 0; i < orderCount; i++) {
      out.put(codeLengths.bits(ORDER[i]), 3);
    }
    for (int i = 0; i < runCount; i++) {
      int symbol = runs[i] & 31;
      codeLengths.write(symbol, out);
      if (symbol >= 16) {
        out.put(runs[i] >>> 5, symbol == 16 ? 2 : symbol == 17 ? 3 : 7);
      }
    }
  }

  private void items(HuffmanCode code, HuffmanCode distanceCode, BitBuffer out) {
    lengths(code);
    for (int i = 0; i < count; i++) {
      int item = items[i];
      int length = item >>> DISTANCE_BITS;
      if (length == 0) {
        code.write(item, out);
      } else {
        int distance = item & (1 << DISTANCE_BITS) - 1;
        int symbol = quickDistanceSymbol(distance);
        int extra = distanceExtra(distance);
        int lengthCount = lengthBitCounts[length];
        int codeBits = distanceCode.bits(symbol);
        long bits = distanceCode.code(symbol) | (long) (distance & (1 << extra) - 1) << codeBits;
        out.put(lengthBits[length] | bits << lengthCount, lengthCount + codeBits + extra);
      }
    }
    code.write(END, out);
  }

  /** The bits of each length: its symbol's, and behind them which of the symbol's lengths it is. */
  private void lengths(HuffmanCode code) {
    for (int length = 3; length <= LONGEST; length++) {
      int symbol = symbolOf[length];
      int bits = code.bits(symbol);
      int extra = length == LONGEST ? 0 : lengthExtra(length - 3);
      lengthBits[length] = code.code(symbol) | (long) (length - 3 & (1 << extra) - 1) << bits;
      lengthBitCounts[length] = (byte) (bits + extra);
    }
  }
}
