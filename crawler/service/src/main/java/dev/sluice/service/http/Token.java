package dev.sluice.service.http;

import dev.sluice.pages.settings.SettingsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;

/** A secret that opens the API. Its text is nowhere printed, and compared in constant time. */
public final class Token {

  private static final int SHORTEST = 16;
  private static final int LONGEST = 1024;
  private static final int RANDOM_BYTES = 32;

  /** Where Docker and others put the secrets of a container, readable to all in it. */
  private static final Path CONTAINER_SECRETS = Path.of("/run/secrets");

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;

  private Token(String text) {
    this.text = text;
  }

  /** One that nobody can guess. */
  public static Token random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /**
   * The token in a file: its one line.
   *
   * @throws SettingsException if it cannot be read, others may read it, or it is too short
   */
  public static Token read(Path file) {
    return read(file, CONTAINER_SECRETS);
  }

  /**
   * @param handedIn a folder whose files only this container sees, whatever their permissions
   */
  static Token read(Path file, Path handedIn) {
    String text;
    try {
      if (!file.toAbsolutePath().normalize().startsWith(handedIn)) {
        requirePrivate(file);
      }
      text = Files.readString(file).strip();
    } catch (NoSuchFileException missing) {
      throw new SettingsException(
          "--token-file "
              + file
              + ": there is no such file; this makes one: (umask 077; head -c 32 /dev/urandom |"
              + " base64 > "
              + file
              + ")");
    } catch (IOException unreadable) {
      throw new SettingsException(
          "--token-file " + file + ": cannot be read: " + unreadable.getMessage());
    }
    if (text.length() < SHORTEST || text.length() > LONGEST || !text.matches("[!-~]+")) {
      throw new SettingsException(
          "--token-file "
              + file
              + ": a token is one line of "
              + SHORTEST
              + " to "
              + LONGEST
              + " letters, digits and signs without spaces");
    }
    return new Token(text);
  }

  private static void requirePrivate(Path file) throws IOException {
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (permissions.contains(PosixFilePermission.OTHERS_READ)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)
        || permissions.contains(PosixFilePermission.GROUP_WRITE)) {
      throw new SettingsException(
          "--token-file "
              + file
              + ": others may read or change it; this mends it: chmod 600 "
              + file);
    }
  }

  /** Whether this is what somebody said. */
  boolean matches(String said) {
    return MessageDigest.isEqual(digest(text), digest(said));
  }

  /** What stands for a secret where it is looked up. */
  static String fingerprint(String secret) {
    return HexFormat.of().formatHex(digest(secret));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The secret itself, for those who may know it. */
  String secret() {
    return text;
  }

  @Override
  public String toString() {
    return "a token";
  }
}
