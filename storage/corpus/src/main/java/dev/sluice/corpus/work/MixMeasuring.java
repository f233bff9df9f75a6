package dev.sluice.corpus.work;

import dev.sluice.corpus.mix.Facts;
import dev.sluice.corpus.mix.Mix;
import dev.sluice.corpus.mix.MixStep;
import dev.sluice.corpus.mix.Mixed;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.site.Domains;
import dev.sluice.pages.settings.Nearest;
import dev.sluice.pages.settings.SettingsException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;

/** Tells a mix what it asks of candidates, and takes out of a selection what it leaves out. */
public final class MixMeasuring {

  private final Mix mix;
  private final Domains domains = new Domains();

  public MixMeasuring(Mix mix) {
    this.mix = mix;
  }

  /**
   * Refuses a mix that asks for what was measured of no page.
   *
   * @param known the names of what was measured as a number
   */
  public void requireMeasured(Set<String> known, Recipe recipe) {
    for (String name : mix.measured()) {
      if (!known.contains(name)) {
        throw new SettingsException(
            "%s asks for '%s', which the recipe '%s' measured of no page%s"
                .formatted(mix.file(), name, recipe.name(), Nearest.hint(name, known)));
      }
    }
  }

  /** How much a candidate is; its tokens are asked for only if the mix counts them. */
  public int units(Signature signature, IntSupplier tokens) {
    return switch (mix.unit()) {
      case TOKENS -> tokens.getAsInt();
      case CHARACTERS -> signature.characters();
      case BYTES -> signature.textBytes();
      case DOCUMENTS -> 1;
    };
  }

  /**
   * What the mix may ask of a candidate.
   *
   * @param cluster how many captures it stands for
   * @param numbers what {@link #numbers} gave for it
   */
  public Facts facts(
      Signature signature, Map<String, String> tags, int cluster, Map<String, Double> numbers) {
    String host = signature.url().host();
    return new Facts(
        signature.id(),
        signature.language(),
        host,
        domains.of(host),
        signature.seed(),
        tags,
        signature.fetchedAt(),
        signature.characters(),
        signature.textBytes(),
        cluster,
        numbers);
  }

  /** Those numbers of these names that were measured of a candidate. */
  public static Map<String, Double> numbers(LedgerRow row, Set<String> names) {
    Map<String, Double> numbers = new HashMap<>();
    row.measurements().stream()
        .filter(it -> names.contains(it.rule()))
        .forEach(
            it -> {
              if (it.measured() instanceof Measured.Quantity quantity) {
                numbers.putIfAbsent(it.rule(), quantity.number());
              }
            });
    return numbers;
  }

  /** Drops what a mix leaves out, under the number of its step. */
  public static void leaveOut(Mixed mixed, Selection selection, int number) {
    Balance balance = Balance.before(selection);
    for (int candidate = 0; candidate < selection.count(); candidate++) {
      if (selection.chosen(candidate) && mixed.isLeftOut(candidate)) {
        selection.dropAlone(candidate, number, mixed.reason(candidate));
      }
    }
    balance.check(MixStep.NAME, number, selection);
  }
}
