package dev.sluice.corpus.model;

import java.util.HexFormat;

/**
 * A 128-bit digest of a normalised text: equal digests are taken for equal texts. Among 10 billion
 * texts, two different ones share a digest with a probability below 10⁻¹⁸.
 */
public record TextHash(long high, long low) {

  /** 32 hexadecimal digits. */
  public String hex() {
    HexFormat digits = HexFormat.of();
    return digits.toHexDigits(high) + digits.toHexDigits(low);
  }
}
