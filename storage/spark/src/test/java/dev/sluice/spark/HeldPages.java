package dev.sluice.spark;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.Scan;
import dev.sluice.pages.model.Snapshot;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A snapshot of pages that lie in memory. */
final class HeldPages implements Snapshot {

  private static final Comparator<CaptureKey> KEY_ORDER =
      Comparator.<CaptureKey, byte[]>comparing(key -> key.url().key(), Arrays::compareUnsigned)
          .thenComparing(CaptureKey::fetchedAt);

  private final TreeMap<CaptureKey, RawPage> pages = new TreeMap<>(KEY_ORDER);

  HeldPages(List<RawPage> all) {
    all.forEach(page -> pages.put(page.capture().key(), page));
  }

  @Override
  public String id() {
    return "held-7";
  }

  @Override
  public long captureCount() {
    return pages.size();
  }

  @Override
  public Scan<Capture> captures() {
    return Scan.of(pages.values().stream().map(RawPage::capture).iterator());
  }

  @Override
  public Optional<Capture> capture(CaptureKey key) {
    return Optional.ofNullable(pages.get(key)).map(RawPage::capture);
  }

  @Override
  public byte[] body(Capture capture) {
    return pages.get(capture.key()).body();
  }

  @Override
  public void close() {}
}
