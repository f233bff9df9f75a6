package dev.sluice.service.cli;

import static dev.sluice.service.cli.Ran.sluice;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What another recipe would do, on pages that are few enough to count by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesCommandTest {

  private static final List<Integer> LENGTHS_A = List.of(50, 90, 110, 150, 190, 210, 400);
  private static final List<Integer> LENGTHS_B = List.of(120, 300);

  private Path work;
  private Path data;
  private Path recipe;

  @BeforeAll
  void storeNinePages(@TempDir Path folder) throws IOException {
    work = folder;
    Map<String, String> texts = new LinkedHashMap<>();
    LENGTHS_A.forEach(length -> texts.put("https://a.example/" + length, text(length)));
    LENGTHS_B.forEach(length -> texts.put("https://b.example/" + length, text(length)));
    data = MadeStore.fill(work.resolve("data"), texts);
    recipe = recipe("mine.yaml", "  - length: {min_characters: 100}\n  - exact-duplicate\n");
  }

  private Path recipe(String file, String rules) throws IOException {
    return Files.writeString(
        work.resolve(file),
        "name: mine\nversion: 1\nsteps:\n  - answer\n  - decode\n  - extract\n  - language\n"
            + rules);
  }

  /** A text of exactly so many characters. */
  private static String text(int characters) {
    StringBuilder text = new StringBuilder("The <b>river</b> & the mill. ");
    while (text.length() < characters) {
      text.append("The river rises in the hills to the north of the town. ");
    }
    text.setLength(characters);
    text.setCharAt(characters - 1, '.');
    return text.toString();
  }

  private Ran preview(Object... options) {
    List<Object> all = new ArrayList<>(List.of("rules", "preview", recipe, "--data", data));
    all.addAll(List.of(options));
    return sluice(all.toArray());
  }

  private static List<String> texts(JsonNode list, String field) {
    List<String> texts = new ArrayList<>();
    list.forEach(it -> texts.add(it.get(field).asString()));
    return texts;
  }

  @Test
  void aHigherLimitIsShownWithBothLimitsAndThePagesAroundIt() {
    JsonNode found =
        preview("--set", "length.min_characters=200", "--all", "--json").succeeded().json();

    assertThat(found.get("captures").asInt()).isEqualTo(9);
    assertThat(found.get("captures_looked_at").asInt()).isEqualTo(9);
    assertThat(found.get("kept_before").asInt()).isEqualTo(7);
    assertThat(found.get("kept_after").asInt()).isEqualTo(3);
    assertThat(found.get("pages_lost").asInt()).isEqualTo(4);
    assertThat(found.get("pages_won").asInt()).isZero();
    assertThat(found.get("characters_before").asInt())
        .isEqualTo(110 + 150 + 190 + 210 + 400 + 120 + 300);
    assertThat(found.get("characters_after").asInt()).isEqualTo(210 + 400 + 300);
    assertThat(found.get("not_compared").toString()).isEqualTo("[\"exact-duplicate\"]");
    assertThat(found.get("steps").toString())
        .isEqualTo(
            "[{\"step\":\"length\",\"place\":\"both\",\"parameters\":[{\"name\":\"min_characters\","
                + "\"before\":\"100\",\"after\":\"200\"}]}]");

    assertThat(texts(found.get("rules"), "rule")).containsExactly("length/characters");
    JsonNode rule = found.get("rules").get(0);
    assertThat(rule.get("before").toString())
        .isEqualTo("{\"limits\":[\"100 .. 1000000\"],\"pages\":9,\"failed\":2,\"dropped\":2}");
    assertThat(rule.get("after").toString())
        .isEqualTo("{\"limits\":[\"200 .. 1000000\"],\"pages\":9,\"failed\":6,\"dropped\":6}");
    assertThat(texts(rule.get("outside"), "value"))
        .containsExactly("190", "150", "120", "110", "90");
    assertThat(texts(rule.get("inside"), "value")).containsExactly("210", "300", "400");
    assertThat(texts(rule.get("inside"), "url"))
        .containsExactly("https://a.example/210", "https://b.example/300", "https://a.example/400");
    assertThat(rule.get("outside").get(4).get("start").asString()).isEqualTo(text(90));
  }

  @Test
  void noBarOfAHistogramHasPagesOnBothSidesOfALimit() {
    JsonNode rule =
        preview("--set", "length.min_characters=195", "--all", "--json")
            .succeeded()
            .json()
            .get("rules")
            .get(0);
    long pages = 0;
    List<Double> edges = new ArrayList<>();
    for (JsonNode bar : rule.get("histogram")) {
      pages += bar.get("pages_after").asLong();
      edges.add(bar.get("from").asDouble());
      assertThat(bar.get("pages_before")).isEqualTo(bar.get("pages_after"));
      long inBar = bar.get("pages_after").asLong();
      assertThat(bar.get("failed_after").asLong()).isIn(0L, inBar);
      assertThat(bar.get("failed_before").asLong()).isIn(0L, inBar);
    }
    assertThat(pages).isEqualTo(9);
    assertThat(edges).isSorted().contains(100.0, 195.0);
  }

  @Test
  void sitesAndLanguagesAreCounted() {
    JsonNode found =
        preview("--set", "length.min_characters=200", "--all", "--json").succeeded().json();
    assertThat(texts(found.get("sites"), "host")).containsExactly("a.example", "b.example");
    JsonNode a = found.get("sites").get(0);
    assertThat(a.get("captures").asInt()).isEqualTo(7);
    assertThat(a.get("kept_before").asInt()).isEqualTo(5);
    assertThat(a.get("kept_after").asInt()).isEqualTo(2);
    assertThat(a.get("pages_lost").asInt()).isEqualTo(3);
    long captures = 0;
    for (JsonNode language : found.get("languages")) {
      captures += language.get("captures").asLong();
    }
    assertThat(captures).isEqualTo(9);
    assertThat(texts(found.get("lost"), "rule")).containsExactly("length/characters");
    assertThat(found.get("lost").get(0).get("pages").asInt()).isEqualTo(4);
    assertThat(found.get("lost").get(0).get("examples")).hasSize(4);
  }

  @Test
  void pagesThatALowerLimitWinsAreTold() {
    JsonNode found =
        preview("--set", "length.min_characters=60", "--all", "--json").succeeded().json();
    assertThat(found.get("pages_won").asInt()).isEqualTo(1);
    assertThat(found.get("won").get(0).get("examples").get(0).get("url").asString())
        .isEqualTo("https://a.example/90");
    assertThat(found.get("won").get(0).get("examples").get(0).get("limit").asString())
        .isEqualTo("100 .. 1000000");
  }

  @Test
  void aStepCanBeLeftOut() {
    JsonNode found = preview("--set", "length=off", "--all", "--json").succeeded().json();
    assertThat(found.get("kept_after").asInt()).isEqualTo(9);
    assertThat(found.get("steps").get(0).get("place").asString()).isEqualTo("before_only");
    JsonNode rule = found.get("rules").get(0);
    assertThat(rule.get("rule").asString()).isEqualTo("length/characters");
    assertThat(rule.get("after").get("pages").asInt()).isZero();
  }

  @Test
  void severalChangesAndListsAreUnderstood() {
    JsonNode found =
        preview(
                "--set",
                "length.max_characters=350",
                "--set",
                "length.min_characters=120",
                "--set",
                "language.keep=[zh, ja]",
                "--all",
                "--json")
            .succeeded()
            .json();
    assertThat(found.get("kept_after").asInt()).isZero();
    assertThat(texts(found.get("rules"), "rule"))
        .containsExactly("language/code", "language/share");
    long before = 0;
    for (JsonNode fact : found.get("rules").get(0).get("facts")) {
      before += fact.get("pages_before").asLong();
      assertThat(fact.get("failed_before").asLong()).isZero();
      assertThat(fact.get("failed_after")).isEqualTo(fact.get("pages_before"));
    }
    assertThat(before).isEqualTo(9);
    assertThat(found.get("rules").get(0).get("after").get("limits").toString())
        .isEqualTo("[\"one of zh, ja\"]");
  }

  @Test
  void peopleReadTablesAndBars() {
    String out = preview("--set", "length.min_characters=200", "--all").succeeded().out();
    assertThat(out)
        .startsWith("mine@1 -> mine@1, on all 9 captures\n")
        .contains("  length.min_characters: 100 -> 200\n")
        .contains("  not run, for they compare pages: exact-duplicate\n")
        .containsPattern("(?m)^  kept +7 +3 +-4$")
        .containsPattern("(?m)^  share of captures +77\\.8 % +33\\.3 %$")
        .contains("  0 pages won, 4 lost, 0 dropped for another reason\n")
        .containsPattern("(?m)^  before +9 +2 +2 +100 \\.\\. 1000000$")
        .containsPattern("(?m)^  100 +\\d  -  █+")
        .contains("    190 (200 .. 1000000)  https://a.example/190\n")
        .containsPattern("(?m)^  a\\.example +7 +71\\.4 % +28\\.6 % +0 +3$");
  }

  @Test
  void thePageForBrowsersNeedsNothingElseAndTakesTextsAsTexts() throws IOException {
    Path page = work.resolve("preview.html");
    String out =
        preview("--set", "length.min_characters=200", "--all", "--html", page).succeeded().out();
    assertThat(out).endsWith("The same as a page: " + page + "\n");
    assertThat(Files.readString(page))
        .contains("The &lt;b&gt;river&lt;/b&gt; &amp; the mill.", "https://a.example/190")
        .contains("100 .. 1000000", "length/characters")
        .doesNotContain("<b>", "<script", "src=", "href=", "url(");
  }

  @Test
  void aSampleIsTheSameEachTimeWhateverTheThreads() {
    Path many = MadeStore.fill(work.resolve("many"), 300, 3);
    List<Object> command =
        List.of(
            "rules",
            "preview",
            "web",
            "--set",
            "gopher-quality.min_words=110",
            "--data",
            many,
            "--sample",
            "60",
            "--json",
            "--threads");
    String one = sluice(with(command, "1")).succeeded().out();
    String three = sluice(with(command, "3")).succeeded().out();
    assertThat(three).isEqualTo(one);
    JsonNode found = sluice(with(command, "2")).succeeded().json();
    assertThat(found.get("captures_looked_at").asInt()).isEqualTo(60);
    assertThat(found.get("captures").asInt()).isEqualTo(300);
    assertThat(found.get("site_count").asInt()).isEqualTo(7);
  }

  private static Object[] with(List<Object> words, Object last) {
    List<Object> all = new ArrayList<>(words);
    all.add(last);
    return all.toArray();
  }

  @Test
  void onlyTheHostsThatAreNamedAreLookedAt() {
    JsonNode found =
        preview("--set", "length.min_characters=200", "--host", "b.example", "--json")
            .succeeded()
            .json();
    assertThat(found.get("captures_looked_at").asInt()).isEqualTo(2);
    assertThat(texts(found.get("sites"), "host")).containsExactly("b.example");
    JsonNode same =
        preview("--set", "length.min_characters=200", "--host", "B.Example", "--json")
            .succeeded()
            .json();
    assertThat(same).isEqualTo(found);
    preview("--set", "length.min_characters=200", "--host", "https://b.example/")
        .failed(ExitCode.USAGE, "'https://b.example/' is no host");
  }

  @Test
  void twoRecipesAreCompared() throws IOException {
    Path other =
        recipe(
            "other.yaml",
            "  - length: {min_characters: 160}\n  - gopher-quality: {min_words: 60}\n");
    JsonNode found =
        sluice("rules", "diff", recipe, other, "--data", data, "--all", "--json")
            .succeeded()
            .json();
    assertThat(found.get("kept_before").asInt()).isEqualTo(7);
    assertThat(texts(found.get("lost"), "rule"))
        .contains("length/characters", "gopher-quality/word-count");
    assertThat(texts(found.get("steps"), "step")).contains("length", "gopher-quality");

    String out = sluice("rules", "diff", recipe, other, "--data", data, "--all").succeeded().out();
    assertThat(out)
        .contains("  + gopher-quality\n", "lost, by what drops them now\n")
        .contains("3 pages by length/characters\n");
  }

  @Test
  void textsThatWouldChangeAreShownWhereTheyDiffer() throws IOException {
    Path pages = MadeStore.fill(work.resolve("html"), 20, 5);
    Path text = Files.writeString(work.resolve("text.yaml"), FORMAT.formatted("text"));
    Path markdown = Files.writeString(work.resolve("markdown.yaml"), FORMAT.formatted("markdown"));
    JsonNode same =
        sluice("rules", "diff", text, text, "--data", pages, "--all", "--json").succeeded().json();
    assertThat(same.get("texts_changed").asInt()).isZero();
    assertThat(same.get("rules")).isEmpty();
    assertThat(sluice("rules", "diff", text, text, "--data", pages).succeeded().out())
        .contains("the two recipes have the same steps");

    Path cut = work.resolve("recall.yaml");
    Files.writeString(
        cut, FORMAT.formatted("text").replace("template_pages: 5", "template_pages: 2"));
    sluice("rules", "diff", text, cut, "--data", pages, "--all").succeeded();
    sluice("rules", "diff", text, markdown, "--data", pages, "--all").succeeded();
  }

  private static final String FORMAT =
      "name: form\nversion: 1\nsteps:\n  - decode\n  - extract: {format: %s, template_pages: 5}\n";

  @Test
  void mistakesAreToldWithWhatWasProbablyMeant() {
    preview().failed(ExitCode.USAGE, "there is nothing to compare", "--set", "--base");
    preview("--set", "lenght.min_characters=3")
        .failed(ExitCode.USAGE, "the recipe has no step 'lenght'; did you mean 'length'?");
    preview("--set", ".=3").failed(ExitCode.USAGE, "the recipe has no step ''");
    preview("--set", "length.=3").failed(ExitCode.USAGE, "names no parameter");
    preview("--set", "length.min_charcters=3")
        .failed(ExitCode.USAGE, "'min_charcters'", "did you mean 'min_characters'?");
    preview("--set", "length.min_characters=few")
        .failed(ExitCode.USAGE, "'min_characters' must be a whole number");
    preview("--set", "length.min_characters=2000000")
        .failed(ExitCode.USAGE, "'min_characters' is 2000000, above 'max_characters'");
    preview("--set", "length=3").failed(ExitCode.USAGE, "names no parameter", "length=off");
    preview("--set", "length").failed(ExitCode.USAGE, "no parameter with a value");
    preview("--set", "length.min_characters=").failed(ExitCode.USAGE, "gives no value");
    preview("--set", "extract=off").failed(ExitCode.USAGE, "must stand after 'extract'");
    preview("--set", "length.min_characters=3", "--all", "--sample", "5")
        .failed(ExitCode.USAGE, "--all and --sample");
    preview("--base", "wbe").failed(ExitCode.USAGE, "did you mean 'web'?");
    preview("--set", "length.min_characters=3", "--html", work.resolve("no/such/page.html"))
        .failed(ExitCode.STORAGE, "cannot write");
    sluice("rules").failed(ExitCode.USAGE, "a command is missing, such as 'rules preview'");
  }
}
