package dev.sluice.spark.choose;

import dev.sluice.pages.codec.RowReader;
import dev.sluice.pages.codec.RowWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Candidates that share a key, in the order of keeping.
 *
 * @param number of a block, or a key
 * @param isCut whether there are more that are worse than these
 * @param members the best of them
 */
record Best(long number, boolean isCut, List<Member> members) {

  private static final int VERSION = 1;

  /** A candidate and its rank. */
  record Member(long rank, int candidate) implements Comparable<Member> {

    private static final Comparator<Member> ORDER =
        Comparator.comparingLong(Member::rank).thenComparingInt(Member::candidate);

    @Override
    public int compareTo(Member other) {
      return ORDER.compare(this, other);
    }
  }

  /** The best of some, which are put into order. */
  static Best of(long number, List<Member> some, int most) {
    some.sort(Comparator.naturalOrder());
    List<Member> best = some.subList(0, Math.min(most, some.size()));
    return new Best(number, best.size() < some.size(), best);
  }

  byte[] toBytes() {
    RowWriter out = new RowWriter(VERSION).number(number).flag(isCut).number(members.size());
    members.forEach(it -> out.number(it.rank).number(it.candidate));
    return out.toBytes();
  }

  static Best of(byte[] row) {
    RowReader in = new RowReader("the best of keys", new byte[0], row, VERSION);
    long number = in.number();
    boolean isCut = in.flag();
    List<Member> members = new ArrayList<>();
    for (int left = in.smallNumber(); left > 0; left--) {
      members.add(new Member(in.number(), in.smallNumber()));
    }
    return new Best(number, isCut, members);
  }
}
