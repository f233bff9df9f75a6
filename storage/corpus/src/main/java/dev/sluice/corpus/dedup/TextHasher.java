package dev.sluice.corpus.dedup;

import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import dev.sluice.corpus.model.TextHash;
import dev.sluice.corpus.text.NormalForm;
import java.nio.charset.StandardCharsets;

/**
 * Hashes a text so that texts which differ only in case, white space or the way that accents are
 * coded are equal: XXH3-128 of the UTF-8 bytes of its {@link NormalForm}. Safe for use by several
 * threads.
 */
public final class TextHasher {

  private final NormalForm form = new NormalForm();

  /** The hash of a text. */
  public TextHash hash(String text) {
    byte[] bytes = form.normalise(text).getBytes(StandardCharsets.UTF_8);
    HashValue128 hash = Hashing.xxh3_128().hashBytesTo128Bits(bytes);
    return new TextHash(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
  }
}
