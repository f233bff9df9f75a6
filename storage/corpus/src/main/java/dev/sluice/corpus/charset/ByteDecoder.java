package dev.sluice.corpus.charset;

/**
 * Turns bytes into characters by one of the decoders of the WHATWG Encoding Standard, with
 * replacement: never fails, and each error becomes one U+FFFD.
 */
@FunctionalInterface
interface ByteDecoder {

  /** Decodes the bytes from an offset on. */
  void decode(byte[] in, int from, Characters out);
}
