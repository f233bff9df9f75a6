package dev.sluice.corpus.dedup;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.Comparison;
import dev.sluice.corpus.model.EarlierDocuments.Lookup;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.KeySpace;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.PairSorter.Pairs;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.pages.model.Scan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The step {@code exact-duplicate}: of all candidates with the same text, the same body, or the
 * same canonical address, only one.
 *
 * <p><b>Idea.</b> Each candidate has one key, a hash of what is compared within its {@link Scope}.
 * Keys are sorted, so that equal ones lie together, and of each group the {@link KeepPolicy} keeps
 * one; or none, if a document of an earlier export has the key.
 *
 * <p><b>Trade-off.</b> A key has 64 bits, so that pairs of numbers can be sorted on the disk and
 * looked up in an index. Two different texts of n share one with a probability of n² / 2⁶⁵: that
 * any page at all is dropped wrongly has a chance of 1 to 370,000 for 10 million pages, and of 1 to
 * 3,700 for 100 million.
 *
 * <p><b>Cost.</b> One walk over the signatures and one sort. In memory eight bytes a candidate, for
 * the ranks, and none if the first URL is kept; and eight for each of the largest group.
 *
 * <p><b>Canonical addresses</b> are what pages say, and pages can be wrong: there are sites whose
 * every page names the front page. Texts are not compared then.
 */
public final class ExactDuplicate implements GlobalStep {

  private static final String RULE = "exact-duplicate";
  private static final String COMPARE = "compare";

  /** To be raised when keys change, since indexes of earlier exports hold them. */
  private static final int KEYS_VERSION = 1;

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfCandidates(
          RULE,
          "Keeps one of all pages with the same text, body or canonical address.",
          Stream.concat(
                  Stream.of(
                      Parameter.choice(
                          COMPARE,
                          List.of("text", "body", "canonical"),
                          "what must be equal: the text but for case and white space; the bytes of"
                              + " the page; or the address that pages name as canonical, or have,"
                              + " whatever their texts are"),
                      Scope.PARAMETER),
                  KeepPolicy.PARAMETERS.stream())
              .toList(),
          List.of(RULE),
          Set.of(),
          ExactDuplicate::new);

  private enum Compare {
    TEXT,
    BODY,
    CANONICAL
  }

  private final Compare compare;
  private final Scope scope;
  private final KeepPolicy keep;
  private final String space;

  private ExactDuplicate(Parameters parameters) {
    this.compare = Compare.valueOf(parameters.word(COMPARE).toUpperCase(Locale.ROOT));
    this.scope = Scope.of(parameters);
    this.keep = KeepPolicy.of(parameters);
    this.space =
        KeySpace.of(RULE, KEYS_VERSION, parameters, List.of(COMPARE, Scope.PARAMETER.name()));
  }

  @Override
  public Optional<String> space() {
    return Optional.of(space);
  }

  @Override
  public long[] keys(Signature signature, byte[] imprint) {
    return new long[] {key(signature)};
  }

  private long key(Signature signature) {
    long compared =
        switch (compare) {
          case TEXT -> signature.textHash().low();
          case BODY -> ByteBuffer.wrap(signature.bodyHash().bytes()).getLong();
          case CANONICAL -> {
            String address = signature.canonical().orElse(signature.url()).toString();
            yield Hashing.xxh3_64().hashBytesToLong(address.getBytes(StandardCharsets.UTF_8));
          }
        };
    return scope.key(signature, compared);
  }

  @Override
  public void choose(Candidates candidates, Selection selection, int step) {
    long[] ranks = new long[keep.isFirst() ? 0 : candidates.count()];
    try (PairSorter sorter = candidates.sorter();
        Lookup earlier = candidates.earlier().lookup(space)) {
      file(candidates, selection, sorter, ranks);
      try (Pairs pairs = sorter.sorted()) {
        Group group = new Group(selection, step, ranks, earlier);
        while (pairs.next()) {
          group.add(pairs.key(), (int) pairs.value());
        }
        group.settle();
      }
    }
  }

  private void file(Candidates candidates, Selection selection, PairSorter sorter, long[] ranks) {
    try (Scan<Signature> scan = candidates.scan()) {
      for (int candidate = 0; scan.hasNext(); candidate++) {
        Signature signature = scan.next();
        if (selection.chosen(candidate)) {
          sorter.add(key(signature), candidate);
          if (ranks.length > 0) {
            ranks[candidate] = keep.rank(signature);
          }
        }
      }
    }
  }

  /** The candidates with one key, which come one after the other in their order. */
  private static final class Group {

    private final Selection selection;
    private final int step;
    private final long[] ranks;
    private final Lookup earlier;
    private final LongList members = new LongList();
    private long key;

    Group(Selection selection, int step, long[] ranks, Lookup earlier) {
      this.selection = selection;
      this.step = step;
      this.ranks = ranks;
      this.earlier = earlier;
    }

    void add(long itsKey, int candidate) {
      if (itsKey != key) {
        settle();
        key = itsKey;
      }
      members.add(candidate);
    }

    /** Keeps one of them at most. */
    void settle() {
      if (members.count() == 0) {
        return;
      }
      int[] documents = earlier.find(key, 1);
      if (documents.length > 0) {
        dropForEarlier(documents[0]);
      } else if (members.count() > 1) {
        dropAllBut(best());
      }
      members.clear();
    }

    private void dropForEarlier(int document) {
      for (int i = 0; i < members.count(); i++) {
        selection.dropForEarlier((int) members.at(i), document, step, members.count() + 1.0);
      }
    }

    private int best() {
      int best = (int) members.at(0);
      for (int i = 1; i < members.count() && ranks.length > 0; i++) {
        int member = (int) members.at(i);
        if (ranks[member] < ranks[best]) {
          best = member;
        }
      }
      return best;
    }

    private void dropAllBut(int winner) {
      int standsFor = 0;
      for (int i = 0; i < members.count(); i++) {
        int member = (int) members.at(i);
        standsFor += selection.group(member);
        if (member != winner) {
          selection.drop(member, winner, step, members.count());
        }
      }
      selection.group(winner, standsFor);
    }
  }

  @Override
  public Comparison comparison() {
    return new Comparison.OfEqual(keep::rank, this::key);
  }

  @Override
  public Likeness likeness() {
    return compare == Compare.CANONICAL ? Likeness.SIMILAR_TEXT : Likeness.SAME_TEXT;
  }

  /** How many candidates have the same key, and that only one may. */
  @Override
  public Measurement reason(Loss loss) {
    return Measurement.atMost(RULE, loss.measured(), 1);
  }
}
