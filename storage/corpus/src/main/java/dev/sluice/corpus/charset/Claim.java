package dev.sluice.corpus.charset;

import dev.sluice.corpus.model.Decoded.Evidence;
import java.util.Optional;

/**
 * An encoding that something outside the text names for it.
 *
 * @param evidence what names it
 * @param said the label as it stands there
 * @param encoding what it means; empty if no browser knows the label
 * @param weight how far it is believed against the likelihood of the text, in eighths of a nat
 */
record Claim(Evidence evidence, String said, Optional<Encoding> encoding, int weight) {

  /** Whether it means this encoding or one that reads all bytes alike. */
  boolean means(Encoding other) {
    return encoding.isPresent() && encoding.get().readsLike(other);
  }

  /** Whether it means an encoding in which a body of ASCII could be. */
  boolean allowsAscii() {
    return encoding.isPresent() && !(encoding.get().decoder() instanceof Utf16);
  }

  /**
   * Whether it means an encoding in which bytes of 0x80 and above could be: ISO-2022-JP has none,
   * nor have those that browsers refuse.
   */
  boolean allowsHighBytes() {
    return encoding.isPresent()
        && !(encoding.get().decoder() instanceof Iso2022Jp)
        && !encoding.get().name().equals("replacement");
  }
}
