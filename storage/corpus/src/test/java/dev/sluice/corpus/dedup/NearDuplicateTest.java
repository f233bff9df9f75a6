package dev.sluice.corpus.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.Comparison;
import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Shelf;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.Winner;
import dev.sluice.corpus.shard.ShelfFile;
import dev.sluice.corpus.shard.SortedRuns;
import dev.sluice.pages.model.Scan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearDuplicateTest {

  private static final int STEP = 7;
  private static final int EARLIER_STEP = 3;
  private static final String[] MANY_BANDS = {"bands: 50", "rows: 4"};

  @TempDir Path folder;

  /** Candidates in memory whose pairs and prints lie on the disk. */
  private record OnDisk(SomePages pages, Path folder, List<Double> told, List<Long> pairs)
      implements Candidates {

    OnDisk(SomePages pages, Path folder) {
      this(pages, folder, new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public int count() {
      return pages.count();
    }

    @Override
    public Scan<Signature> scan() {
      return pages.scan();
    }

    @Override
    public Scan<byte[]> imprints() {
      return pages.imprints();
    }

    @Override
    public PairSorter sorter() {
      PairSorter runs = new SortedRuns(folder, () -> {});
      return new PairSorter() {
        private long added;

        @Override
        public void add(long key, long value) {
          runs.add(key, value);
          added++;
        }

        @Override
        public Pairs sorted() {
          pairs.add(added);
          return runs.sorted();
        }

        @Override
        public void close() {
          runs.close();
        }
      };
    }

    @Override
    public Shelf shelf() {
      return new ShelfFile(folder);
    }

    @Override
    public EarlierDocuments earlier() {
      return pages.earlier();
    }

    @Override
    public void progress(double share) {
      told.add(share);
    }
  }

  private Selection choose(GlobalStep step, SomePages pages) {
    Selection selection = new Selection(pages.count());
    step.choose(new OnDisk(pages, folder), selection, STEP);
    return selection;
  }

  private static SomePages pages(GlobalStep step, List<String> texts) {
    SomePages pages = new SomePages();
    for (int i = 0; i < texts.size(); i++) {
      NearPages.add(pages, step, SomePages.page(NearPages.url(i), texts.get(i)));
    }
    return pages;
  }

  @ParameterizedTest
  @CsvSource({
    "connected, 0, first-url, corpus",
    "connected, 0.8, newest, corpus",
    "connected, 0.6, longest, language",
    "star, 0, newest, language",
    "star, 0.8, first-url, corpus",
    "star, 0.6, shortest-url, seed"
  })
  void theChoiceIsThatOfAStraightforwardImplementation(
      String clusters, double verify, String keep, String within) {
    GlobalStep step =
        NearPages.step(
            "clusters: " + clusters, "verify: " + verify, "keep: " + keep, "within: " + within);
    NearPages made = new NearPages(20_000, step);
    StraightforwardClusters expected =
        new StraightforwardClusters(made, step, verify, clusters.equals("star"), keep);
    Selection selection = made.selection(EARLIER_STEP);
    step.choose(new OnDisk(made.pages(), folder), selection, STEP);

    expected.drop(made.selection(EARLIER_STEP));
    Map<Integer, String> told = new TreeMap<>();
    for (int candidate = 0; candidate < selection.count(); candidate++) {
      told.put(candidate, tell(selection, candidate));
    }
    assertThat(told).isEqualTo(expected.told());
    assertThat(told.values()).filteredOn(it -> it.contains("earlier")).hasSizeGreaterThan(500);
    assertThat(told.values()).filteredOn(it -> it.contains("lost")).hasSizeGreaterThan(2_000);
  }

  static String tell(Selection selection, int candidate) {
    if (selection.chosen(candidate)) {
      return "stays for " + selection.group(candidate);
    }
    if (selection.step(candidate) != STEP) {
      return "dropped before";
    }
    String measured = " with " + (float) selection.measured(candidate);
    return selection.lostToEarlier(candidate)
        ? "lost to earlier " + selection.earlierWinner(candidate) + measured
        : "lost to " + selection.winner(candidate) + measured;
  }

  /** A text of which each is like the next, and less and less like those after. */
  private static List<String> chain(int length) {
    List<String> words = NearPages.words(new Random(5), 60 + 6 * length);
    return IntStream.range(0, length)
        .mapToObj(i -> String.join(" ", words.subList(6 * i, 6 * i + 60)))
        .toList();
  }

  @Test
  void connectedPagesGoForTheBestOfAllThoughItIsNotLikeThem() {
    GlobalStep step = NearPages.step(NearPages.with(MANY_BANDS, "verify: 0.7"));
    Selection selection = choose(step, pages(step, chain(6)));
    assertThat(SomePages.chosen(selection)).containsExactly(0);
    assertThat(selection.group(0)).isEqualTo(6);
    assertThat(selection.measured(1)).isGreaterThanOrEqualTo(0.7);
    assertThat(selection.measured(5)).isLessThan(0.5);
  }

  @Test
  void aStarKeepsWhoIsNotLikeAnyThatStays() {
    GlobalStep step = NearPages.step(NearPages.with(MANY_BANDS, "verify: 0.7", "clusters: star"));
    Selection selection = choose(step, pages(step, chain(6)));
    assertThat(SomePages.chosen(selection)).containsExactly(0, 2, 4);
    for (int lost : List.of(1, 3, 5)) {
      assertThat(selection.winner(lost)).isEqualTo(lost - 1);
      assertThat(selection.group(lost - 1)).isEqualTo(2);
      assertThat(selection.measured(lost)).isGreaterThanOrEqualTo(0.7);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"connected", "star"})
  void theOrderOfThePagesMakesNoDifferenceWhereFactsDecide(String clusters) {
    GlobalStep step =
        NearPages.step("clusters: " + clusters, "verify: 0.6", "keep: newest", "bands: 30");
    List<SomePages.Page> all = new ArrayList<>(NearPages.made(3_000));
    Map<String, String> first = winners(step, all);
    for (int round = 0; round < 3; round++) {
      Collections.shuffle(all, new Random(round));
      assertThat(winners(step, all)).isEqualTo(first);
    }
    assertThat(first.values().stream().distinct().count()).isBetween(1_000L, 2_900L);
  }

  /** URL to the URL that it lost to, or its own. */
  private Map<String, String> winners(GlobalStep step, List<SomePages.Page> all) {
    SomePages pages = new SomePages();
    all.forEach(page -> NearPages.add(pages, step, page));
    Selection selection = choose(step, pages);
    Map<String, String> winners = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      int winner = selection.chosen(i) ? i : selection.winner(i);
      winners.put(all.get(i).url().toString(), all.get(winner).url().toString());
    }
    return winners;
  }

  @ParameterizedTest
  @CsvSource({"connected, 0", "connected, 0.9", "star, 0", "star, 0.9"})
  void manyEqualPagesDoNotMakeSquareWork(String clusters, double verify) {
    int pages = 3_000;
    int bands = 14;
    GlobalStep step = NearPages.step("clusters: " + clusters, "verify: " + verify);
    String text = String.join(" ", NearPages.words(new Random(1), 40));
    OnDisk candidates = new OnDisk(pages(step, Collections.nCopies(pages, text)), folder);
    Selection selection = new Selection(pages);
    step.choose(candidates, selection, STEP);
    assertThat(SomePages.chosen(selection)).containsExactly(0);
    assertThat(selection.group(0)).isEqualTo(pages);
    assertThat(candidates.pairs)
        .allSatisfy(
            count ->
                assertThat(count)
                    .isLessThanOrEqualTo((long) bands * pages * Comparison.OfAlike.BEST));
  }

  @Test
  void pagesThatAreShorterThanAShingleAreLeftAlone() {
    GlobalStep step = NearPages.step("shingle: 5");
    List<String> texts = List.of("one two three four", "one two three four", "", "", "你好");
    assertThat(SomePages.chosen(choose(step, pages(step, texts)))).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void noCandidatesAreNoTrouble() {
    for (String verify : List.of("verify: 0", "verify: 0.8")) {
      assertThat(choose(NearPages.step(verify), new SomePages()).count()).isZero();
    }
  }

  @Test
  void itTellsHowFarItIsAndLeavesNothingOnTheDisk() throws IOException {
    GlobalStep step = NearPages.step("verify: 0.8");
    NearPages made = new NearPages(10_000, step);
    OnDisk candidates = new OnDisk(made.pages(), folder);
    step.choose(candidates, new Selection(made.pages().count()), STEP);
    assertThat(candidates.told).isSorted().hasSizeGreaterThan(10).allMatch(it -> it <= 1);
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void itCanBeStoppedAtAnyTimeAndLeavesNothingOnTheDisk() throws IOException {
    GlobalStep step = NearPages.step("verify: 0.8", "clusters: star");
    SomePages pages = new NearPages(2_000, step).pages();
    for (int stage = 1; stage <= 6; stage++) {
      int last = stage;
      List<Double> told = new ArrayList<>();
      Candidates stopping = new Stopping(new OnDisk(pages, folder), told, last);
      Assertions.assertThatThrownBy(() -> step.choose(stopping, new Selection(pages.count()), STEP))
          .isInstanceOf(CancellationException.class);
      try (Stream<Path> left = Files.list(folder)) {
        assertThat(left).isEmpty();
      }
    }
  }

  /** Stops the step when it has told so many times how far it is. */
  private record Stopping(Candidates of, List<Double> told, int last) implements Candidates {

    @Override
    public int count() {
      return of.count();
    }

    @Override
    public Scan<Signature> scan() {
      return of.scan();
    }

    @Override
    public Scan<byte[]> imprints() {
      return of.imprints();
    }

    @Override
    public PairSorter sorter() {
      return of.sorter();
    }

    @Override
    public Shelf shelf() {
      return of.shelf();
    }

    @Override
    public EarlierDocuments earlier() {
      return of.earlier();
    }

    @Override
    public void progress(double share) {
      told.add(share);
      if (told.size() == last) {
        throw new CancellationException("stopped");
      }
    }
  }

  @Test
  void theReasonIsTheSimilarityOrTheSizeOfTheCluster() {
    GlobalStep.Loss loss =
        new GlobalStep.Loss(
            Winner.of(SomePages.page("https://a.example/", "a").signature(0)), 4, 0.75);
    assertThat(NearPages.step("verify: 0.8").reason(loss).limit()).isEqualTo("< 0.8");
    assertThat(NearPages.step("verify: 0.8").reason(loss).rule())
        .isEqualTo("near-duplicate/similarity");
    assertThat(NearPages.step("verify: 0").reason(loss).rule()).isEqualTo("near-duplicate/cluster");
    assertThat(NearPages.step("verify: 0").reason(loss).passed()).isFalse();
  }

  @Test
  void keysOfOtherParametersAreInAnotherSpace() {
    String space = NearPages.step().space().orElseThrow();
    assertThat(NearPages.step("verify: 0.7").space())
        .isEqualTo(NearPages.step("verify: 0.9").space());
    assertThat(
            List.of(
                NearPages.step("verify: 0.7").space().orElseThrow(),
                NearPages.step("bands: 20").space().orElseThrow(),
                NearPages.step("within: site").space().orElseThrow()))
        .doesNotHaveDuplicates()
        .doesNotContain(space);
    assertThat(NearPages.step("keep: newest", "clusters: star").space()).contains(space);
  }
}
