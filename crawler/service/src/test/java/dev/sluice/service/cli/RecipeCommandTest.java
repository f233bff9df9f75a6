package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.Recipes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code sluice recipe}. */
class RecipeCommandTest {

  private static final String GOOD =
      """
      # mine
      name: mine
      version: 7
      description: For a test.
      steps:
        - url-lists: {block: [bad.txt]}
        - decode
        - extract
        - language: {keep: [en]}
        - length:
            min_characters: 0
            by_language:
              zh: {min_characters: 20}
            by_site:
              '*.gov': off
      """;

  @TempDir Path folder;

  private Path recipe(String yaml) throws IOException {
    Files.writeString(folder.resolve("bad.txt"), "bad.org\n");
    return Files.writeString(folder.resolve("mine.yaml"), yaml);
  }

  @Test
  void theListHasEachBuiltInRecipeWithItsVersionAndWhatItMakes() {
    String list = sluice("recipe", "list").succeeded().out();
    for (String name : Recipes.names()) {
      assertThat(list).contains(Recipes.load(name).label(), Recipes.load(name).description());
    }
    List<String> names = new ArrayList<>();
    for (JsonNode recipe : sluice("recipe", "list", "--json").succeeded().json().get("recipes")) {
      names.add(recipe.get("name").asString());
    }
    assertThat(names).isEqualTo(Recipes.names());
  }

  @Test
  void aRecipeIsShownAsWrittenOrInFull() throws IOException {
    Path file = recipe(GOOD);
    assertThat(sluice("recipe", "show", file).succeeded().out()).isEqualTo(GOOD);
    assertThat(sluice("recipe", "show", "web-en").succeeded().out()).startsWith("# Recommended");

    String expanded = sluice("recipe", "show", file, "--expanded").succeeded().out();
    assertThat(expanded).contains("max_characters: 1000000", "bad.txt#sha256:", "\"*.gov\": off");
    Path again = Files.writeString(folder.resolve("again.yaml"), expanded);
    assertThat(sluice("recipe", "show", again, "--expanded").succeeded().out()).isEqualTo(expanded);
  }

  @Test
  void aRecipeIsShownAsJson() throws IOException {
    JsonNode shown = sluice("recipe", "show", recipe(GOOD), "--json").succeeded().json();
    assertThat(shown.get("version").asInt()).isEqualTo(7);
    assertThat(shown.get("hash").asString()).hasSize(64);
    JsonNode length = shown.get("steps").get(4);
    assertThat(length.get("action").asString()).isEqualTo("drop");
    assertThat(length.at("/parameters/min_characters/0").asString()).isEqualTo("0");
    assertThat(length.at("/by_language/zh/parameters/min_characters/0").asString()).isEqualTo("20");
    assertThat(length.at("/by_site/*.gov/off").asBoolean()).isTrue();
  }

  @Test
  void aCheckTellsWarningsAndDoesNotMindThem() throws IOException {
    Path file = recipe(GOOD);
    Ran checked = sluice("recipe", "check", file).succeeded();
    assertThat(checked.out())
        .contains(
            file + ":11: 'min_characters: 0' allows everything",
            file + ":13: 'zh' is never reached",
            "mine@7: 5 steps, hash ",
            ": 2 warnings");
    assertThat(sluice("recipe", "check", file, "--json").succeeded().json().get("warnings"))
        .hasSize(2);
    assertThat(sluice("recipe", "check", "web").succeeded().out()).contains("all well");
  }

  @Test
  void aCheckTellsAllMistakesWithTheirLines() throws IOException {
    Path file = recipe(GOOD.replace("bad.txt", "gone.txt").replace("length:", "lenght:"));
    Ran checked = sluice("recipe", "check", file);
    assertThat(checked.code()).isEqualTo(ExitCode.USAGE);
    assertThat(checked.out())
        .contains(
            file + ":6: there is no file '" + folder.resolve("gone.txt") + "'",
            file + ":10: unknown step 'lenght'; did you mean 'length'?",
            file + ": 2 mistakes");
    checked.hasNoStackTrace();
    JsonNode facts = sluice("recipe", "check", file, "--json").json();
    assertThat(facts.get("mistakes")).hasSize(2);
    assertThat(facts.has("hash")).isFalse();
  }

  @Test
  void aListThatChangesChangesTheHashOfItsRecipe() throws IOException {
    Path file = recipe(GOOD);
    String before = sluice("recipe", "show", file, "--json").json().get("hash").asString();
    Files.writeString(folder.resolve("bad.txt"), "bad.org\nworse.org\n");
    String after = sluice("recipe", "show", file, "--json").json().get("hash").asString();
    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void whatIsNoRecipeIsAnsweredWithWhatThereIs() {
    for (String command : List.of("show", "check")) {
      sluice("recipe", command, "web-zhh")
          .failed(ExitCode.USAGE, "no recipe and no file 'web-zhh'", "did you mean 'web-zh'?");
    }
    sluice("recipe").failed(ExitCode.USAGE, "a command is missing");
  }
}
