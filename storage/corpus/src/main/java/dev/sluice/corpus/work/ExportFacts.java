package dev.sluice.corpus.work;

import dev.sluice.corpus.mix.Mix;
import dev.sluice.corpus.mix.MixStep;
import dev.sluice.corpus.model.Edition;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.StepKind;
import dev.sluice.corpus.recipe.StepKinds;
import dev.sluice.corpus.rule.TakenDown;
import dev.sluice.corpus.shard.ShardFormat;
import dev.sluice.pages.model.Takedowns;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an export is made from and how, as everything tells of it that it writes.
 *
 * @param version that of Sluice
 * @param source the documents' {@code source}
 * @param snapshot the id of the state of the store that is read
 * @param since the id of an older one that it goes on from
 * @param takedowns what is kept out on demand
 * @param mix how much of which; empty for all in the order of keys
 */
public record ExportFacts(
    String version,
    String source,
    String snapshot,
    Optional<String> since,
    Recipe recipe,
    ShardFormat format,
    Takedowns takedowns,
    Optional<Mix> mix) {

  /** All steps: those of the recipe, after one for what was taken down and before one for a mix. */
  public List<StepKind> steps() {
    Stream<StepKind> own = takedowns.isEmpty() ? Stream.of() : Stream.of(TakenDown.KIND);
    Stream<StepKind> all = recipe.steps().stream().map(step -> StepKinds.named(step.name()));
    Stream<StepKind> last = mix.stream().map(it -> MixStep.KIND);
    return Stream.of(own, all, last).flatMap(it -> it).toList();
  }

  /** How many steps come before those of the recipe. */
  public int stepsBefore() {
    return takedowns.isEmpty() ? 0 : 1;
  }

  /** The number of the mix, as a selection counts: from the recipe's first step on. */
  public int mixNumber() {
    return recipe.steps().size();
  }

  /** What shards say of themselves. */
  public Edition edition() {
    return new Edition(source, recipe.label(), snapshot);
  }
}
