package dev.sluice.corpus.preview;

import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.PageUrl;
import java.nio.ByteBuffer;

/**
 * The number by which pages are chosen for a sample: the second eight bytes of the SHA-256 of the
 * URL's key. The first eight choose the pages that a site is learned from, so that the one sample
 * says nothing of the other.
 */
public final class Rank {

  private static final int OFFSET = 8;

  private Rank() {}

  /** The rank of a URL; all are equally likely. */
  public static long of(PageUrl url) {
    return ByteBuffer.wrap(ContentHash.of(url.key()).bytes()).getLong(OFFSET);
  }
}
