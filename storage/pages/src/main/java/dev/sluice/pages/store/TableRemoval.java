package dev.sluice.pages.store;

import dev.sluice.pages.codec.CaptureCodec;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.PageRemoval;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Row;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.model.UrlRange;
import dev.sluice.pages.rocks.RocksTables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Takes captures out of the tables.
 *
 * <p>A body lies with the capture that brought it, and nothing says which others share it. So all
 * captures that stay are read, to find those; whoever is found first gets a copy of the body, and
 * the digest leads there from then on. After that only captures that go can lean on others that go:
 * these are removed first, and then those that have bodies of their own.
 */
final class TableRemoval implements PageRemoval {

  private static final byte[] BEGINNING = {};
  private static final byte[] END = {(byte) 0xff};
  private static final int BETWEEN_REMARKS = 10_000;

  private final RocksTables tables;
  private final Table captures;
  private final Table counters;
  private final Bodies bodies;
  private final List<UrlRange> ranges;
  private long copies;
  private long copiedBytes;

  TableRemoval(RocksTables tables, Bodies bodies, List<UrlRange> ranges) {
    this.tables = tables;
    this.captures = tables.table(CaptureCodec.TABLE);
    this.counters = tables.table(TablePageStore.COUNTERS);
    this.bodies = bodies;
    this.ranges = inOrder(ranges);
    bodies.beginToLeave(this.ranges);
  }

  /** In the order of their keys, those that lie in others left out. */
  private static List<UrlRange> inOrder(List<UrlRange> ranges) {
    List<UrlRange> sorted = new ArrayList<>(ranges);
    sorted.sort(Comparator.comparing(UrlRange::from, Arrays::compareUnsigned));
    List<UrlRange> apart = new ArrayList<>();
    for (UrlRange range : sorted) {
      UrlRange last = apart.isEmpty() ? null : apart.get(apart.size() - 1);
      if (last == null || Arrays.compareUnsigned(last.to(), range.from()) <= 0) {
        apart.add(range);
      } else if (Arrays.compareUnsigned(last.to(), range.to()) < 0) {
        apart.set(apart.size() - 1, new UrlRange(last.from(), range.to()));
      }
    }
    return List.copyOf(apart);
  }

  @Override
  public HandedOver handOver(LongConsumer read) {
    Digests some = new Digests();
    for (UrlRange range : ranges) {
      try (Scan<Row> rows = captures.scan(range.from(), range.to())) {
        while (rows.hasNext()) {
          some.add(Bodies.digest(CaptureCodec.bodyHash(rows.next())));
          if (some.isFull()) {
            handOver(some, read);
            some = new Digests();
          }
        }
      }
    }
    if (!some.isEmpty()) {
      handOver(some, read);
    }
    return new HandedOver(copies, copiedBytes);
  }

  /** Looks through all captures that stay. */
  private void handOver(Digests digests, LongConsumer read) {
    long seen = 0;
    byte[] from = BEGINNING;
    for (UrlRange range : ranges) {
      seen = handOver(digests, from, range.from(), seen, read);
      from = range.to();
    }
    handOver(digests, from, END, seen, read);
  }

  private long handOver(Digests digests, byte[] from, byte[] to, long before, LongConsumer read) {
    long seen = before;
    try (Scan<Row> rows = captures.scan(from, to)) {
      while (rows.hasNext()) {
        Row row = rows.next();
        byte[] digest = Bodies.digest(CaptureCodec.bodyHash(row));
        if (digests.mayHold(digest)) {
          handOver(row.key(), digest);
        }
        if (++seen % BETWEEN_REMARKS == 0) {
          read.accept(seen);
        }
      }
    }
    return seen;
  }

  private void handOver(byte[] heir, byte[] digest) {
    try (Batch batch = tables.newBatch()) {
      bodies
          .handOver(batch, heir, digest)
          .ifPresent(
              bytes -> {
                batch.add(counters, TablePageStore.BODIES, 1);
                batch.add(counters, TablePageStore.BODY_BYTES, bytes);
                copies++;
                copiedBytes += bytes;
              });
      batch.commit();
    }
  }

  @Override
  public List<PageUrl> next(Optional<PageUrl> after, int atMost) {
    List<PageUrl> urls = new ArrayList<>();
    byte[] from = after.map(CaptureCodec::endKey).orElse(BEGINNING);
    for (UrlRange range : ranges) {
      byte[] first = Arrays.compareUnsigned(from, range.from()) > 0 ? from : range.from();
      while (urls.size() < atMost) {
        Optional<PageUrl> url = firstUrl(first, range.to());
        if (url.isEmpty()) {
          break;
        }
        urls.add(url.get());
        first = CaptureCodec.endKey(url.get());
      }
    }
    return urls;
  }

  private Optional<PageUrl> firstUrl(byte[] from, byte[] to) {
    if (Arrays.compareUnsigned(from, to) >= 0) {
      return Optional.empty();
    }
    try (Scan<Row> rows = captures.scan(from, to)) {
      return rows.hasNext()
          ? Optional.of(CaptureCodec.capture(rows.next()).url())
          : Optional.empty();
    }
  }

  @Override
  public Removed removeBorrowers(Batch batch, PageUrl url) {
    return remove(batch, url, true);
  }

  @Override
  public Removed removeAll(Batch batch, PageUrl url) {
    return remove(batch, url, false);
  }

  private Removed remove(Batch batch, PageUrl url, boolean onlyBorrowers) {
    List<Capture> gone = new ArrayList<>();
    int left = 0;
    int bodyCount = 0;
    long bodyBytes = 0;
    for (Capture capture : captures(url)) {
      if (onlyBorrowers && bodies.lendsItsOwn(capture)) {
        left++;
        continue;
      }
      gone.add(capture);
      batch.delete(captures, CaptureCodec.key(capture.key()));
      if (bodies.remove(batch, capture)) {
        bodyCount++;
        bodyBytes += capture.bodyBytes();
      }
    }
    count(batch, gone.size(), bodyCount, bodyBytes);
    return new Removed(gone, bodyCount, bodyBytes, left);
  }

  private void count(Batch batch, int captureCount, int bodyCount, long bodyBytes) {
    if (captureCount > 0) {
      batch.add(counters, TablePageStore.CAPTURES, -captureCount);
    }
    if (bodyCount > 0) {
      batch.add(counters, TablePageStore.BODIES, -bodyCount);
      batch.add(counters, TablePageStore.BODY_BYTES, -bodyBytes);
    }
  }

  private List<Capture> captures(PageUrl url) {
    List<Capture> found = new ArrayList<>();
    try (Scan<Row> rows = captures.scan(CaptureCodec.firstKey(url), CaptureCodec.endKey(url))) {
      rows.forEachRemaining(row -> found.add(CaptureCodec.capture(row)));
    }
    return found;
  }

  @Override
  public void close() {
    bodies.endToLeave();
  }
}
