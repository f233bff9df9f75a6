package dev.sluice.corpus.dedup;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.sluice.corpus.model.TextHash;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/**
 * Hashes a text so that texts which differ only in white space or in the way that accents are coded
 * are equal.
 *
 * <p>The text is brought to Unicode NFC, each run of white space becomes one space, those at the
 * ends go, and its UTF-8 bytes are hashed with XXH3-128. Case and punctuation count: what differs
 * in these is a near duplicate. NFC is chosen since it harms no script; forms that strip marks make
 * different Japanese, Thai and Hindi texts equal (rules.md §0).
 */
public final class TextHasher {

  private TextHasher() {}

  /** The hash of a text. */
  public static TextHash hash(String text) {
    byte[] bytes = normalised(text).getBytes(StandardCharsets.UTF_8);
    HashValue128 hash = Hashing.xxh3_128().hashBytesTo128Bits(bytes);
    return new TextHash(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
  }

  static String normalised(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    StringBuilder out = new StringBuilder(composed.length());
    boolean gap = false;
    for (int i = 0; i < composed.length(); i++) {
      char c = composed.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        gap = out.length() > 0;
      } else {
        if (gap) {
          out.append(' ');
          gap = false;
        }
        out.append(c);
      }
    }
    return out.toString();
  }
}
