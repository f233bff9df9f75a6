package dev.sluice.corpus.model;

import dev.sluice.pages.model.ContentHash;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A file that a recipe names, such as a list of words or of hosts: read once, with the recipe, so
 * that a step is made from bytes whose hash is known.
 */
public final class ListFile {

  private static final int GZIP_MAGIC = 0x8b1f;

  private final String name;
  private final byte[] content;
  private final ContentHash hash;

  /** A file of this name and content; it may be compressed by gzip. */
  public ListFile(String name, byte[] content) {
    this.name = name;
    this.content = content.clone();
    this.hash = ContentHash.of(content);
  }

  /** The name as it stands in the recipe. */
  public String name() {
    return name;
  }

  /** The SHA-256 of its bytes as they lie on disk. */
  public ContentHash hash() {
    return hash;
  }

  /** Its bytes, decompressed; the caller closes the stream. */
  public InputStream bytes() {
    InputStream stored = new ByteArrayInputStream(content);
    try {
      return isCompressed() ? new GZIPInputStream(stored) : stored;
    } catch (IOException damaged) {
      throw new UncheckedIOException(name + " is not valid gzip", damaged);
    }
  }

  private boolean isCompressed() {
    return content.length > 2 && ((content[1] & 0xff) << 8 | content[0] & 0xff) == GZIP_MAGIC;
  }

  /**
   * Its lines in UTF-8 (what is not valid is replaced), stripped, without empty ones and comments,
   * which begin with {@code #}.
   */
  public Stream<String> lines() {
    return new BufferedReader(new InputStreamReader(bytes(), StandardCharsets.UTF_8))
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"));
  }

  @Override
  public String toString() {
    return name + "#" + hash;
  }
}
