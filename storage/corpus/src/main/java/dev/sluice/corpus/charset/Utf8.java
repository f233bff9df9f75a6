package dev.sluice.corpus.charset;

import java.nio.charset.StandardCharsets;

/**
 * The decoder of UTF-8: one error for each longest part of a sequence that could have become one.
 */
final class Utf8 implements ByteDecoder {

  @Override
  public void decode(byte[] in, int from, Characters out) {
    int at = from;
    while (at < in.length) {
      if (in[at] >= 0) {
        at = out.addAscii(in, at);
      } else {
        at += sequence(in, at, out);
      }
    }
  }

  /** Decodes without a count of errors: as fast as the platform can. */
  static String text(byte[] in, int from) {
    return new String(in, from, in.length - from, StandardCharsets.UTF_8);
  }

  private static int sequence(byte[] in, int at, Characters out) {
    int lead = in[at] & 0xFF;
    int more = lead < 0xC2 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : lead < 0xF5 ? 3 : 0;
    int codePoint = lead & (0x3F >> more);
    int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    int taken = 1;
    while (taken <= more && at + taken < in.length) {
      int next = in[at + taken] & 0xFF;
      if (next < lowest || next > highest) {
        break;
      }
      codePoint = codePoint << 6 | next & 0x3F;
      lowest = 0x80;
      highest = 0xBF;
      taken++;
    }
    if (more > 0 && taken > more) {
      out.add(codePoint);
    } else {
      out.replace();
    }
    return taken;
  }
}
