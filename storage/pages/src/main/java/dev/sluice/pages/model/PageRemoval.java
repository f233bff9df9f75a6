package dev.sluice.pages.model;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Takes captures of some URLs out of a page store, for good. What other captures share with them
 * stays.
 *
 * <p>From its making to its closing, captures that are added bring their own bodies where they
 * would share one that goes. So it is used like this: make it; wait until all batches are committed
 * that were begun before; {@link #handOver}; {@link #removeBorrowers} for each URL, then {@link
 * #removeAll} for each. After each commit the store is whole, and whoever does it all again after a
 * kill ends where it would have ended.
 */
public interface PageRemoval extends AutoCloseable {

  /**
   * Gives each body that captures of other URLs share to one of those. Reads the captures of the
   * whole store, once for each million captures that go; a few microseconds for each.
   *
   * @param read is told now and then how many captures were read
   */
  HandedOver handOver(LongConsumer read);

  /**
   * Bodies that were copied to captures that stay.
   *
   * @param bodies how many
   * @param bodyBytes their bytes
   */
  record HandedOver(long bodies, long bodyBytes) {}

  /**
   * The next URLs that go and have captures.
   *
   * @param after the last one that was seen; empty to begin
   */
  List<PageUrl> next(Optional<PageUrl> after, int atMost);

  /** Removes those captures of a URL in a batch whose bodies lie with other captures. */
  Removed removeBorrowers(Batch batch, PageUrl url);

  /** Removes all captures of a URL in a batch, and their bodies. */
  Removed removeAll(Batch batch, PageUrl url);

  /**
   * What goes with a batch.
   *
   * @param captures those that go
   * @param bodies bodies that go
   * @param bodyBytes their bytes
   * @param left how many captures of the URL stay
   */
  record Removed(List<Capture> captures, int bodies, long bodyBytes, int left) {

    public Removed {
      captures = List.copyOf(captures);
    }
  }

  @Override
  void close();
}
