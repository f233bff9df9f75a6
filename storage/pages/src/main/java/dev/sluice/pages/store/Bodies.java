package dev.sluice.pages.store;

import dev.sluice.pages.codec.CaptureCodec;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.model.UrlRange;
import java.util.Arrays;
import java.util.List;
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

  /** Bodies of these URLs are being removed: whoever is added now must not share them. */
  private volatile List<UrlRange> leaving = List.of();

  Bodies(Table bodies, Table digests) {
    this.bodies = bodies;
    this.digests = digests;
  }

  /** Adds a body that a capture brings unless the store has it; says whether it was added. */
  boolean addIfNew(Batch batch, CaptureKey bringer, ContentHash hash, byte[] body) {
    byte[] digest = digest(hash);
    if (body.length == 0 || isKept(digest)) {
      return false;
    }
    byte[] key = CaptureCodec.key(bringer);
    batch.put(bodies, key, body);
    batch.put(digests, digest, key);
    return true;
  }

  /** Whether the store has a body, and will have it when a removal is done. */
  private boolean isKept(byte[] digest) {
    return leaving.isEmpty()
        ? digests.has(digest)
        : digests.get(digest).filter(key -> !isLeaving(key)).isPresent();
  }

  private boolean isLeaving(byte[] key) {
    return leaving.stream().anyMatch(range -> range.holds(key));
  }

  /** From now on, captures that are added do not share the bodies of these URLs. */
  synchronized void beginToLeave(List<UrlRange> ranges) {
    if (!leaving.isEmpty()) {
      throw new IllegalStateException("another removal is under way");
    }
    leaving = ranges;
  }

  synchronized void endToLeave() {
    leaving = List.of();
  }

  /**
   * Gives a body that leaves to a capture that stays and shares it; the bytes of the copy, if one
   * was needed.
   */
  Optional<Integer> handOver(Batch batch, byte[] heir, byte[] digest) {
    Optional<byte[]> place = digests.get(digest).filter(this::isLeaving);
    if (place.isEmpty()) {
      return Optional.empty(); // it has one of those that stay already
    }
    if (bodies.has(heir)) {
      batch.put(digests, digest, heir);
      return Optional.empty();
    }
    Optional<byte[]> body = bodies.get(place.get()); // if it is lost, a check tells of it
    body.ifPresent(
        bytes -> {
          batch.put(digests, digest, heir);
          batch.put(bodies, heir, bytes);
        });
    return body.map(bytes -> bytes.length);
  }

  /** Whether a capture's body lies with it, and others may share it. */
  boolean lendsItsOwn(Capture capture) {
    return capture.bodyBytes() > 0 && isPlace(capture);
  }

  private boolean isPlace(Capture capture) {
    byte[] key = CaptureCodec.key(capture.key());
    return keyOf(capture.bodyHash()).filter(place -> Arrays.equals(place, key)).isPresent();
  }

  /** Removes the body that lies with a capture; says whether one does. */
  boolean remove(Batch batch, Capture capture) {
    if (capture.bodyBytes() == 0) {
      return false;
    }
    byte[] key = CaptureCodec.key(capture.key());
    if (isPlace(capture)) {
      batch.delete(digests, digest(capture.bodyHash()));
    }
    boolean own = bodies.has(key);
    if (own) {
      batch.delete(bodies, key);
    }
    return own;
  }

  byte[] body(Capture capture) {
    if (capture.bodyHash().equals(HASH_OF_NOTHING)) {
      return NOTHING;
    }
    return bodies
        .get(CaptureCodec.key(capture.key()))
        .or(() -> shared(capture))
        .or(() -> shared(capture)) // it can be handed over between the two looks that this takes
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

  private Optional<byte[]> shared(Capture capture) {
    return keyOf(capture.bodyHash()).flatMap(bodies::get);
  }

  /** The key of the body of this hash, which is that of the capture that brought it. */
  Optional<byte[]> keyOf(ContentHash hash) {
    return digests.get(digest(hash));
  }

  static byte[] digest(ContentHash hash) {
    return Arrays.copyOf(hash.bytes(), DIGEST_BYTES);
  }
}
