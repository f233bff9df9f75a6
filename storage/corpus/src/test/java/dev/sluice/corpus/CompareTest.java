package dev.sluice.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.model.Cleaned;
import dev.sluice.corpus.model.ExportException;
import dev.sluice.corpus.model.ExportWatch;
import dev.sluice.corpus.model.PageChoice;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.corpus.model.Recipe;
import dev.sluice.corpus.model.RecipeComparison;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.RawPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two recipes over the same pages tell what two exports would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompareTest {

  private PageFunctions functions;
  private MemorySnapshot snapshot;
  private final Recipe web = Recipes.load("web");
  private final Recipe strict =
      Recipes.load("web", List.of("gopher-quality.min_words=90", "length.min_characters=140"));

  @BeforeAll
  void makePages() {
    functions = Cleaner.standardFunctions();
    snapshot = SamplePages.snapshot(150, 7);
  }

  private RecipeComparison compare(Recipe before, Recipe after, PageChoice choice, int threads) {
    return new Export(functions)
        .compare(snapshot, before, after, choice, threads, ExportWatch.none());
  }

  /** How many pages pass the page steps of an export. */
  private long kept(Recipe recipe) {
    Cleaner cleaner = new Cleaner(recipe, functions);
    Map<String, List<Capture>> hosts = new HashMap<>();
    for (Capture capture : snapshot.all()) {
      hosts.computeIfAbsent(capture.url().host(), host -> new ArrayList<>()).add(capture);
    }
    return snapshot.all().stream()
        .map(
            capture ->
                cleaner.clean(
                    new RawPage(capture, snapshot.body(capture)),
                    cleaner.learn(hosts.get(capture.url().host()).iterator(), snapshot::body)))
        .filter(Cleaned.Candidate.class::isInstance)
        .count();
  }

  @Test
  void itCountsWhatAnExportWouldKeepByEachRecipe() {
    RecipeComparison found = compare(web, strict, PageChoice.ALL, 2);
    assertThat(found.extent()).isEqualTo(new RecipeComparison.Extent("snapshot-7", 150, 150));
    assertThat(found.total().keptBefore()).isEqualTo(kept(web));
    assertThat(found.total().keptAfter()).isEqualTo(kept(strict));
    assertThat(found.total().lost() - found.total().won())
        .isEqualTo(found.total().keptBefore() - found.total().keptAfter());
    assertThat(found.lost().stream().mapToLong(RecipeComparison.Reason::pages).sum())
        .isEqualTo(found.total().lost());
    assertThat(found.languages()).extracting(RecipeComparison.Group::name).contains("en", "zh");
    assertThat(found.languages().stream().mapToLong(group -> group.tally().captures()).sum())
        .isEqualTo(150);
    assertThat(found.notCompared())
        .containsExactly("newest-capture", "exact-duplicate", "near-duplicate");
  }

  @Test
  void onlyRulesOfWhichSomethingChangedAreTold() {
    assertThat(compare(web, web, PageChoice.ALL, 2).rules()).isEmpty();
    assertThat(compare(web, strict, PageChoice.ALL, 2).rules())
        .extracting(RecipeComparison.RuleShift::rule)
        .containsExactly("length/characters", "gopher-quality/word-count");
  }

  @Test
  void theOutcomeIsTheSameWhateverTheThreads() {
    PageChoice some = PageChoice.sample(40);
    assertThat(compare(web, strict, some, 4)).isEqualTo(compare(web, strict, some, 1));
    assertThat(compare(web, strict, some, 2).extent().looked()).isEqualTo(40);
  }

  @Test
  void aPageIsReadOnceForBothRecipes() {
    AtomicInteger identified = new AtomicInteger();
    AtomicInteger segmented = new AtomicInteger();
    PageFunctions counting =
        new PageFunctions(
            functions.decoder(),
            functions.extractor(),
            text -> {
              identified.incrementAndGet();
              return functions.languages().identify(text);
            },
            (text, language) -> {
              segmented.incrementAndGet();
              return functions.segmenter().segment(text, language);
            });
    RecipeComparison found =
        new Export(counting).compare(snapshot, web, strict, PageChoice.ALL, 2, ExportWatch.none());
    long told =
        found.languages().stream()
            .filter(group -> !group.name().equals("none"))
            .mapToLong(group -> group.tally().captures())
            .sum();
    assertThat(told).isGreaterThan(50);
    assertThat(identified).hasValue((int) told);
    assertThat(segmented).hasValue((int) told);
  }

  @Test
  void itCanBeStopped() {
    ExportWatch stopping = new StoppingWatch(() -> true);
    assertThatThrownBy(
            () -> new Export(functions).compare(snapshot, web, strict, PageChoice.ALL, 2, stopping))
        .isInstanceOf(ExportException.class)
        .hasMessage("it was stopped before all pages were read");
  }
}
