package dev.sluice.pages.warc;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that are written bit by bit, from the lowest bit of each (RFC 1951, 3.1.1). */
final class BitBuffer {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[1 << 16];
  private int length;
  private long waiting;
  private int waitingBits;

  /** Makes room for so many bytes more, and for those that a write touches beyond them. */
  void reserve(int more) {
    int needed = length + more + 2 * Long.BYTES;
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
  }

  /**
   * Adds bits; there is room for them.
   *
   * @param count at most 48
   */
  void put(long bits, int count) {
    long all = waiting | bits << waitingBits;
    int allBits = waitingBits + count;
    LONG.set(bytes, length, all);
    length += allBits >>> 3;
    waiting = all >>> (allBits & ~7);
    waitingBits = allBits & 7;
  }

  /** Goes on with a whole byte. */
  void align() {
    put(0, -waitingBits & 7);
  }

  /** Adds bytes, behind a whole one; there is room for them. */
  void put(byte[] source, int from, int count) {
    System.arraycopy(source, from, bytes, length, count);
    length += count;
  }

  void clear() {
    length = 0;
    waiting = 0;
    waitingBits = 0;
  }

  /** What was written; whole bytes count. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
