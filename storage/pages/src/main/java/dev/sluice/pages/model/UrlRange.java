package dev.sluice.pages.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * URLs whose keys lie beside each other: all of a host, of a domain and what is below it, or all
 * that begin alike.
 *
 * @param from the first key that a URL of it can have
 * @param to the first key beyond
 */
public record UrlRange(byte[] from, byte[] to) {

  /** What stands in a key after a host's last label if the host has no further ones. */
  private static final char END_OF_HOST = ')';

  /**
   * What ends the key of a host, and what stands between it and the next label, are before this.
   */
  private static final char BEYOND_BOTH = ',' + 1;

  /** This URL alone, with what is stored under its key and a zero byte. */
  public static UrlRange of(PageUrl url) {
    byte[] key = url.key();
    byte[] end = Arrays.copyOf(key, key.length + 1);
    end[key.length] = 1;
    return new UrlRange(key, end);
  }

  /** All URLs of a host, whatever their scheme and port. */
  public static UrlRange ofHost(String host) {
    return beginningWith(PageUrl.hostKey(host));
  }

  /** All URLs of a host and of all hosts below it. */
  public static UrlRange ofDomain(String domain) {
    String key = PageUrl.hostKey(domain);
    String labels = key.substring(0, key.length() - 1);
    return new UrlRange(bytes(labels + END_OF_HOST), bytes(labels + BEYOND_BOTH));
  }

  /** All URLs that begin with this one, its path being perhaps only the beginning of theirs. */
  public static UrlRange beginningWith(PageUrl url) {
    return beginningWith(new String(url.key(), StandardCharsets.UTF_8));
  }

  private static UrlRange beginningWith(String key) {
    byte[] end = bytes(key);
    end[end.length - 1]++; // no byte of UTF-8 is the greatest that there is
    return new UrlRange(bytes(key), end);
  }

  /** Whether the key of a URL, or of something that belongs to a URL, lies in it. */
  public boolean holds(byte[] key) {
    return Arrays.compareUnsigned(from, key) <= 0 && Arrays.compareUnsigned(key, to) < 0;
  }

  /** Whether there can be URLs that lie in both. */
  public boolean meets(UrlRange other) {
    return Arrays.compareUnsigned(from, other.to) < 0 && Arrays.compareUnsigned(other.from, to) < 0;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
