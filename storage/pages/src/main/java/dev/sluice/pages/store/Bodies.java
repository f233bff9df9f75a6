package dev.sluice.pages.store;

import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.StoreException;
import dev.sluice.pages.model.StoreException.Problem;
import dev.sluice.pages.model.Table;

/** Bodies under their hashes: equal ones are kept once. */
final class Bodies {

  static final String TABLE = "bodies";

  private static final byte[] NOTHING = {};
  private static final ContentHash HASH_OF_NOTHING = ContentHash.of(NOTHING);

  private final Table table;

  Bodies(Table table) {
    this.table = table;
  }

  /** Adds a body unless the store has it; says whether it was added. */
  boolean addIfNew(Batch batch, ContentHash hash, byte[] body) {
    if (body.length == 0 || table.has(hash.bytes())) {
      return false;
    }
    batch.put(table, hash.bytes(), body);
    return true;
  }

  byte[] body(ContentHash hash) {
    if (hash.equals(HASH_OF_NOTHING)) {
      return NOTHING;
    }
    return table
        .get(hash.bytes())
        .orElseThrow(
            () ->
                new StoreException(
                    Problem.CORRUPT,
                    "table 'bodies' has no row " + hash + ": run 'sluice store check'"));
  }
}
