package dev.sluice.spark.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.Recipes;
import dev.sluice.corpus.mix.MixUnit;
import dev.sluice.corpus.model.ListFile;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.pages.model.Takedown;
import dev.sluice.pages.model.Takedowns;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrdersTest {

  private static Orders orders(Recipe recipe, Takedowns demands) {
    return new Orders(
        recipe,
        demands,
        "mine",
        "snapshot-1",
        "megatron",
        false,
        true,
        Optional.of(new TokenizerFile("t.json", new byte[] {1, 2}, Optional.of("p"), "<eod>")),
        Optional.of(MixUnit.TOKENS),
        true);
  }

  @Test
  void everyRecipeArrivesAsItWasSent() {
    for (String name : Recipes.names()) {
      Recipe recipe = Recipes.load(name);
      assertThat(Orders.of(orders(recipe, Takedowns.NONE).toBytes()).recipe()).isEqualTo(recipe);
    }
  }

  @Test
  void overridesAndListsTravelWithARecipe() {
    ListFile hosts = new ListFile("hosts.txt", "bad.example\n".getBytes());
    Parameters parameters =
        new Parameters(Map.of("words", List.of("a", "b")), Map.of("lists", List.of(hosts)));
    Recipe.StepOverride override =
        new Recipe.StepOverride(
            Recipe.By.SITE, "*.gov", true, Optional.of(Recipe.Action.MEASURE), parameters);
    Recipe recipe =
        new Recipe(
            "mine",
            3,
            "of mine",
            List.of(new Recipe.Step("length", Recipe.Action.DROP, parameters, List.of(override))),
            "name: mine",
            "00");
    Recipe arrived = Orders.of(orders(recipe, Takedowns.NONE).toBytes()).recipe();
    assertThat(arrived).isEqualTo(recipe);
    assertThat(arrived.steps().get(0).parameters().lines("lists")).containsExactly("bad.example");
  }

  @Test
  void demandsTravelWithoutTheNamesOfThoseWhoAsked() {
    Takedowns demands =
        Takedowns.of(
            List.of(
                new Takedown(
                    "T1",
                    Takedown.Kind.DOMAIN,
                    "bad.example",
                    "a reason",
                    "somebody",
                    Instant.EPOCH,
                    Optional.empty(),
                    List.of())));
    Orders arrived = Orders.of(orders(Recipes.load("web"), demands).toBytes());
    assertThat(arrived.takedowns().digest()).isEqualTo(demands.digest());
    assertThat(arrived.takedowns().all().get(0).asker()).isEmpty();
    assertThat(arrived.tokenizer().orElseThrow().content()).containsExactly(1, 2);
    assertThat(arrived.mixUnit()).contains(MixUnit.TOKENS);
  }
}
