package dev.sluice.pages.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 digest of a body: equal bodies are known by it, and stored once.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record ContentHash(String hex) {

  private static final int BYTES = 32;

  public ContentHash {
    if (hex.length() != 2 * BYTES) {
      throw new IllegalArgumentException("not a SHA-256 digest: " + hex);
    }
  }

  /** The digest of these bytes. */
  public static ContentHash of(byte[] body) {
    try {
      return fromBytes(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException everyJavaPlatformHasIt) {
      throw new IllegalStateException(everyJavaPlatformHasIt);
    }
  }

  /** The digest whose 32 bytes these are. */
  public static ContentHash fromBytes(byte[] digest) {
    return new ContentHash(HexFormat.of().formatHex(digest));
  }

  /** The 32 bytes of the digest. */
  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return "sha256:" + hex;
  }
}
