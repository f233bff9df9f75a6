package dev.sluice.corpus.model;

import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.settings.SettingsException;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A file that a recipe names, such as a list of words or of hosts: its hash is taken when the
 * recipe is read, so that a step is made from bytes whose hash is known.
 *
 * <p>A small file is kept as it was then. A large one is read again by whoever asks for its bytes,
 * so that a list of millions of hosts is not held in memory beside the table that is made of it; if
 * its hash is another one by then, reading it fails.
 */
public final class ListFile {

  private static final int GZIP_MAGIC = 0x8b1f;
  private static final String BYTE_ORDER_MARK = "\ufeff";

  /** Opens a file. */
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  private final String name;
  private final ContentHash hash;
  private final long length;
  private final Source source;

  /** A file of this name and content; it may be compressed by gzip. */
  public ListFile(String name, byte[] content) {
    this.name = name;
    this.hash = ContentHash.of(content);
    this.length = content.length;
    byte[] kept = content.clone();
    this.source = () -> new ByteArrayInputStream(kept);
  }

  private ListFile(String name, ContentHash hash, long length, Source source) {
    this.name = name;
    this.hash = hash;
    this.length = length;
    this.source = source;
  }

  /**
   * A file that is read each time it is asked for.
   *
   * @throws IOException if it cannot be read now
   */
  public static ListFile reread(String name, Source source) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(source.open(), digest)) {
      long length = in.transferTo(OutputStream.nullOutputStream());
      return new ListFile(name, ContentHash.fromBytes(digest.digest()), length, source);
    }
  }

  /** The name as it stands in the recipe. */
  public String name() {
    return name;
  }

  /** The SHA-256 of its bytes as they lie on disk. */
  public ContentHash hash() {
    return hash;
  }

  /** How many bytes it has on disk. */
  public long length() {
    return length;
  }

  /**
   * Its bytes as they lie on disk, unchecked; the caller closes the stream.
   *
   * @throws IOException if it cannot be opened
   */
  public InputStream stored() throws IOException {
    return source.open();
  }

  /**
   * Its bytes, decompressed; the caller closes the stream. A file that is damaged, or is another
   * one than when the recipe was read, is a {@link SettingsException}, at its end at the latest.
   */
  public InputStream bytes() {
    try {
      return new Checked(source.open());
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
  }

  private SettingsException unreadable(IOException why) {
    String reason = Objects.requireNonNullElse(why.getMessage(), "it ends too early");
    return new SettingsException(name + " cannot be read: " + reason);
  }

  /**
   * Its lines in UTF-8 (what is not valid is replaced), stripped, without a byte order mark, empty
   * ones and comments, which begin with {@code #}. To be closed.
   */
  public Stream<String> lines() {
    InputStream bytes = bytes();
    return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))
        .lines()
        .onClose(() -> close(bytes))
        .map(line -> line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line)
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"));
  }

  private void close(InputStream bytes) {
    try {
      bytes.close();
    } catch (IOException unreadable) {
      throw unreadable(unreadable);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** The stored bytes, decompressed, and hashed on the way. */
  private final class Checked extends InputStream {

    private final DigestInputStream stored;
    private final InputStream in;
    private boolean ended;

    Checked(InputStream file) throws IOException {
      stored = new DigestInputStream(file, sha256());
      in = decompressed(stored);
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        int count = in.read(bytes, offset, length);
        if (count < 0) {
          check();
        }
        return count;
      } catch (IOException damaged) {
        throw unreadable(damaged);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }

    private void check() throws IOException {
      if (ended) {
        return;
      }
      ended = true;
      stored.transferTo(OutputStream.nullOutputStream());
      if (!ContentHash.fromBytes(stored.getMessageDigest().digest()).equals(hash)) {
        throw new SettingsException(
            name + " has changed since the recipe was read; run the command again");
      }
    }
  }

  private static InputStream decompressed(InputStream stored) throws IOException {
    PushbackInputStream in = new PushbackInputStream(stored, 2);
    byte[] head = in.readNBytes(2);
    in.unread(head);
    boolean compressed = head.length == 2 && ((head[1] & 0xff) << 8 | head[0] & 0xff) == GZIP_MAGIC;
    return compressed ? new GZIPInputStream(in) : in;
  }

  /** Files of the same name and content are the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ListFile file && name.equals(file.name) && hash.equals(file.hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode();
  }

  @Override
  public String toString() {
    return name + "#" + hash;
  }
}
