package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.Comparison;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.KeySpace;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.StepKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * The step {@code repeated-spans}: takes out of texts what was said before in the same words, from
 * so many tokens on.
 *
 * <p>Tokens are those of the shared segmentation, words and marks, so it works in Chinese, and
 * never cuts inside a character; white space between them does not count, capitals do. Of the
 * copies of a span the first one stays, by the order of the pages and then of the text. Copies
 * within one page count as well; where a text runs on in circles, its first round stays.
 *
 * <p>Lee et al. 2022 (Deduplicating training data makes language models better) cut all copies of
 * fifty tokens by a suffix array, which takes memory for all texts at once; {@link SpanSearch}
 * finds the same by sorting on the disk.
 */
public final class RepeatedSpans implements GlobalStep {

  private static final String NAME = "repeated-spans";
  private static final String CHARACTERS = NAME + "/removed-characters";
  private static final String LEFT = NAME + "/left-characters";
  private static final String TOKENS = "tokens";
  private static final int KEYS_VERSION = 1;
  private static final int FEWEST_TOKENS = 5;
  private static final int MOST_TOKENS = 100_000;

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfCandidates(
          NAME,
          "Takes out of texts what an earlier page, or the same one, says in the same words.",
          List.of(
              Parameter.number(
                  TOKENS,
                  50,
                  FEWEST_TOKENS,
                  MOST_TOKENS,
                  "shorter spans stay, however often they are said"),
              Scope.PARAMETER,
              Parameter.number(
                  "min_left",
                  1,
                  1,
                  Parameter.MOST,
                  "a page with fewer characters left is dropped")),
          List.of(CHARACTERS, LEFT),
          Set.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
          RepeatedSpans::new);

  private final int tokens;
  private final Winnowing winnowing;
  private final Scope scope;
  private final long minLeft;
  private final String space;

  private RepeatedSpans(Parameters parameters) {
    this.tokens = (int) parameters.number(TOKENS);
    this.winnowing = new Winnowing(tokens);
    this.scope = Scope.of(parameters);
    this.minLeft = parameters.number("min_left");
    List<String> deciding = List.of(TOKENS, Scope.PARAMETER.name());
    this.space = KeySpace.of(NAME, KEYS_VERSION, parameters, deciding);
  }

  @Override
  public boolean takesImprints() {
    return true;
  }

  /** Nothing of a page that is shorter than a span. */
  @Override
  public byte[] imprint(Draft draft) {
    return draft.cut().spans().count() < tokens
        ? new byte[0]
        : TokenPrint.of(draft.cut()).toBytes();
  }

  /** One for each different run that is selected. */
  @Override
  public long[] keys(Signature signature, byte[] imprint) {
    return LongStream.of(spans(signature, imprint).selected()).distinct().toArray();
  }

  private PrintedSpans spans(Signature signature, byte[] imprint) {
    return new PrintedSpans(TokenPrint.of(imprint), winnowing, scope.key(signature));
  }

  @Override
  public Comparison comparison() {
    return new Comparison.OfSpans(this::spans, new TextCutter());
  }

  @Override
  public Optional<String> space() {
    return Optional.of(space);
  }

  @Override
  public boolean takesText() {
    return true;
  }

  @Override
  public long leastLeft() {
    return minLeft;
  }

  @Override
  public List<Measurement> removed(int pieces, long characters) {
    return List.of(Measurement.quantity(CHARACTERS, characters, "any", true));
  }

  @Override
  public Measurement reason(Loss loss) {
    return Measurement.atLeast(LEFT, loss.measured(), minLeft);
  }

  @Override
  public void choose(Candidates candidates, Selection selection, int step) {
    SpanSearch search = new SpanSearch(candidates, selection, scope, winnowing, space);
    try (PairSorter spans = candidates.sorter()) {
      search.find(spans);
      search.cut(spans);
    }
  }
}
