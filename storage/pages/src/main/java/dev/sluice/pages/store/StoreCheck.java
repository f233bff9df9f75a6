package dev.sluice.pages.store;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.rocks.RocksTables;
import java.nio.charset.StandardCharsets;
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

  /** What was read. */
  public record Extent(long captures, long bodies, long bodyBytes) {}

  /** Runs the check; reads the whole store. */
  public Extent run() {
    reporting(tables::verifyFiles);
    reporting(this::checkBodies);
    reporting(this::checkCaptures);
    Table counters = tables.table("counters");
    checkCount(counters, TablePageStore.CAPTURES, captures);
    checkCount(counters, TablePageStore.BODIES, bodies);
    checkCount(counters, TablePageStore.BODY_BYTES, bodyBytes);
    return new Extent(captures, bodies, bodyBytes);
  }

  private void reporting(Runnable part) {
    try {
      part.run();
    } catch (StoreException damage) {
      problems.accept(String.valueOf(damage.getMessage()));
    }
  }

  private void checkBodies() {
    try (Scan<Row> rows = tables.table(Bodies.TABLE).scanAll()) {
      while (rows.hasNext()) {
        Row row = rows.next();
        bodies++;
        bodyBytes += row.value().length;
        if (!ContentHash.of(row.value()).equals(ContentHash.fromBytes(row.key()))) {
          problems.accept(
              "the body "
                  + ContentHash.fromBytes(row.key())
                  + " holds other bytes than its name says");
        }
      }
    }
  }

  private void checkCaptures() {
    Table bodyTable = tables.table(Bodies.TABLE);
    try (Scan<Row> rows = tables.table(CaptureCodec.TABLE).scanAll()) {
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

  private void checkCount(Table counters, byte[] key, long found) {
    long counted = counters.count(key);
    if (counted != found) {
      String name = new String(key, StandardCharsets.US_ASCII);
      problems.accept("the counter '" + name + "' says " + counted + ", found were " + found);
    }
  }
}
