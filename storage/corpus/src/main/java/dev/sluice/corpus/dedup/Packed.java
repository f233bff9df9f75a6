package dev.sluice.corpus.dedup;

import java.util.Arrays;

/** Numbers one after the other in bytes, small ones in few. For one thread. */
final class Packed {

  private byte[] bytes;
  private int at;

  /** Bytes to write to. */
  Packed() {
    bytes = new byte[256];
  }

  /** Bytes to read. */
  Packed(byte[] written) {
    bytes = written;
  }

  /** Writes a number of 0 or more, seven bits a byte, the lowest first. */
  void small(int number) {
    room(5);
    int rest = number;
    for (; rest > 0x7f; rest >>>= 7) {
      bytes[at++] = (byte) (rest | 0x80);
    }
    bytes[at++] = (byte) rest;
  }

  int small() {
    int number = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes[at++];
      number |= (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
  }

  /** Writes the lowest so many bytes of a number. */
  void fixed(long number, int count) {
    room(count);
    for (int i = 0; i < count; i++) {
      bytes[at++] = (byte) (number >>> Byte.SIZE * i);
    }
  }

  long fixed(int count) {
    long number = 0;
    for (int i = 0; i < count; i++) {
      number |= (bytes[at++] & 0xffL) << Byte.SIZE * i;
    }
    return number;
  }

  private void room(int more) {
    if (at + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
  }

  /** Whether all is read. */
  boolean isAtEnd() {
    return at == bytes.length;
  }

  /** What was written. */
  byte[] written() {
    return Arrays.copyOf(bytes, at);
  }
}
