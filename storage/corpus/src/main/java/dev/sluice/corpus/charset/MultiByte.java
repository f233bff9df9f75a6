package dev.sluice.corpus.charset;

/**
 * What the decoders of the East Asian encodings have in common: a byte below 0x80 that begins a
 * character is ASCII, and a byte below 0x80 that ends no character is ASCII still, so that broken
 * text never swallows the {@code <} after it.
 */
abstract class MultiByte implements ByteDecoder {

  /** No character is meant. */
  static final int NONE = -1;

  @Override
  public final void decode(byte[] in, int from, Characters out) {
    int at = from;
    while (at < in.length) {
      if (in[at] >= 0) {
        out.add(in[at++]);
      } else {
        at += character(in, at, out);
      }
    }
  }

  /**
   * Decodes the character that begins with a byte of 0x80 or above.
   *
   * @return how many bytes it took
   */
  abstract int character(byte[] in, int at, Characters out);

  /**
   * Adds the character of a lead and a trail byte.
   *
   * @param meant its code point, or {@link #NONE}
   * @return how many bytes it took: one if the trail byte is none, is not there, or is ASCII
   */
  static int pair(byte[] in, int at, int meant, Characters out) {
    if (meant != NONE) {
      out.add(meant);
      return 2;
    }
    out.replace();
    return at + 1 < in.length && in[at + 1] < 0 ? 2 : 1;
  }

  /** Adds a character of one byte. */
  static int single(int meant, Characters out) {
    if (meant == NONE) {
      out.replace();
    } else {
      out.add(meant);
    }
    return 1;
  }

  /** The byte after this one, from 0 to 255, or 0 at the end: no trail byte is zero. */
  static int trail(byte[] in, int at) {
    return at + 1 < in.length ? in[at + 1] & 0xFF : 0;
  }

  static boolean within(int value, int lowest, int highest) {
    return value >= lowest && value <= highest;
  }
}
