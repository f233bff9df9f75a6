package dev.sluice.corpus.charset;

/**
 * An encoding of the web.
 *
 * @param name its WHATWG name
 * @param decoder what decodes it; GBK and gb18030 share theirs
 */
record Encoding(String name, ByteDecoder decoder) {

  private static final char REPLACEMENT = '\uFFFD';

  /**
   * Characters, and how many of them stand for bytes that could not be decoded.
   *
   * @param text the characters
   * @param replaced U+FFFD characters put in by decoding; those that the bytes themselves spell are
   *     not counted
   */
  record Text(String text, int replaced) {}

  /** True if the other encoding reads all bytes in the same way. */
  boolean readsLike(Encoding other) {
    return decoder == other.decoder;
  }

  /** Decodes bytes from an offset on; each undecodable sequence becomes one U+FFFD. */
  Text decode(byte[] body, int offset) {
    if (decoder instanceof Utf8) {
      String text = Utf8.text(body, offset);
      if (text.indexOf(REPLACEMENT) < 0) {
        return new Text(text, 0);
      }
    }
    Characters out = characters(body, offset);
    return new Text(out.toString(), out.replaced());
  }

  /** The same as {@link #decode}, for whoever looks at single characters. */
  Characters characters(byte[] body, int offset) {
    Characters out = new Characters(body.length - offset);
    decoder.decode(body, offset, out);
    return out;
  }
}
