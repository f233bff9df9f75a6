package dev.sluice.corpus.dedup;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.CaptureRun;
import dev.sluice.corpus.model.Comparison;
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
import dev.sluice.corpus.model.TextHash;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Scan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The step {@code newest-capture}: of several captures of a URL, only the one that first had the
 * text which the newest has; and not even that if an earlier export has the URL with the same text.
 * So a page that is fetched again and has not changed stays the document that it was, with its id
 * and date, and one that has changed since it was exported goes out again.
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
          "Keeps of each URL what its newest good capture says, if that is new: the first capture"
              + " that said it.",
          List.of(),
          List.of(RULE),
          Set.of(),
          parameters -> new NewestCapture());

  /** What a capture is dropped with that is a document of the older snapshot, and stands. */
  private static final double STANDS = -1;

  private NewestCapture() {}

  /**
   * Which of several captures of a URL stays: the first of the last ones that have the same text.
   *
   * @param texts of the captures, the oldest first; at least one
   */
  public static int kept(List<TextHash> texts) {
    CaptureRun run = CaptureRun.of(0, texts.get(0));
    for (int i = 1; i < texts.size(); i++) {
      run = run.then(CaptureRun.of(i, texts.get(i)));
    }
    return run.kept();
  }

  /** Drops a candidate that is a document of the older snapshot which an export goes on from. */
  public static void dropStanding(int candidate, Selection selection, int step) {
    selection.dropAlone(candidate, step, STANDS);
  }

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
      Optional<CaptureRun> run = Optional.empty();
      Optional<PageUrl> url = Optional.empty();
      for (int candidate = 0; scan.hasNext(); candidate++) {
        Signature next = scan.next();
        if (!selection.chosen(candidate)) {
          continue;
        }
        if (url.isPresent() && !url.get().equals(next.url())) {
          dropAllButOne(captures, run, selection, step);
          run = Optional.empty();
        }
        url = Optional.of(next.url());
        captures.add(candidate);
        CaptureRun own = CaptureRun.of(candidate, next.textHash());
        run = Optional.of(run.map(before -> before.then(own)).orElse(own));
      }
      dropAllButOne(captures, run, selection, step);
    }
  }

  private static void dropAllButOne(
      LongList captures, Optional<CaptureRun> run, Selection selection, int step) {
    for (int i = 0; i < captures.count(); i++) {
      int capture = (int) captures.at(i);
      int kept = run.orElseThrow().kept();
      run.orElseThrow().dropped(capture).ifPresent(why -> selection.drop(capture, kept, step, why));
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
  public Comparison comparison() {
    return new Comparison.OfCaptures();
  }

  @Override
  public Likeness likeness() {
    return Likeness.SAME_URL;
  }

  @Override
  public Measurement reason(Loss loss) {
    Measured other = new Measured.Fact(loss.winner().fetchedAt().toString());
    return new Measurement(RULE, other, limit(loss), false);
  }

  private static String limit(Loss loss) {
    if (!loss.winner().export().isEmpty()) {
      return "no earlier export of the same text";
    }
    if (loss.measured() == STANDS) {
      return "not as the older snapshot has it";
    }
    return loss.measured() == CaptureRun.SAME_TEXT
        ? "no earlier capture of the same text"
        : "no newer capture";
  }
}
