package dev.sluice.corpus.work;

import dev.sluice.pages.model.CaptureKey;
import java.util.Arrays;
import java.util.Optional;

/** Holds that the rows of a ledger come in the order of their keys, each once. For one thread. */
public final class RowOrder {

  private byte[] lastUrl = {};
  private Optional<CaptureKey> last = Optional.empty();

  /**
   * Takes the next key.
   *
   * @throws dev.sluice.corpus.model.ExportException if it is not after the one before it
   */
  public void require(CaptureKey key) {
    byte[] url = key.url().key();
    int order = Arrays.compareUnsigned(lastUrl, url);
    boolean isLater =
        order < 0 || last.filter(it -> !it.fetchedAt().isBefore(key.fetchedAt())).isEmpty();
    if (order > 0 || !isLater) {
      throw Balance.defect(
          "the page steps gave %s of %s after %s: captures are out of order or twice there"
              .formatted(key.url(), key.fetchedAt(), last.map(CaptureKey::toString).orElse("")));
    }
    lastUrl = url;
    last = Optional.of(key);
  }
}
