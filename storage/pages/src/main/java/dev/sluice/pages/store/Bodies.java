package dev.sluice.pages.store;

import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.model.Table;
import java.util.Arrays;
import java.util.Optional;

/**
 * Bodies under the keys of the captures that brought them; equal ones are kept once.
 *
 * <p>So bodies lie in the order of their URLs, and the pages of a site, which share its frame, are
 * compressed together. A second table finds a body by its digest: for a capture whose body another
 * capture brought, and to see whether a body is new.
 */
final class Bodies {

  static final String TABLE = "bodies";
  static final String DIGESTS = "digests";

  /** Half of a SHA-256: that two of a thousand million bodies share it has odds of 1 to 10^20. */
  private static final int DIGEST_BYTES = 16;

  private static final byte[] NOTHING = {};
  private static final ContentHash HASH_OF_NOTHING = ContentHash.of(NOTHING);

  private final Table bodies;
  private final Table digests;

  Bodies(Table bodies, Table digests) {
    this.bodies = bodies;
    this.digests = digests;
  }

  /** Adds a body that a capture brings unless the store has it; says whether it was added. */
  boolean addIfNew(Batch batch, CaptureKey bringer, ContentHash hash, byte[] body) {
    byte[] digest = digest(hash);
    if (body.length == 0 || digests.has(digest)) {
      return false;
    }
    byte[] key = CaptureCodec.key(bringer);
    batch.put(bodies, key, body);
    batch.put(digests, digest, key);
    return true;
  }

  byte[] body(Capture capture) {
    if (capture.bodyHash().equals(HASH_OF_NOTHING)) {
      return NOTHING;
    }
    return bodies
        .get(CaptureCodec.key(capture.key()))
        .or(() -> keyOf(capture.bodyHash()).flatMap(bodies::get))
        .orElseThrow(
            () ->
                new StoreException(
                    Problem.CORRUPT,
                    "table 'bodies' has no row for "
                        + capture.bodyHash()
                        + ", the body of "
                        + capture.url()
                        + ": run 'sluice store check'"));
  }

  /** The key of the body of this hash, which is that of the capture that brought it. */
  Optional<byte[]> keyOf(ContentHash hash) {
    return digests.get(digest(hash));
  }

  static byte[] digest(ContentHash hash) {
    return Arrays.copyOf(hash.bytes(), DIGEST_BYTES);
  }
}
