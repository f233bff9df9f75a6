package dev.sluice.corpus;

import dev.sluice.corpus.shard.Original;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;

/** The capture of this key in a snapshot. */
record StoredOriginal(Snapshot snapshot, CaptureKey key) implements Original {

  @Override
  public RawPage page() {
    Capture capture =
        snapshot
            .capture(key)
            .orElseThrow(
                () ->
                    new StoreException(
                        Problem.CORRUPT,
                        "table 'captures' has no row for %s of %s, which it had when the export began: run 'sluice store check'"
                            .formatted(key.url(), key.fetchedAt())));
    return new RawPage(capture, snapshot.body(capture));
  }
}
