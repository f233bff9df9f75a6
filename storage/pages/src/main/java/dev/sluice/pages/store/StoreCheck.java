package dev.sluice.pages.store;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreExtent;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.rocks.RocksTables;
import dev.sluice.pages.rocks.RocksView;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * Reads everything in the page store and tells what is wrong with it: damaged files, captures that
 * cannot be read or have no body, bodies whose bytes are not what their name says, and counters
 * that miscount.
 */
public final class StoreCheck {

  private final RocksTables tables;
  private final Consumer<String> problems;
  private long captures;
  private long bodies;
  private long bodyBytes;

  /** A check of these tables that hands each problem to {@code problems}, as a sentence. */
  public StoreCheck(RocksTables tables, Consumer<String> problems) {
    this.tables = tables;
    this.problems = problems;
  }

  /** Runs the check; reads the whole store, as it is now. */
  public StoreExtent run() {
    try (RocksView view = tables.view()) {
      // Counting what can no longer be read would only repeat the first problem.
      boolean allRead = reporting(tables::verifyFiles);
      allRead &= reporting(() -> checkBodies(view.table(Bodies.TABLE)));
      allRead &= reporting(() -> checkCaptures(view));
      if (allRead) {
        reporting(() -> checkCounts(view.table("counters")));
      }
    }
    return new StoreExtent(captures, bodies, bodyBytes);
  }

  private boolean reporting(Runnable part) {
    try {
      part.run();
      return true;
    } catch (StoreException damage) {
      problems.accept(String.valueOf(damage.getMessage()));
      return false;
    }
  }

  private void checkBodies(Table table) {
    try (Scan<Row> rows = table.scanAll()) {
      while (rows.hasNext()) {
        Row row = rows.next();
        bodies++;
        bodyBytes += row.value().length;
        ContentHash hash = ContentHash.of(row.value());
        if (!Arrays.equals(hash.bytes(), row.key())) {
          String name = HexFormat.of().formatHex(row.key());
          problems.accept("the body sha256:" + name + " holds other bytes than its name says");
        }
      }
    }
  }

  private void checkCaptures(RocksView view) {
    Table bodyTable = view.table(Bodies.TABLE);
    try (Scan<Row> rows = view.table(CaptureCodec.TABLE).scanAll()) {
      while (rows.hasNext()) {
        Row row = rows.next();
        captures++;
        reporting(() -> checkCapture(CaptureCodec.capture(row), bodyTable));
      }
    }
  }

  private void checkCapture(Capture capture, Table bodyTable) {
    if (capture.bodyBytes() > 0 && !bodyTable.has(capture.bodyHash().bytes())) {
      problems.accept(
          "the capture of " + capture.url() + " at " + capture.key().fetchedAt() + " has no body");
    }
  }

  private void checkCounts(Table counters) {
    checkCount(counters, TablePageStore.CAPTURES, captures, captures);
    // A body that two batches brought at the same moment is counted twice and kept once.
    checkCount(counters, TablePageStore.BODIES, bodies, captures);
    checkCount(counters, TablePageStore.BODY_BYTES, bodyBytes, Long.MAX_VALUE);
  }

  private void checkCount(Table counters, byte[] key, long found, long most) {
    long counted = counters.count(key);
    if (counted < found || counted > most) {
      String name = new String(key, StandardCharsets.US_ASCII);
      problems.accept("the counter '" + name + "' says " + counted + ", found were " + found);
    }
  }
}
