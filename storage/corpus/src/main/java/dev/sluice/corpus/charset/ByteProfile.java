package dev.sluice.corpus.charset;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What the bytes of a body say of themselves, without decoding.
 *
 * @param bytes all bytes looked at
 * @param high bytes of 0x80 and above
 * @param utf8Sequences well-formed multi-byte sequences of UTF-8 (RFC 3629)
 * @param utf8Errors bytes of 0x80 and above outside such sequences
 * @param escapes escape sequences of ISO-2022-JP that begin Japanese characters
 */
record ByteProfile(int bytes, int high, int utf8Sequences, int utf8Errors, int escapes) {

  private static final int ESCAPE = 0x1B;

  /** Eight bytes at once, in whatever order. */
  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, java.nio.ByteOrder.nativeOrder());

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = ONES << 7;

  /** Counts from an offset on. */
  static ByteProfile of(byte[] body, int offset) {
    int high = 0;
    int sequences = 0;
    int errors = 0;
    int escapes = 0;
    int i = offset;
    while (i < body.length) {
      if (i + Long.BYTES <= body.length && isPlain((long) EIGHT.get(body, i))) {
        i += Long.BYTES;
        continue;
      }
      if (body[i] >= 0) {
        escapes += body[i] == ESCAPE && beginsJapanese(body, i) ? 1 : 0;
        i++;
        continue;
      }
      int length = sequenceLength(body, i);
      high += Math.max(length, 1);
      if (length == 0) {
        errors += i + 4 > body.length && startsCutSequence(body, i) ? 0 : 1;
        i++;
      } else {
        sequences++;
        i += length;
      }
    }
    return new ByteProfile(body.length - offset, high, sequences, errors, escapes);
  }

  /** True if eight bytes are all ASCII, and none is an escape: one that is leaves zero behind. */
  private static boolean isPlain(long bytes) {
    long zeroIfEscape = bytes ^ ESCAPE * ONES;
    return ((bytes | zeroIfEscape - ONES) & HIGH_BITS) == 0;
  }

  /** True if no byte is above 0x7F. */
  boolean ascii() {
    return high == 0;
  }

  /** True if the bytes are UTF-8, but for damage to less than one sequence in a hundred. */
  boolean utf8() {
    return utf8Errors == 0 || utf8Sequences >= 100L * utf8Errors;
  }

  /** What was seen of UTF-8, such as {@code sequences of UTF-8 120, errors 1}. */
  String utf8Words() {
    String errors = utf8Errors == 0 ? "" : ", errors " + utf8Errors;
    return "sequences of UTF-8 " + utf8Sequences + errors;
  }

  /**
   * What it costs to take the high bytes for letters of a language without Latin ones, in eighths
   * of a nat: nothing if they are at least a fiftieth of all, since markup takes so much, and a nat
   * for each factor of e that they are fewer, at most six.
   */
  int sparseness() {
    double others = (double) bytes / Math.max(1, high);
    double nats = StrictMath.log(others / 50);
    return (int) (LanguageModel.NAT * Math.min(6, Math.max(0, nats)));
  }

  private static boolean beginsJapanese(byte[] body, int at) {
    return at + 2 < body.length
        && body[at + 1] == '$'
        && (body[at + 2] == 'B' || body[at + 2] == '@');
  }

  /** A body that was cut at the crawl's limit may end within a sequence. */
  private static boolean startsCutSequence(byte[] body, int at) {
    for (int i = at + 1; i < body.length; i++) {
      if ((body[i] & 0xC0) != 0x80) {
        return false;
      }
    }
    return true;
  }

  /** The length of the sequence that begins here, 2 to 4, or 0 if it is not well-formed. */
  private static int sequenceLength(byte[] body, int at) {
    int lead = body[at] & 0xFF;
    int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    if (length == 0 || at + length > body.length) {
      return 0;
    }
    int second = body[at + 1] & 0xFF;
    int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < lowest || second > highest) {
      return 0;
    }
    for (int i = at + 2; i < at + length; i++) {
      if ((body[i] & 0xC0) != 0x80) {
        return 0;
      }
    }
    return length;
  }
}
