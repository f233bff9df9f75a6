package dev.sluice.corpus;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Headers;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Provenance;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A snapshot of a few pages that lie in memory; it counts how many bodies were read. */
public final class MemorySnapshot implements Snapshot {

  private static final Comparator<CaptureKey> KEY_ORDER =
      Comparator.<CaptureKey, byte[]>comparing(key -> key.url().key(), Arrays::compareUnsigned)
          .thenComparing(CaptureKey::fetchedAt);

  private final TreeMap<CaptureKey, Capture> captures = new TreeMap<>(KEY_ORDER);
  private final Map<ContentHash, byte[]> bodies = new HashMap<>();
  private final AtomicInteger bodiesRead = new AtomicInteger();
  private final String id;

  public MemorySnapshot() {
    this("snapshot-7");
  }

  public MemorySnapshot(String id) {
    this.id = id;
  }

  public MemorySnapshot add(RawPage page) {
    captures.put(page.capture().key(), page.capture());
    bodies.put(page.capture().bodyHash(), page.body());
    return this;
  }

  public static RawPage page(String url, Instant at, int status, String type, String body) {
    return page(url, at, status, type, body.getBytes(StandardCharsets.UTF_8));
  }

  public static RawPage page(String url, Instant at, int status, String type, byte[] bytes) {
    Headers headers = new Headers(List.of(new Headers.Field("Content-Type", type)));
    return new RawPage(
        new Capture(
            new CaptureKey(PageUrl.parse(url), at),
            status,
            type.isEmpty() ? Headers.NONE : headers,
            ContentHash.of(bytes),
            bytes.length,
            false,
            "192.0.2.1",
            Duration.ofMillis(120),
            false,
            Change.FIRST,
            List.of(),
            new Provenance(1, "example", Map.of(), Optional.empty())),
        bytes);
  }

  public int bodiesRead() {
    return bodiesRead.get();
  }

  public List<Capture> all() {
    return List.copyOf(captures.values());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public long captureCount() {
    return captures.size();
  }

  @Override
  public Scan<Capture> captures() {
    return Scan.of(captures.values().iterator());
  }

  @Override
  public Optional<Capture> capture(CaptureKey key) {
    return Optional.ofNullable(captures.get(key));
  }

  @Override
  public byte[] body(Capture capture) {
    bodiesRead.incrementAndGet();
    return bodies.get(capture.bodyHash());
  }

  @Override
  public void close() {}
}
