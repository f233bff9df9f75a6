package dev.sluice.testweb.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are written one after the other, over and over on the same paper. */
final class Sheet {
  private byte[] bytes = new byte[1 << 17];
  private int length;

  void clear(int from) {
    length = from;
  }

  int length() {
    return length;
  }

  byte[] bytes() {
    return bytes;
  }

  Sheet put(byte[] more) {
    if (length + more.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (length + more.length));
    }
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
    return this;
  }

  Sheet put(String ascii) {
    return put(ascii.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** A number of at least zero, in decimal digits. */
  Sheet put(int number) {
    int digits = 1;
    for (int rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    if (length + digits > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (length + digits));
    }
    int rest = number;
    for (int at = length + digits - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** Puts bytes before what was written from a place on; there must be room. */
  int putBefore(int place, byte[] head) {
    int from = place - head.length;
    System.arraycopy(head, 0, bytes, from, head.length);
    return from;
  }
}
