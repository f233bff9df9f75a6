package dev.sluice.corpus.index;

import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.Winner;
import dev.sluice.pages.model.PrefixSearch;
import dev.sluice.pages.model.Table;
import java.util.Arrays;
import java.util.BitSet;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The documents of earlier exports, as the table has them.
 *
 * @param withdrawn those that are not found any more
 */
record TableEarlier(Table table, IndexContents contents, BitSet withdrawn)
    implements EarlierDocuments {

  private static final int FIRST_FOUND = 4;
  private static final int[] NONE = {};

  @Override
  public EarlierDocuments.Lookup lookup(String space) {
    Optional<Integer> number = contents.space(space);
    return number.isEmpty() ? Lookup.EMPTY : new Keys(number.get(), table.prefixSearch());
  }

  @Override
  public Winner document(int number) {
    byte[] key = IndexRows.documentKey(number);
    ExportRow export = contents.holding(number).orElseThrow(() -> missing(number));
    byte[] row = table.get(key).orElseThrow(() -> missing(number));
    return IndexRows.document(key, row, export.name());
  }

  private static NoSuchElementException missing(int number) {
    return new NoSuchElementException("the index has no document " + number);
  }

  /** The keys of one space. */
  private final class Keys implements Lookup {

    private final int space;
    private final PrefixSearch search;

    Keys(int space, PrefixSearch search) {
      this.space = space;
      this.search = search;
    }

    @Override
    public int[] find(long key, int most) {
      int[] documents = NONE;
      int count = 0;
      boolean found = most > 0 && search.find(IndexRows.keyPrefix(space, key));
      while (found) {
        if (count == documents.length) {
          documents = Arrays.copyOf(documents, Math.max(FIRST_FOUND, 2 * count));
        }
        int document = IndexRows.lastNumber(search.key());
        documents[count] = document;
        count += withdrawn.get(document) ? 0 : 1;
        found = count < most && search.next();
      }
      return count == documents.length ? documents : Arrays.copyOf(documents, count);
    }

    @Override
    public byte[] imprint(int number) {
      return table.get(IndexRows.imprintKey(space, number)).orElseThrow(() -> missing(number));
    }

    @Override
    public void close() {
      search.close();
    }
  }
}
