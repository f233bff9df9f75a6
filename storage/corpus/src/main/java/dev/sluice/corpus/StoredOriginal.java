package dev.sluice.corpus;

import dev.sluice.corpus.shard.Original;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import java.util.Optional;

/** The capture of this key in a snapshot. */
record StoredOriginal(Snapshot snapshot, CaptureKey key, Optional<CaptureKey> lender)
    implements Original {

  @Override
  public RawPage page() {
    Capture capture = capture();
    return new RawPage(capture, snapshot.body(capture));
  }

  @Override
  public Capture capture() {
    return snapshot
        .capture(key)
        .orElseThrow(
            () ->
                new StoreException(
                    Problem.CORRUPT,
                    "table 'captures' has no row for %s of %s, which it had when the export began:"
                            .formatted(key.url(), key.fetchedAt())
                        + " run 'sluice store check'"));
  }
}
