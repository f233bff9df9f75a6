package dev.sluice.corpus.rule;

import dev.sluice.corpus.model.Draft;
import dev.sluice.corpus.model.Extracted;
import dev.sluice.corpus.model.Measured;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PageStep;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.model.StepOutcome;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.Takedown;
import dev.sluice.pages.model.Takedown.Kind;
import dev.sluice.pages.model.Takedowns;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The step {@code takedown}: no page that somebody asked to take down. No recipe names it and none
 * can leave it out: it comes before all steps of the recipe wherever there are demands.
 *
 * <p>URLs, sites and bodies are known before the first step. A text is known once it is extracted,
 * and is looked at then and again as the last page step left it, which is the text whose hash
 * documents carry; both count as this step.
 */
public final class TakenDown implements PageStep {

  private static final String NAME = "takedown";

  /** The step as funnels and ledgers know it. */
  public static final StepKind KIND =
      new StepKind.OfPages(
          NAME,
          "Drops pages that somebody asked to take down.",
          List.of(),
          Stream.of(Kind.values()).map(TakenDown::rule).distinct().toList(),
          Set.of(),
          Set.of(),
          (parameters, functions) -> new TakenDown(Takedowns.NONE, text -> ""));

  private final Takedowns demands;
  private final UnaryOperator<String> hash;

  /**
   * The step for these demands.
   *
   * @param hash gives the XXH3-128 of a text's normal form, 32 hexadecimal digits
   */
  public TakenDown(Takedowns demands, UnaryOperator<String> hash) {
    this.demands = demands;
    this.hash = hash;
  }

  private static String rule(Kind kind) {
    return NAME + "/" + kind.rule();
  }

  /** Whether there are any demands. */
  public boolean isOn() {
    return !demands.isEmpty();
  }

  /** By what is known of every page: its URL and its body. */
  @Override
  public StepOutcome apply(Draft draft) {
    Capture capture = draft.page().capture();
    return judged(draft, demands.of(capture.url()).or(() -> demands.of(capture.bodyHash())));
  }

  /** By its text as it is now, if it has one. */
  public StepOutcome applyToText(Draft draft) {
    return judged(
        draft,
        demands.nameTexts()
            ? draft.extracted().map(Extracted::text).flatMap(this::ofText)
            : Optional.empty());
  }

  private Optional<Takedown> ofText(String text) {
    return demands.ofText(hash.apply(text));
  }

  private static StepOutcome judged(Draft draft, Optional<Takedown> demand) {
    return StepOutcome.judge(
        draft,
        demand.stream()
            .map(
                it ->
                    new Measurement(
                        rule(it.kind()), new Measured.Fact(it.id()), "no demand", false))
            .toList());
  }
}
