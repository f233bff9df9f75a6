package dev.sluice.corpus.dedup;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.Comparison;
import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.KeySpace;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.StepKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/**
 * The step {@code near-duplicate}: of pages that say nearly the same, only one.
 *
 * <p><b>Idea.</b> Each page gives its {@link NearPrint} while it is cleaned. Pages whose MinHash
 * agrees in a band come together (Broder 1997; bands as in Leskovec, Rajaraman and Ullman, "Mining
 * of Massive Datasets", chapter 3), and then either count as alike ({@code verify: 0}, as in the
 * published pipelines), or are compared by their shingles: only those whose true Jaccard similarity
 * is {@code verify} or more are alike. {@link NearChoice} says how that is done for more pages than
 * fit into memory.
 *
 * <p><b>Clusters.</b> {@code connected} keeps one page of all that are connected by likenesses, and
 * so drops pages that are like the one that is kept only by way of others. {@code star} drops a
 * page only for one that it is like itself.
 *
 * <p><b>What it measures</b>: with {@code verify} the true similarity of a page and the one that it
 * lost to, which for connected pages can be less than the limit; else how many captures stand
 * behind the one that is kept, two if that is a document of an earlier export.
 */
public final class NearDuplicate implements GlobalStep {

  private static final String NAME = "near-duplicate";
  private static final String SIMILARITY = NAME + "/similarity";
  private static final String CLUSTER = NAME + "/cluster";
  private static final String STAR = "star";

  /** Of prints and their keys: to be raised whenever the same page gives others. */
  private static final int KEYS_VERSION = 1;

  /** Parameters that decide keys. */
  private static final List<String> DECIDING =
      List.of("unit", "shingle", "digits", "short", "bands", "rows", "within");

  /** The step as recipes know it. */
  public static final StepKind KIND =
      new StepKind.OfCandidates(
          NAME,
          "Keeps one of all pages that say nearly the same.",
          parameters(),
          List.of(SIMILARITY, CLUSTER),
          EnumSet.of(StepKind.Part.TEXT, StepKind.Part.LANGUAGE),
          NearDuplicate::new);

  private final NearPrint prints;
  private final Scope scope;
  private final double verify;
  private final Comparison.OfAlike comparison;
  private final String space;

  private NearDuplicate(Parameters parameters) {
    this.prints = NearPrint.of(parameters);
    this.scope = Scope.of(parameters);
    this.verify = parameters.decimal("verify");
    this.comparison =
        new Comparison.OfAlike(
            KeepPolicy.of(parameters)::rank,
            this::keys,
            prints::jaccard,
            verify,
            parameters.word("clusters").equals(STAR));
    this.space = space(parameters);
  }

  private static List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(NearPrint.parameters());
    all.add(
        Parameter.choice(
            "clusters",
            List.of("connected", STAR),
            "connected keeps one of all pages that are connected by likenesses; star drops a page"
                + " only for a better one that it is like itself"));
    all.add(Scope.PARAMETER);
    all.addAll(KeepPolicy.PARAMETERS);
    return all;
  }

  /** Prints that hold shingles are others than those without. */
  private String space(Parameters parameters) {
    String keys = KeySpace.of(NAME, KEYS_VERSION, parameters, DECIDING);
    return verify > 0 ? keys + " shingles=kept" : keys;
  }

  @Override
  public boolean takesImprints() {
    return true;
  }

  @Override
  public byte[] imprint(Draft draft) {
    return prints.of(draft.cut());
  }

  @Override
  public long[] keys(Signature signature, byte[] imprint) {
    long[] keys = prints.bandKeys(imprint);
    long own = scope.key(signature);
    for (int band = 0; band < keys.length; band++) {
      keys[band] ^= own;
    }
    return keys;
  }

  @Override
  public Optional<String> space() {
    return Optional.of(space);
  }

  @Override
  public boolean keepsImprints() {
    return verify > 0;
  }

  @Override
  public void choose(Candidates candidates, Selection selection, int step) {
    NearChoice.run(candidates, selection, comparison, space, step);
  }

  @Override
  public Comparison comparison() {
    return comparison;
  }

  @Override
  public Measurement reason(Loss loss) {
    return verify > 0
        ? Measurement.quantity(SIMILARITY, loss.measured(), "< " + Measured.plain(verify), false)
        : Measurement.quantity(CLUSTER, loss.measured(), "<= 1", false);
  }
}
