package dev.sluice.corpus.charset;

/** The decoder of UTF-16, of either order of bytes. */
final class Utf16 implements ByteDecoder {

  private final boolean highFirst;

  Utf16(boolean highFirst) {
    this.highFirst = highFirst;
  }

  @Override
  public void decode(byte[] in, int from, Characters out) {
    int at = from;
    while (at + 1 < in.length) {
      char unit = unit(in, at);
      at += 2;
      if (!Character.isSurrogate(unit)) {
        out.add(unit);
      } else if (Character.isHighSurrogate(unit)
          && at + 1 < in.length
          && Character.isLowSurrogate(unit(in, at))) {
        out.add(Character.toCodePoint(unit, unit(in, at)));
        at += 2;
      } else {
        out.replace();
        at = cutAfter(unit, in, at) ? in.length : at;
      }
    }
    if (at < in.length) {
      out.replace();
    }
  }

  /** A body that ends within a pair of surrogates, at three bytes of four, is one error. */
  private static boolean cutAfter(char unit, byte[] in, int at) {
    return Character.isHighSurrogate(unit) && at + 1 == in.length;
  }

  private char unit(byte[] in, int at) {
    int first = in[at] & 0xFF;
    int second = in[at + 1] & 0xFF;
    return (char) (highFirst ? first << 8 | second : second << 8 | first);
  }
}
