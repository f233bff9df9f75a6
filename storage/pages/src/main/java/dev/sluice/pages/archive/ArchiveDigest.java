package dev.sluice.pages.archive;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A digest as records have it: {@code sha1:} and so on, then Base32 (RFC 4648 §6) or hexadecimal.
 */
public final class ArchiveDigest {

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int DIGIT_BITS = 5;

  private ArchiveDigest() {}

  /**
   * Whether bytes have a digest; nothing if its algorithm is not known.
   *
   * @param label as the field has it
   */
  public static Optional<Boolean> matches(String label, byte[] bytes) {
    int colon = label.indexOf(':');
    Optional<String> algorithm = algorithm(label.substring(0, Math.max(0, colon)));
    String digits = label.substring(colon + 1).strip();
    return algorithm.map(name -> isWritten(digits, digest(name, bytes)));
  }

  private static Optional<String> algorithm(String name) {
    return switch (name.strip().toLowerCase(Locale.ROOT).replace("-", "")) {
      case "sha1" -> Optional.of("SHA-1");
      case "sha256" -> Optional.of("SHA-256");
      case "sha512" -> Optional.of("SHA-512");
      case "md5" -> Optional.of("MD5");
      default -> Optional.empty();
    };
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException everyJavaPlatformHasIt) {
      throw new IllegalStateException(everyJavaPlatformHasIt);
    }
  }

  private static boolean isWritten(String digits, byte[] digest) {
    return digits.equalsIgnoreCase(HexFormat.of().formatHex(digest))
        || digits.replaceAll("=+$", "").equalsIgnoreCase(base32(digest));
  }

  /** Without padding. */
  private static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int held = 0;
    int bits = 0;
    for (byte b : bytes) {
      held = held << Byte.SIZE | b & 0xff;
      bits += Byte.SIZE;
      while (bits >= DIGIT_BITS) {
        bits -= DIGIT_BITS;
        text.append(ALPHABET.charAt(held >> bits));
        held &= (1 << bits) - 1;
      }
    }
    if (bits > 0) {
      text.append(ALPHABET.charAt(held << (DIGIT_BITS - bits)));
    }
    return text.toString();
  }
}
