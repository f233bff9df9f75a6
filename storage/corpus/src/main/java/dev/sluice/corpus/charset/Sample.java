package dev.sluice.corpus.charset;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The words of a body that hold bytes outside ASCII, which is all that a detector has to look at.
 *
 * <p>Words are parted at bytes that are never the second of a character in any encoding at hand:
 * those below 0x30, and {@code : ; < = > ?}. So markup and scripts fall away by themselves, and no
 * character is cut. A word counts once, or a page with a hundred bullets would know more of bullets
 * than of words.
 */
final class Sample {

  private static final int MOST_BYTES = 3_000;

  /** A run of bytes this long is cut all the same: it is text without spaces, such as Chinese. */
  private static final int LONGEST_WORD = 600;

  private Sample() {}

  /** The first such words of a body, parted by spaces; at most about 3,000 bytes. */
  static byte[] of(byte[] body) {
    byte[] sample = new byte[MOST_BYTES + LONGEST_WORD + 1];
    int length = 0;
    int at = 0;
    Set<ByteBuffer> known = new HashSet<>();
    while (at < body.length && length < MOST_BYTES) {
      int end = at;
      boolean high = false;
      while (end < body.length && end - at < LONGEST_WORD && !parts(body[end])) {
        high |= body[end] < 0;
        end++;
      }
      if (high && known.add(ByteBuffer.wrap(body, at, end - at))) {
        System.arraycopy(body, at, sample, length, end - at);
        length += end - at;
        sample[length++] = ' ';
      }
      at = Math.max(end, at + 1);
    }
    return Arrays.copyOf(sample, length);
  }

  private static boolean parts(byte b) {
    return b >= 0 && (b < '0' || b > '9' && b < '@');
  }
}
