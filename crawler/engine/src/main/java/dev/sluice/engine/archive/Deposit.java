package dev.sluice.engine.archive;

import dev.sluice.engine.model.ImportOutcome;
import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.robots.Robots;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Origin;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.RawPage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Puts pages into the store, each once, in batches of which each is there as a whole or not at all.
 * Safe for use by several threads.
 */
final class Deposit implements ServerFiles.Book, AutoCloseable {

  private static final int BATCH_PAGES = 500;
  private static final long BATCH_BYTES = 16L << 20;
  private static final int NOT_MODIFIED = 304;

  private final DataFolder data;
  private final Robots robots;
  private final OptionalLong maxPages;

  // What the batch has; the store does not show it before it is committed.
  private final Map<PageUrl, List<Capture>> pending = new HashMap<>();
  private final Set<ContentHash> pendingBodies = new HashSet<>();
  private Batch batch;
  private long batchBytes;

  private long pages;
  private long bodyBytes;

  Deposit(DataFolder data, Robots robots, OptionalLong maxPages) {
    this.data = data;
    this.robots = robots;
    this.maxPages = maxPages;
    this.batch = data.newBatch();
  }

  /**
   * Adds a page.
   *
   * @param change how it stands to the capture before it, if its archive tells
   * @return what became of it; nothing if it is beyond the limit of pages
   */
  synchronized Optional<ImportOutcome> add(RawPage page, Optional<Change> change) {
    if (isFull()) {
      return Optional.empty();
    }
    Capture capture = page.capture();
    List<Capture> others = captures(capture.url());
    if (others.stream().anyMatch(other -> other.key().equals(capture.key()))) {
      return Optional.of(ImportOutcome.PRESENT);
    }
    if (pendingBodies.contains(capture.bodyHash())) {
      commit(); // so that the store sees that it has this body
    }
    Capture settled = capture.withChange(change.orElseGet(() -> change(others, capture)));
    data.pages().add(batch, new RawPage(settled, page.body()));
    pending.computeIfAbsent(capture.url(), url -> new ArrayList<>()).add(settled);
    pendingBodies.add(capture.bodyHash());
    pages++;
    bodyBytes += page.body().length;
    batchBytes += page.body().length;
    if (pendingBodies.size() >= BATCH_PAGES || batchBytes >= BATCH_BYTES) {
      commit();
    }
    return Optional.of(ImportOutcome.STORED);
  }

  private static Change change(List<Capture> others, Capture capture) {
    if (capture.status() == NOT_MODIFIED) {
      return Change.NOT_MODIFIED;
    }
    return others.stream()
        .filter(other -> other.key().fetchedAt().isBefore(capture.key().fetchedAt()))
        .filter(other -> other.status() != NOT_MODIFIED)
        .max(Comparator.comparing(other -> other.key().fetchedAt()))
        .map(
            before ->
                before.status() == capture.status() && before.bodyHash().equals(capture.bodyHash())
                    ? Change.SAME_CONTENT
                    : Change.CHANGED)
        .orElse(Change.FIRST);
  }

  /** Whether a capture is there. */
  boolean has(CaptureKey key) {
    return captures(key.url()).stream().anyMatch(capture -> capture.key().equals(key));
  }

  /** All captures of a URL, those that are not committed yet included. */
  synchronized List<Capture> captures(PageUrl url) {
    List<Capture> captures = new ArrayList<>(data.pages().captures(url));
    captures.addAll(pending.getOrDefault(url, List.of()));
    return captures;
  }

  @Override
  public Optional<RobotsRecord> read(Origin origin) {
    return robots.read(origin);
  }

  /** Adds what a server's robots.txt says, at once. */
  @Override
  public synchronized void put(RobotsRecord record) {
    robots.add(batch, record);
    commit();
    robots.committed(record);
  }

  /** Whether no more pages are wanted. */
  synchronized boolean isFull() {
    return maxPages.isPresent() && pages >= maxPages.getAsLong();
  }

  /** Bytes of the bodies that were added. */
  synchronized long bodyBytes() {
    return bodyBytes;
  }

  /** Makes everything that was added safe from a kill. */
  synchronized void commit() {
    batch.commit();
    batch.close();
    pending.clear();
    pendingBodies.clear();
    batchBytes = 0;
    batch = data.newBatch();
  }

  /** Closes what is not committed; {@link #commit} comes before. */
  @Override
  public synchronized void close() {
    batch.close();
  }
}
