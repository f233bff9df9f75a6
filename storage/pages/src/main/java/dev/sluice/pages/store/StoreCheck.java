package dev.sluice.pages.store;

import dev.sluice.pages.codec.CaptureCodec;
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
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything in the page store and tells what is wrong with it: damaged files, captures that
 * cannot be read or have no body, bodies whose bytes are not those that their capture names or that
 * have none, and counters that miscount.
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
      allRead &= reporting(() -> checkPages(view));
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

  /** Walks along captures and bodies, which have the same keys in the same order. */
  private void checkPages(RocksView view) {
    Table bodyTable = view.table(Bodies.TABLE);
    Bodies known = new Bodies(bodyTable, view.table(Bodies.DIGESTS));
    try (Scan<Row> rows = view.table(CaptureCodec.TABLE).scanAll();
        Scan<Row> bodyRows = bodyTable.scanAll()) {
      @Nullable Row body = next(bodyRows);
      while (rows.hasNext()) {
        Row row = rows.next();
        captures++;
        body = checkStrays(body, bodyRows, row.key());
        boolean own = body != null && Arrays.equals(body.key(), row.key());
        Optional<Row> ownBody = own ? Optional.ofNullable(body) : Optional.empty();
        reporting(() -> checkPage(CaptureCodec.capture(row), ownBody, known, view));
        body = own ? next(bodyRows) : body;
      }
      checkStrays(body, bodyRows, null);
    }
  }

  private static @Nullable Row next(Scan<Row> rows) {
    return rows.hasNext() ? rows.next() : null;
  }

  /** Tells of the bodies before a key, which have no capture; says which one is next. */
  private @Nullable Row checkStrays(
      @Nullable Row first, Scan<Row> bodyRows, byte @Nullable [] before) {
    Row body = first;
    while (body != null && (before == null || Arrays.compareUnsigned(body.key(), before) < 0)) {
      problems.accept("the body " + HexFormat.of().formatHex(body.key()) + " has no capture");
      body = next(bodyRows);
    }
    return body;
  }

  private void checkPage(Capture capture, Optional<Row> ownBody, Bodies known, RocksView view) {
    Optional<byte[]> place = known.keyOf(capture.bodyHash());
    if (ownBody.isPresent()) {
      checkBody(capture, ownBody.get(), place);
    } else if (capture.bodyBytes() > 0
        && !place.map(key -> brings(view, key, capture.bodyHash())).orElse(false)) {
      problems.accept(name(capture) + " has no body");
    }
  }

  private void checkBody(Capture capture, Row body, Optional<byte[]> place) {
    if (!ContentHash.of(body.value()).equals(capture.bodyHash())) {
      problems.accept("the body of " + name(capture) + " holds other bytes than its hash says");
    } else if (place.isEmpty()) {
      problems.accept("the body of " + name(capture) + " is not found by its hash");
    } else if (Arrays.equals(place.get(), body.key())) {
      // A body that two batches brought at the same moment lies there twice and counts once.
      bodies++;
      bodyBytes += body.value().length;
    }
  }

  /** Whether there is a body under this key, and its capture names this hash. */
  private static boolean brings(RocksView view, byte[] key, ContentHash hash) {
    return view.table(CaptureCodec.TABLE)
        .get(key)
        .map(value -> CaptureCodec.capture(new Row(key, value)).bodyHash().equals(hash))
        .filter(same -> same && view.table(Bodies.TABLE).has(key))
        .isPresent();
  }

  private static String name(Capture capture) {
    return "the capture of " + capture.url() + " at " + capture.key().fetchedAt();
  }

  private void checkCounts(Table counters) {
    checkCount(counters, TablePageStore.CAPTURES, captures, captures);
    // A body that two batches brought at the same moment is counted twice.
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
