package dev.sluice.corpus.shard;

import dev.sluice.pages.model.RawPage;
import dev.sluice.pages.model.StoreException;

/** What a document was made of, which is read from the store when it is asked for. */
public interface Original {

  /**
   * The capture and its body.
   *
   * @throws StoreException if the store does not have it any more, or cannot be read
   */
  RawPage page();
}
