package dev.sluice.corpus.work;

import dev.sluice.corpus.mix.MixStep;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Winner;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Ends the ledger's rows of candidates: says where each document is, or whom a page lost to. */
public final class RowSettling {

  private final Recipe recipe;
  private final Map<Integer, GlobalStep> compared;

  /**
   * A settling of rows.
   *
   * @param mix the step that says why a mix leaves pages out, if there is one
   */
  public RowSettling(Recipe recipe, Optional<? extends GlobalStep> mix) {
    this.recipe = recipe;
    this.compared = new TreeMap<>(GlobalSteps.of(recipe).byNumber());
    mix.ifPresent(step -> compared.put(recipe.steps().size(), step));
  }

  /** The row of a document that is at these places, the first of them first. */
  public static LedgerRow placed(LedgerRow row, List<LedgerRow.Place> places) {
    return row.in(places.get(0).with(places.subList(1, places.size())));
  }

  /**
   * The row of a page that a comparison dropped.
   *
   * @param step the number of the comparison
   * @param toNobody true if it lost to no other page
   */
  public LedgerRow lost(LedgerRow row, int step, GlobalStep.Loss loss, boolean toNobody) {
    Optional<LedgerRow.Match> match =
        toNobody ? Optional.empty() : Optional.of(LedgerRow.Match.of(loss.winner()));
    return row.lost(name(step), reason(step, loss), match);
  }

  private String name(int step) {
    return step == recipe.steps().size() ? MixStep.NAME : recipe.steps().get(step).name();
  }

  /** Why a comparison dropped a page. */
  public Measurement reason(int step, GlobalStep.Loss loss) {
    GlobalStep by = compared.get(step);
    if (by == null) {
      throw Balance.defect("the step with number " + step + " compares nothing");
    }
    return by.reason(loss);
  }

  /** The row of a page that says the same as others. */
  public static LedgerRow clustered(LedgerRow row, Winner last, int size) {
    return size > 1 ? row.of(new LedgerRow.Cluster(last.id(), size)) : row;
  }
}
