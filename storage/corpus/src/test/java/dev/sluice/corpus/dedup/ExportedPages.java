package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.Winner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Documents that a test says were exported before, filed under the keys of one step. */
final class ExportedPages implements EarlierDocuments {

  private final String space;
  private final List<Signature> documents;
  private final Map<Long, int[]> byKey = new HashMap<>();

  /** All pages of a test, as the step files them. */
  ExportedPages(GlobalStep step, List<Signature> documents) {
    this.space = step.space().orElseThrow();
    this.documents = documents;
    for (int i = 0; i < documents.size(); i++) {
      for (long key : step.keys(documents.get(i), new byte[0])) {
        byKey.putIfAbsent(key, new int[] {i});
      }
    }
  }

  @Override
  public Lookup lookup(String asked) {
    return asked.equals(space) ? new Keys() : Lookup.EMPTY;
  }

  @Override
  public Winner document(int number) {
    Signature its = documents.get(number);
    return new Winner(its.id(), its.url().toString(), its.fetchedAt(), "2026-09");
  }

  private final class Keys implements Lookup {

    private long last = Long.MIN_VALUE;

    @Override
    public int[] find(long key, int most) {
      long unsigned = key + Long.MIN_VALUE;
      if (unsigned < last) {
        throw new AssertionError("keys must be asked for in their order");
      }
      last = unsigned;
      return byKey.getOrDefault(key, new int[0]);
    }

    @Override
    public byte[] imprint(int number) {
      return new byte[0];
    }

    @Override
    public void close() {}
  }
}
