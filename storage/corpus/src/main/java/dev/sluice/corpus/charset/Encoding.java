package dev.sluice.corpus.charset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * An encoding of the web.
 *
 * @param name its WHATWG name
 * @param charset what decodes it; sometimes a larger relative of the charset of that name
 */
record Encoding(String name, Charset charset) {

  private static final char REPLACEMENT = '\uFFFD';

  /**
   * Characters, and how many of them stand for bytes that could not be decoded.
   *
   * @param text the characters
   * @param replaced U+FFFD characters put in by decoding; those that the bytes themselves spell are
   *     not counted
   */
  record Text(String text, int replaced) {
    double replacedShare() {
      return text.isEmpty() ? 0 : (double) replaced / text.length();
    }

    /** U+FFFD characters put in, divided by the characters outside ASCII that were decoded. */
    double damagedShare() {
      long decoded = text.chars().filter(c -> c > 0x7F).count() - replaced;
      return replaced == 0 ? 0 : replaced / Math.max(1.0, decoded);
    }
  }

  /** True if one byte always makes one character. */
  boolean singleByte() {
    return charset.newDecoder().maxCharsPerByte() == 1.0f
        && charset.newDecoder().averageCharsPerByte() == 1.0f
        && charset.canEncode()
        && charset.newEncoder().maxBytesPerChar() == 1.0f;
  }

  /** Decodes bytes from an offset on; each undecodable sequence becomes one U+FFFD. */
  Text decode(byte[] body, int offset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(body, offset, body.length - offset);
    CharBuffer out = CharBuffer.allocate((body.length - offset) / 2 + 16);
    int replaced = 0;
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isError()) {
        skip(in, result);
        out = withRoom(out).put(REPLACEMENT);
        replaced++;
      } else if (result.isOverflow()) {
        out = larger(out);
      } else {
        break;
      }
    }
    out = withRoom(out);
    decoder.flush(out);
    return new Text(out.flip().toString(), replaced);
  }

  /**
   * Skips what could not be decoded, but never an ASCII byte after it, which may open a tag, and
   * only the first byte if no character begins with it: the next one may be sound.
   */
  private void skip(ByteBuffer in, CoderResult result) {
    int start = in.position();
    int end = Math.min(start + result.length(), in.limit());
    if (charset.name().startsWith("UTF-16")) {
      end = Math.min(start + 2, end);
    } else if (in.get(start) == (byte) 0xFF || in.get(start) == (byte) 0x80) {
      end = start + 1;
    } else if (end > start + 1 && in.get(end - 1) >= 0) {
      end--;
    }
    in.position(end);
  }

  private static CharBuffer withRoom(CharBuffer out) {
    return out.remaining() < 8 ? larger(out) : out;
  }

  private static CharBuffer larger(CharBuffer out) {
    CharBuffer larger = CharBuffer.allocate(2 * out.capacity() + 16);
    return larger.put(out.flip());
  }
}
