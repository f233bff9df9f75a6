package dev.sluice.pages.codec;

import java.util.Arrays;

/**
 * Bytes that are put together one after the other. Each page becomes a dozen rows and a batch, so
 * this takes no lock, as Java's own output streams do for each byte.
 */
public final class ByteSink {

  /** Some machines give no array that is longer. */
  private static final int MAX_ROOM = Integer.MAX_VALUE - 8;

  private byte[] bytes;
  private int length;

  /** An empty one with room for so many bytes; it grows as needed. */
  public ByteSink(int room) {
    this.bytes = new byte[room];
  }

  public void put(byte value) {
    ensureRoom(1);
    bytes[length++] = value;
  }

  public void put(byte[] values) {
    ensureRoom(values.length);
    System.arraycopy(values, 0, bytes, length, values.length);
    length += values.length;
  }

  /** A number as a varint of base 128, the low group first; a negative one takes ten bytes. */
  public void varint(long number) {
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      put((byte) (rest & 0x7f | 0x80));
      rest >>>= 7;
    }
    put((byte) rest);
  }

  private void ensureRoom(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(2L * bytes.length, MAX_ROOM)));
    }
  }

  /** All that was put, from the beginning. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Forgets all that was put. */
  public void clear() {
    length = 0;
  }
}
