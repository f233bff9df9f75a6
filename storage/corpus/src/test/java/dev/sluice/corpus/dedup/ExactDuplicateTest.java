package dev.sluice.corpus.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.dedup.SomePages.Page;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.Winner;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactDuplicateTest {

  private static final int STEP = 5;

  private final SomePages pages = new SomePages();

  @Test
  void ofPagesWithTheSameTextOneStandsForAll() {
    pages.add(SomePages.page("https://a.example/", "Same  text"));
    pages.add(SomePages.page("https://b.example/", "other text"));
    pages.add(SomePages.page("https://c.example/", "same\ntext "));
    pages.add(SomePages.page("https://d.example/", "SAME TEXT"));
    Selection selection = choose(step());
    assertThat(SomePages.chosen(selection)).containsExactly(0, 1);
    assertThat(selection.winner(2)).isZero();
    assertThat(selection.measured(3)).isEqualTo(3);
    assertThat(selection.group(0)).isEqualTo(3);
    assertThat(selection.group(1)).isEqualTo(1);
    assertThat(selection.step(3)).isEqualTo(STEP);
  }

  @Test
  void bodiesAreComparedByteByByte() {
    pages.add(SomePages.page("https://a.example/", "same").body("<p>same"));
    pages.add(SomePages.page("https://b.example/", "same").body("<p>same "));
    pages.add(SomePages.page("https://c.example/", "same").body("<p>same"));
    assertThat(SomePages.chosen(choose(step("compare", "body")))).containsExactly(0, 1);
  }

  @Test
  void pagesOfOneCanonicalAddressAreOneWhateverTheySay() {
    pages.add(SomePages.page("https://a.example/x", "one").canonical("https://a.example/"));
    pages.add(SomePages.page("https://a.example/", "two"));
    pages.add(SomePages.page("https://a.example/y", "two"));
    pages.add(SomePages.page("https://b.example/z", "three").canonical("https://a.example/"));
    Selection selection = choose(step("compare", "canonical", "keep", "canonical-url"));
    assertThat(SomePages.chosen(selection)).containsExactly(1, 2);
    assertThat(selection.winner(0)).isEqualTo(1);
    assertThat(selection.winner(3)).isEqualTo(1);
  }

  @Test
  void aTieGoesToTheFirst() {
    for (int i = 0; i < 4; i++) {
      pages.add(SomePages.page("https://a.example/" + i, "same").after(i / 2));
    }
    assertThat(SomePages.chosen(choose(step("keep", "newest")))).containsExactly(2);
  }

  @Test
  void whatAnEarlierStepDroppedNeitherWinsNorCounts() {
    for (String host : List.of("a", "b", "c")) {
      pages.add(SomePages.page("https://" + host + ".example/", "same"));
    }
    Selection selection = new Selection(3);
    selection.drop(0, 2, 4, 1);
    step().choose(pages, selection, STEP);
    assertThat(SomePages.chosen(selection)).containsExactly(1);
    assertThat(selection.measured(2)).isEqualTo(2);
    assertThat(selection.step(0)).isEqualTo(4);
  }

  @Test
  void whoStoodForOthersHandsThemOn() {
    pages.add(SomePages.page("https://a.example/", "same"));
    pages.add(SomePages.page("https://b.example/", "same"));
    Selection selection = new Selection(2);
    selection.group(0, 3);
    selection.group(1, 10);
    step().choose(pages, selection, STEP);
    assertThat(selection.group(0)).isEqualTo(13);
  }

  @Test
  void whatWasExportedBeforeGoesOutNoMore() {
    GlobalStep step = step("within", "language");
    SomePages old = new SomePages().add(SomePages.page("https://old.example/", "same text"));
    pages.after(new ExportedPages(step, old.signatures()));
    pages.add(SomePages.page("https://a.example/", "same text"));
    pages.add(SomePages.page("https://b.example/", "same  text"));
    pages.add(SomePages.page("https://c.example/", "same text").in("fr"));
    Selection selection = choose(step);
    assertThat(SomePages.chosen(selection)).containsExactly(2);
    assertThat(selection.lostToEarlier(0)).isTrue();
    assertThat(selection.earlierWinner(1)).isZero();
    assertThat(selection.measured(1)).isEqualTo(3);
  }

  @Test
  void whatDecidesItsKeysNamesTheirSpace() {
    assertThat(step("keep", "newest").space()).isEqualTo(step().space());
    assertThat(step("within", "host").space()).isNotEqualTo(step().space());
    assertThat(step("compare", "body").space()).isNotEqualTo(step().space());
  }

  @Test
  void theReasonIsHowManySayTheSame() {
    Winner winner = Winner.of(SomePages.page("https://a.example/", "x").signature(0));
    assertThat(step().reason(new GlobalStep.Loss(winner, 7, 4)).measured().display())
        .isEqualTo("4");
  }

  /** All that decides by itself, so that the order of candidates does not. */
  @ParameterizedTest
  @ValueSource(strings = {"oldest", "newest", "shortest-url", "longest", "best-score"})
  void theWinnerIsTheSameInWhateverOrderCandidatesCome(String keep) {
    Random random = new Random(20261128);
    List<Page> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String url = "https://a.example/" + "x".repeat(i);
      String text = "same" + " ".repeat(61 - i) + (i % 3);
      all.add(SomePages.page(url, text).after((i * 37) % 60).score("s", (i * 23) % 60));
    }
    TreeSet<String> first = new TreeSet<>();
    for (int round = 0; round < 20; round++) {
      SomePages shuffled = new SomePages();
      all.forEach(shuffled::add);
      Selection selection = new Selection(60);
      step("keep", keep, "score", "s").choose(shuffled, selection, STEP);
      TreeSet<String> winners = new TreeSet<>();
      SomePages.chosen(selection)
          .forEach(it -> winners.add(shuffled.signature(it).url().toString()));
      assertThat(winners).hasSize(3);
      first.addAll(winners);
      Collections.shuffle(all, random);
    }
    assertThat(first).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "text, corpus, first-url",
    "text, language, oldest",
    "text, host, newest",
    "body, seed, shortest-url",
    "text, month, longest",
    "canonical, site, canonical-url",
    "body, corpus, best-score"
  })
  void twentyThousandPagesAreChosenAsASimpleLookThroughThemWould(
      String compare, String within, String keep) {
    addAtRandom(20_000);
    Selection selection =
        choose(step("compare", compare, "within", within, "keep", keep, "score", "s"));
    Map<String, List<Integer>> groups = new HashMap<>();
    for (int i = 0; i < pages.count(); i++) {
      Signature its = pages.signature(i);
      String key = COMPARED.get(compare).apply(its) + " " + WITHIN.get(within).apply(its);
      groups.computeIfAbsent(key, any -> new ArrayList<>()).add(i);
    }
    assertThat(groups.size()).isBetween(500, 19_000);
    for (List<Integer> group : groups.values()) {
      int best = Collections.min(group, Comparator.comparing(pages::signature, ORDER.get(keep)));
      for (int member : group) {
        assertThat(selection.chosen(member)).isEqualTo(member == best);
        if (member != best) {
          assertThat(selection.winner(member)).isEqualTo(best);
        }
      }
    }
  }

  private static final Map<String, Function<Signature, Object>> COMPARED =
      Map.of(
          "text", Signature::textHash,
          "body", Signature::bodyHash,
          "canonical", its -> its.canonical().orElse(its.url()));

  private static final Map<String, Function<Signature, Object>> WITHIN =
      Map.of(
          "corpus", its -> "",
          "language", Signature::language,
          "host", its -> its.url().host(),
          "site", its -> its.url().host().replaceFirst("^[^.]*\\.", ""),
          "seed", Signature::seed,
          "month", its -> its.fetchedAt().atOffset(ZoneOffset.UTC).getMonth());

  private static final Map<String, Comparator<Signature>> ORDER =
      Map.of(
          "first-url", Comparator.comparing(its -> 0),
          "oldest", Comparator.comparing(Signature::fetchedAt),
          "newest", Comparator.comparing(Signature::fetchedAt).reversed(),
          "shortest-url", Comparator.comparing(its -> its.url().toString().length()),
          "longest", Comparator.comparing(Signature::characters).reversed(),
          "canonical-url",
              Comparator.<Signature, Integer>comparing(
                      its ->
                          its.canonical().isEmpty()
                              ? 1
                              : its.canonical().get().equals(its.url()) ? 0 : 2)
                  .thenComparing(its -> its.url().toString().length()),
          "best-score", Comparator.<Signature, Double>comparing(its -> its.score("s")).reversed());

  private void addAtRandom(int count) {
    Random random = new Random(20261128);
    List<String> languages = List.of("en", "zh", "de");
    for (int i = 0; i < count; i++) {
      String host = "h" + random.nextInt(4) + ".s" + random.nextInt(3) + ".com";
      String folder = "https://" + host + "/" + random.nextInt(600);
      String text = "text " + random.nextInt(3_000) + " ".repeat(random.nextInt(3));
      Page page =
          SomePages.page(folder + "/" + i, text)
              .after(random.nextInt(100) * 86_400L)
              .in(languages.get(random.nextInt(3)))
              .seed("seed " + random.nextInt(3))
              .score("s", random.nextInt(20) - 10);
      pages.add(random.nextBoolean() ? page : page.canonical(folder + "/" + random.nextInt(2) * i));
    }
  }

  private Selection choose(GlobalStep step) {
    Selection selection = new Selection(pages.count());
    step.choose(pages, selection, STEP);
    return selection;
  }

  private static GlobalStep step(String... given) {
    return Steps.make(ExactDuplicate.KIND, given);
  }
}
