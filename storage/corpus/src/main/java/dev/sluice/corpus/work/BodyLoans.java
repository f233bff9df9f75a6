package dev.sluice.corpus.work;

import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.PairSorter.Pairs;
import dev.sluice.pages.model.ContentHash;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Which chosen captures bring a body that another one brings: the first of them in the order of
 * keys lends it to the others. So it is known before anything is written, and shards that are
 * written at the same time come out the same.
 *
 * <p>Memory: eight bytes for each capture that borrows.
 */
public final class BodyLoans {

  /** Nobody borrows. */
  public static final BodyLoans NONE = new BodyLoans(new long[0]);

  private static final long OF_NOTHING = key(ContentHash.of(new byte[0]));

  /** What HTTP and WARC say of a capture takes about as much. */
  private static final long HEADER_BYTES = 1_500;

  /** The borrower in the upper half, who lends to it in the lower; ascending. */
  private final long[] loans;

  private BodyLoans(long[] loans) {
    this.loans = loans;
  }

  /** What bodies are compared by: a quarter of their hash. */
  public static long key(ContentHash hash) {
    return ByteBuffer.wrap(hash.bytes()).getLong();
  }

  /** Files a chosen candidate under the key of its body; an empty body is not worth a loan. */
  public static void file(PairSorter sorter, long key, int candidate) {
    if (key != OF_NOTHING) {
      sorter.add(key, candidate);
    }
  }

  /** The loans among all that were filed. */
  public static BodyLoans of(PairSorter sorter) {
    long[] loans = new long[64];
    int count = 0;
    try (Pairs pairs = sorter.sorted()) {
      boolean isFirst = true;
      long key = 0;
      long lender = 0;
      while (pairs.next()) {
        if (isFirst || pairs.key() != key) {
          isFirst = false;
          key = pairs.key();
          lender = pairs.value();
        } else {
          loans = count < loans.length ? loans : Arrays.copyOf(loans, 2 * count);
          loans[count++] = pairs.value() << Integer.SIZE | lender;
        }
      }
    }
    long[] all = Arrays.copyOf(loans, count);
    Arrays.sort(all);
    return new BodyLoans(all);
  }

  /** The candidate that probably lends its body to this one; the whole hashes decide. */
  public OptionalInt lender(int candidate) {
    int place = Arrays.binarySearch(loans, (long) candidate << Integer.SIZE);
    int next = place < 0 ? -place - 1 : place;
    return next < loans.length && loans[next] >>> Integer.SIZE == candidate
        ? OptionalInt.of((int) loans[next])
        : OptionalInt.empty();
  }

  /** How many bytes of a shard a candidate's raw page counts for. */
  public long size(int candidate, long bodyBytes) {
    return HEADER_BYTES + (lender(candidate).isPresent() ? 0 : bodyBytes);
  }
}
