package dev.sluice.pages.store;

import dev.sluice.pages.codec.CaptureCodec;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;

/** A walk over the captures that rows of their table stand for. */
record CaptureScan(Scan<Row> rows) implements Scan<Capture> {

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public Capture next() {
    return CaptureCodec.capture(rows.next());
  }

  @Override
  public void close() {
    rows.close();
  }
}
