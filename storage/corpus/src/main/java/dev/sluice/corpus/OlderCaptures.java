package dev.sluice.corpus;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells which captures an older snapshot has too, by walking over both at once. The store only ever
 * adds captures, so one that the older snapshot has not is new since then; its time of fetch would
 * not tell, since a page that was under way when the snapshot was made was fetched before it.
 */
final class OlderCaptures implements AutoCloseable {

  private final @Nullable Scan<Capture> older;
  private @Nullable CaptureKey at;

  /** Those of a snapshot; without one nothing is older. */
  OlderCaptures(Optional<Snapshot> since) {
    this.older = since.map(Snapshot::captures).orElse(null);
    advance();
  }

  private void advance() {
    at = older != null && older.hasNext() ? older.next().key() : null;
  }

  /** Whether a capture is among them; to be asked in the order of keys. */
  boolean has(CaptureKey key) {
    while (at != null && compare(at, key) < 0) {
      advance();
    }
    return at != null && compare(at, key) == 0;
  }

  private static int compare(CaptureKey one, CaptureKey other) {
    if (one.url().equals(other.url())) {
      return one.fetchedAt().compareTo(other.fetchedAt());
    }
    return Arrays.compareUnsigned(one.url().key(), other.url().key());
  }

  @Override
  public void close() {
    if (older != null) {
      older.close();
    }
  }
}
