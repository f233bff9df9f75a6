package dev.sluice.corpus.dedup;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.EarlierDocuments.Lookup;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.KeySpace;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.PairSorter.Pairs;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Scan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The step {@code newest-capture}: of several captures of a URL, only the newest; and not even that
 * if an earlier export has the URL with the same text. A page that has changed since it was
 * exported goes out again.
 *
 * <p>Only captures that passed the page steps are compared, so that a page which was once fetched
 * well and later answered with an error stays in the corpus. Candidates come in the order of URL
 * and time, so one walk does it, and only the captures of one URL are held at a time.
 *
 * <p>URLs are equal if they are in normal form. That {@code http} and {@code https}, {@code www}
 * and none, or a slash at the end mean one page is often true and never sure: {@code
 * exact-duplicate} finds out by the texts, or by what pages say of themselves.
 */
public final class NewestCapture implements GlobalStep {

  private static final String RULE = "newest-capture";

  /** To be raised when keys change, since indexes of earlier exports hold them. */
  private static final int KEYS_VERSION = 1;

  private static final String SPACE =
      KeySpace.of(RULE, KEYS_VERSION, new Parameters(Map.of()), List.of());

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfCandidates(
          RULE,
          "Keeps only the newest good capture of each URL, if it says something new.",
          List.of(),
          List.of(RULE),
          Set.of(),
          parameters -> new NewestCapture());

  private NewestCapture() {}

  @Override
  public Optional<String> space() {
    return Optional.of(SPACE);
  }

  /** A key of URL and text. */
  @Override
  public long[] keys(Signature signature, byte[] imprint) {
    byte[] url = signature.url().toString().getBytes(StandardCharsets.UTF_8);
    return new long[] {Hashing.xxh3_64().hashBytesToLong(url) ^ signature.textHash().low()};
  }

  @Override
  public void choose(Candidates candidates, Selection selection, int step) {
    dropOlder(candidates, selection, step);
    try (Lookup earlier = candidates.earlier().lookup(SPACE)) {
      if (earlier != Lookup.EMPTY) {
        dropUnchanged(candidates, selection, step, earlier);
      }
    }
  }

  private static void dropOlder(Candidates candidates, Selection selection, int step) {
    try (Scan<Signature> scan = candidates.scan()) {
      LongList captures = new LongList();
      Optional<PageUrl> url = Optional.empty();
      for (int candidate = 0; scan.hasNext(); candidate++) {
        PageUrl next = scan.next().url();
        if (!selection.chosen(candidate)) {
          continue;
        }
        if (url.isPresent() && !url.get().equals(next)) {
          dropAllButLast(captures, selection, step);
        }
        url = Optional.of(next);
        captures.add(candidate);
      }
      dropAllButLast(captures, selection, step);
    }
  }

  private static void dropAllButLast(LongList captures, Selection selection, int step) {
    int last = captures.count() - 1;
    for (int i = 0; i < last; i++) {
      selection.drop((int) captures.at(i), (int) captures.at(last), step, captures.count());
    }
    captures.clear();
  }

  private void dropUnchanged(Candidates candidates, Selection selection, int step, Lookup earlier) {
    try (PairSorter sorter = candidates.sorter()) {
      try (Scan<Signature> scan = candidates.scan()) {
        for (int candidate = 0; scan.hasNext(); candidate++) {
          Signature signature = scan.next();
          if (selection.chosen(candidate)) {
            sorter.add(keys(signature, new byte[0])[0], candidate);
          }
        }
      }
      try (Pairs pairs = sorter.sorted()) {
        while (pairs.next()) {
          int[] documents = earlier.find(pairs.key(), 1);
          if (documents.length > 0) {
            selection.dropForEarlier((int) pairs.value(), documents[0], step, 1);
          }
        }
      }
    }
  }

  @Override
  public Likeness likeness() {
    return Likeness.SAME_URL;
  }

  @Override
  public Measurement reason(Loss loss) {
    Measured other = new Measured.Fact(loss.winner().fetchedAt().toString());
    boolean unchanged = !loss.winner().export().isEmpty();
    String limit = unchanged ? "no earlier export of the same text" : "no newer capture";
    return new Measurement(RULE, other, limit, false);
  }
}
