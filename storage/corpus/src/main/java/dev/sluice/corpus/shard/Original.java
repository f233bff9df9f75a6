package dev.sluice.corpus.shard;

import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.StoreException;
import java.util.Optional;

/** What a document was made of, which is read from the store when it is asked for. */
public interface Original {

  /**
   * The capture and its body.
   *
   * @throws StoreException if the store does not have it any more, or cannot be read
   */
  RawPage page();

  /** The capture without its body. */
  default Capture capture() {
    return page().capture();
  }

  /** Another capture of the export that has the same body, if this one need not repeat it. */
  default Optional<CaptureKey> lender() {
    return Optional.empty();
  }
}
