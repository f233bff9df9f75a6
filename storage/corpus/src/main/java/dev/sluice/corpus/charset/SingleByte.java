package dev.sluice.corpus.charset;

/**
 * The decoder of an encoding in which each byte is a character. Bytes below 0x80 are ASCII.
 *
 * <p>Where Windows leaves a byte without a character, the standard has the C1 control of that
 * number in most encodings (so that windows-1252 never fails), and an error in some.
 */
final class SingleByte implements ByteDecoder {

  private static final char NONE = '\uFFFD';

  private final String index;

  /** A decoder of this index: the characters of the bytes 0x80 to 0xFF. */
  SingleByte(String index) {
    this.index = index;
  }

  @Override
  public void decode(byte[] in, int from, Characters out) {
    int at = from;
    while (at < in.length) {
      if (in[at] >= 0) {
        at = out.addAscii(in, at);
        continue;
      }
      char meant = index.charAt(in[at++] & 0x7F);
      if (meant == NONE) {
        out.replace();
      } else {
        out.add(meant);
      }
    }
  }
}
