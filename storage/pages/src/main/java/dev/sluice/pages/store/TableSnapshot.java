package dev.sluice.pages.store;

import dev.sluice.pages.codec.CaptureCodec;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import dev.sluice.pages.rocks.RocksView;
import java.util.Optional;

/** A snapshot that is a view of the store's tables. */
final class TableSnapshot implements Snapshot {

  private final String id;
  private final RocksView view;
  private final Bodies bodies;

  TableSnapshot(String storeId, RocksView view) {
    // Of the view and not of the store, which may already be further.
    this.id = storeId + "-" + view.sequenceNumber();
    this.view = view;
    this.bodies = new Bodies(view.table(Bodies.TABLE), view.table(Bodies.DIGESTS));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public long captureCount() {
    return view.table("counters").count(TablePageStore.CAPTURES);
  }

  @Override
  public Scan<Capture> captures() {
    return new CaptureScan(view.table(CaptureCodec.TABLE).scanAll());
  }

  @Override
  public Optional<Capture> capture(CaptureKey key) {
    byte[] row = CaptureCodec.key(key);
    return view.table(CaptureCodec.TABLE)
        .get(row)
        .map(value -> CaptureCodec.capture(new Row(row, value)));
  }

  @Override
  public byte[] body(Capture capture) {
    return bodies.body(capture);
  }

  @Override
  public void close() {
    view.close();
  }
}
