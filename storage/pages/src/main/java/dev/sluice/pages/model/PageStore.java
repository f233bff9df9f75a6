package dev.sluice.pages.model;

import java.util.List;

/** Keeps every raw page; equal bodies once. Safe for use by several threads. */
public interface PageStore {

  /** Adds a capture to a batch: it is in the store as soon as the batch is committed. */
  void add(Batch batch, RawPage page);

  /** All captures of a URL, the oldest first. */
  List<Capture> captures(PageUrl url);

  /** All captures of some URLs in the order of their keys. */
  Scan<Capture> captures(UrlRange range);

  /**
   * The body of a capture.
   *
   * @throws StoreException if the store has the capture but not its body
   */
  byte[] body(Capture capture);

  /** A view of all captures as they are now, which later commits do not change. */
  Snapshot snapshot();

  /**
   * Begins to take all captures of some URLs out.
   *
   * @throws IllegalStateException if another removal is not closed yet
   */
  PageRemoval removal(List<UrlRange> ranges);

  /** How many captures of some URLs the store holds; reads them all. */
  long captureCount(UrlRange range);

  /** How many captures the store holds. */
  long captureCount();
}
