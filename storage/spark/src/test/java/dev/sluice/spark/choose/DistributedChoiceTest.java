package dev.sluice.spark.choose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.corpus.Cleaner;
import dev.sluice.corpus.model.PageFunctions;
import dev.sluice.pages.model.RawPage;
import dev.sluice.spark.model.CandidateRow;
import dev.sluice.spark.model.OutcomeRow;
import dev.sluice.spark.wire.Home;
import dev.sluice.spark.wire.RowRegistrator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import scala.Tuple2;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DistributedChoiceTest {

  private static final int BLOCK = 4_096;

  private final List<RawPage> pages = new MadePages(1).addMany(800).pages();
  private final PageFunctions functions = Cleaner.standardFunctions();
  private Path folder;
  private JavaSparkContext context;

  @BeforeAll
  void startSpark(@TempDir Path temp) {
    folder = temp;
    SparkConf conf =
        new SparkConf()
            .setMaster("local[2]")
            .setAppName("choice")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.default.parallelism", "3")
            .set("spark.local.dir", folder.toString());
    context = new JavaSparkContext(RowRegistrator.on(conf));
  }

  @AfterAll
  void stopSpark() {
    context.close();
  }

  /**
   * What the cluster makes of candidates that lie in slices of these sizes, and one for the rest.
   */
  private List<OutcomeRow> distributed(Embedded embedded, long driverLinks, Integer... sizes) {
    List<Integer> counts = new ArrayList<>(List.of(sizes));
    counts.add(embedded.rows().size() - counts.stream().mapToInt(it -> it).sum());
    return new DistributedChoice(context, embedded.steps())
        .withDriverLinks(driverLinks)
        .choose(sliced(embedded.rows(), counts), sliced(embedded.texts(), counts))
        .collect();
  }

  private <T> JavaPairRDD<Integer, T> sliced(List<T> rows, List<Integer> counts) {
    List<Tuple2<Integer, T>> numbered = new ArrayList<>();
    rows.forEach(row -> numbered.add(new Tuple2<>(numbered.size(), row)));
    return context
        .parallelizePairs(numbered)
        .repartitionAndSortWithinPartitions(Home.of(counts))
        .cache();
  }

  private Embedded embedded(String steps, List<RawPage> some) {
    return new Embedded(steps, some, functions, folder);
  }

  private static long dropped(List<OutcomeRow> outcomes) {
    return outcomes.stream().filter(it -> !it.isChosen()).count();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  - newest-capture",
        "  - exact-duplicate: {keep: newest}\n  - near-duplicate",
        "  - exact-duplicate: {compare: canonical, within: seed, keep: shortest-url}",
        "  - newest-capture\n  - exact-duplicate: {compare: body, within: month}\n"
            + "  - near-duplicate: {clusters: star, keep: longest, bands: 30, rows: 4}",
        "  - near-duplicate: {verify: 0.7, keep: shortest-url, bands: 30, rows: 4}",
        "  - near-duplicate: {verify: 0.7, clusters: star, keep: oldest, within: seed, bands: 30,"
            + " rows: 4}",
        "  - repeated-lines: {min_pages: 3, keep: none, within: seed}\n  - exact-duplicate",
        "  - newest-capture\n  - repeated-lines: {unit: paragraph, min_left: 300}\n"
            + "  - repeated-spans: {tokens: 25, min_left: 200}\n  - near-duplicate",
        "  - repeated-spans: {tokens: 25, within: host}\n  - exact-duplicate: {keep: longest}"
      })
  void theClusterChoosesAsOneMachineDoes(String steps) {
    Embedded embedded = embedded(steps, pages);
    List<OutcomeRow> expected = embedded.choose();
    assertThat(distributed(embedded, 1_000_000, 400, 0, 1)).isEqualTo(expected);
    assertThat(dropped(expected)).isBetween(20L, embedded.rows().size() * 9L / 10);
  }

  @ParameterizedTest
  @CsvSource({
    "'verify: 0', 900",
    "'verify: 0.8', " + (BLOCK + 400),
    "'verify: 0, clusters: star', 900",
    "'verify: 0.8, clusters: star', 900"
  })
  void oneTextOnThousandsOfPagesIsNoTrouble(String parameters, int count) {
    MadePages made = new MadePages(2);
    String text = made.words(40);
    for (int i = 0; i < count; i++) {
      made.add(made.url(), 0, i % 5 == 0 ? made.words(40) : text + " " + made.words(i % 2));
    }
    Embedded embedded =
        embedded("  - near-duplicate: {bands: 2, keep: oldest, " + parameters + "}", made.pages());
    List<OutcomeRow> expected = embedded.choose();
    assertThat(distributed(embedded, 0, 200, 400)).isEqualTo(expected);
    assertThat(dropped(expected)).isGreaterThan(count / 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"verify: 0.7, keep: newest", "verify: 0.7, clusters: star, keep: oldest"})
  void aDriverThatMayHoldNothingMakesNoDifference(String parameters) {
    String steps = "  - near-duplicate: {bands: 30, rows: 4, " + parameters + "}";
    Embedded embedded = embedded(steps, pages.subList(0, 250));
    List<OutcomeRow> expected = embedded.choose();
    assertThat(distributed(embedded, 0, 100)).isEqualTo(expected);
    assertThat(dropped(expected)).isGreaterThan(10);
  }

  @Test
  void aUrlThatManyPartitionsHaveCapturesOfIsOne() {
    MadePages made = new MadePages(3);
    String text = made.words(40);
    for (int day = 0; day < 40; day++) {
      made.add("https://one.example/", day, day < 7 ? made.words(40) : text);
    }
    made.addMany(60);
    Embedded embedded = embedded("  - newest-capture", made.pages());
    List<OutcomeRow> expected = embedded.choose();
    assertThat(distributed(embedded, 10, 25, 3, 4, 0, 5)).isEqualTo(expected);
    assertThat(dropped(expected)).isGreaterThanOrEqualTo(39);
  }

  /** A text of which each is like the next, and less and less like those after. */
  private static Embedded chain(int length, PageFunctions functions, Path folder, String steps) {
    MadePages made = new MadePages(4);
    List<String> words = List.of(made.words(60 + 6 * length).split(" "));
    for (int i = 0; i < length; i++) {
      String text = String.join(" ", words.subList(6 * i, 6 * i + 60));
      made.add("https://chain.example/%05d".formatted(i), 0, text);
    }
    return new Embedded(steps, made.pages(), functions, folder);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000_000})
  void ofAChainOfLikenessesAStarKeepsEachThatIsNotLikeOneWhichStays(long driverLinks) {
    String steps = "  - near-duplicate: {verify: 0.7, clusters: star, bands: 50, rows: 4}";
    Embedded embedded = chain(driverLinks == 0 ? 12 : 400, functions, folder, steps);
    List<OutcomeRow> expected = embedded.choose();
    assertThat(distributed(embedded, driverLinks, 4, 5)).isEqualTo(expected);
    assertThat(dropped(expected)).isBetween(4L, 260L);
  }

  @Test
  void candidatesThatAreOutOfOrderAreRefused() {
    Embedded embedded = embedded("  - exact-duplicate", pages.subList(0, 50));
    JavaPairRDD<Integer, CandidateRow> candidates = sliced(embedded.rows(), List.of(50));
    JavaPairRDD<Integer, CandidateRow> some = candidates.filter(it -> it._1() != 30);
    JavaPairRDD<Integer, String> none = some.mapValues(any -> "");
    DistributedChoice choice = new DistributedChoice(context, embedded.steps());
    assertThatThrownBy(() -> choice.choose(some, none))
        .hasStackTraceContaining("31 comes after 29");
  }

  @Test
  void noCandidatesAreNoTrouble() {
    String steps =
        "  - newest-capture\n  - exact-duplicate\n  - near-duplicate: {verify: 0.7}\n"
            + "  - repeated-lines\n  - repeated-spans";
    assertThat(distributed(embedded(steps, List.of()), 0, 0)).isEmpty();
  }

  /** Root by number, as a machine finds them. */
  private static Map<Integer, Integer> roots(List<Long> edges) {
    Forest forest = new Forest();
    edges.forEach(edge -> forest.join((int) (edge >>> Integer.SIZE), (int) (long) edge));
    Map<Integer, Integer> roots = new HashMap<>();
    forest.each(
        number -> {
          if (forest.root(number) != number) {
            roots.put(number, forest.root(number));
          }
        });
    return roots;
  }

  private Map<Integer, Integer> components(List<Long> edges, long driverEdges) {
    JavaRDD<Long> parted = context.parallelize(edges, 4);
    List<Tuple2<Integer, Integer>> found =
        new Components(new Kept(context), 4, driverEdges).of(parted).collect();
    Map<Integer, Integer> roots = new HashMap<>();
    found.forEach(it -> assertThat(roots.put(it._1(), it._2())).isNull());
    return roots;
  }

  @Test
  void aChainOfTenThousandIsOneComponent() {
    List<Long> edges = new ArrayList<>();
    IntStream.range(1, 10_000).forEach(i -> edges.add(Link.ends(i, i - 1)));
    Collections.shuffle(edges, new Random(5));
    Map<Integer, Integer> roots = components(edges, 0);
    assertThat(roots).hasSize(9_999);
    assertThat(roots.values()).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 99_999})
  void aStarOfAHundredThousandIsOneComponentWhicheverNumberItsCentreHas(int centre) {
    List<Long> edges = new ArrayList<>();
    IntStream.range(0, 100_000)
        .filter(i -> i != centre)
        .forEach(i -> edges.add(Link.ends(Math.max(i, centre), Math.min(i, centre))));
    Map<Integer, Integer> roots = components(edges, 0);
    assertThat(roots).hasSize(99_999);
    assertThat(roots.values()).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000_000})
  void componentsAreThoseOfOneMachineWhateverTheGraph(long driverEdges) {
    Random random = new Random(6);
    List<Long> edges = new ArrayList<>();
    for (int i = 0; i < 4_000; i++) {
      int near = random.nextInt(10_000);
      int other =
          random.nextBoolean() ? random.nextInt(10_000) : near / 10 * 10 + random.nextInt(10);
      if (near != other) {
        edges.add(Link.ends(Math.max(near, other), Math.min(near, other)));
      }
    }
    assertThat(components(edges, driverEdges)).isEqualTo(roots(edges));
  }
}
