package dev.sluice.corpus.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.Ledger;
import dev.sluice.corpus.model.LedgerRow;
import dev.sluice.corpus.model.MeasuredNames;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.shard.OutputFolder;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.PageUrl;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A ledger of three groups of rows, whose clusters reach from one group into others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterRowsTest {

  private static final int ROWS = 210_000;
  private static final int CLUSTERS = 2_000;
  private static final Comparator<Ledger.Cluster> LARGEST_FIRST =
      Comparator.comparingLong(Ledger.Cluster::size).reversed().thenComparing(Ledger.Cluster::id);

  /** The pages of each cluster, ascending; the second of each is its document. */
  private final List<List<Integer>> clusters = new ArrayList<>();

  private final int[] clusterOf = new int[ROWS];
  private Path export = Path.of("");

  @BeforeAll
  void write(@TempDir Path folder) {
    export = folder;
    Random random = new Random(20261128);
    IntStream.range(0, CLUSTERS).forEach(any -> clusters.add(new ArrayList<>()));
    for (int page = 0; page < ROWS; page++) {
      int cluster = (int) (CLUSTERS * Math.pow(random.nextDouble(), 3));
      clusterOf[page] = random.nextInt(20) == 0 ? cluster : -1;
      if (clusterOf[page] >= 0) {
        clusters.get(cluster).add(page);
      }
    }
    MeasuredNames names = new MeasuredNames();
    names.add(similarity(1));
    try (OutputFolder out = OutputFolder.claim(folder, "ledger");
        LedgerWriter ledger = new LedgerWriter(out, names)) {
      for (int page = 0; page < ROWS; page++) {
        ledger.add(row(page));
      }
      ledger.finish();
    }
  }

  private static Measurement similarity(double value) {
    return Measurement.quantity("near-duplicate", value, "< 0.7", false);
  }

  private static CaptureKey key(int page) {
    String name = String.format("https://example.com/%06d", page);
    return new CaptureKey(PageUrl.parse(name), Instant.EPOCH);
  }

  private int document(int cluster) {
    List<Integer> members = clusters.get(cluster);
    return members.get(Math.min(1, members.size() - 1));
  }

  private LedgerRow row(int page) {
    LedgerRow row =
        new LedgerRow(
            Document.id(key(page)),
            key(page),
            1_000,
            10,
            "en",
            "",
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    LedgerRow.Place place = new LedgerRow.Place("documents-00000", 0);
    if (clusterOf[page] < 0) {
      return row.in(place);
    }
    int document = document(clusterOf[page]);
    String id = Document.id(key(document));
    LedgerRow.Match match = new LedgerRow.Match(id, key(document).url().toString(), "");
    LedgerRow ended =
        page == document
            ? row.in(place)
            : row.lost("near-duplicate", similarity(0.75), Optional.of(match));
    int size = clusters.get(clusterOf[page]).size();
    return size > 1 ? ended.of(new LedgerRow.Cluster(id, size)) : ended;
  }

  /** All clusters with at most so many members of each, the largest first. */
  private List<String> expected(int members) {
    List<Ledger.Cluster> all = new ArrayList<>();
    for (int cluster = 0; cluster < CLUSTERS; cluster++) {
      if (clusters.get(cluster).size() > 1) {
        all.add(
            new Ledger.Cluster(
                Document.id(key(document(cluster))), clusters.get(cluster).size(), List.of()));
      }
    }
    all.sort(LARGEST_FIRST);
    return all.stream().map(it -> it.id() + " " + it.size() + " " + pages(it, members)).toList();
  }

  private List<String> pages(Ledger.Cluster cluster, int members) {
    for (int number = 0; number < CLUSTERS; number++) {
      if (!clusters.get(number).isEmpty()
          && Document.id(key(document(number))).equals(cluster.id())) {
        List<Integer> pages = new ArrayList<>(clusters.get(number));
        pages.remove((Integer) document(number));
        pages.add(0, document(number));
        return pages.stream().limit(members).map(it -> key(it).url().toString()).toList();
      }
    }
    throw new AssertionError("no cluster " + cluster.id());
  }

  private static List<String> told(List<Ledger.Cluster> found) {
    return found.stream()
        .map(
            it ->
                it.id()
                    + " "
                    + it.size()
                    + " "
                    + it.members().stream().map(row -> row.get("url").toString()).toList())
        .toList();
  }

  @Test
  void theLargestClustersAreFoundWithTheirDocumentsFirst() {
    List<String> expected = expected(4);
    assertThat(expected).hasSizeGreaterThan(1_000);
    try (Ledger ledger = LedgerFile.open(export)) {
      assertThat(told(ledger.largestClusters(20, 4))).isEqualTo(expected.subList(0, 20));
      assertThat(told(ledger.largestClusters(1, 4))).isEqualTo(expected.subList(0, 1));
      assertThat(told(ledger.largestClusters(10 * CLUSTERS, 4))).isEqualTo(expected);
    }
  }

  @Test
  void clustersAreFoundByTheirIdsWithAllMembers() {
    List<String> expected = expected(Integer.MAX_VALUE);
    Set<String> wanted = new TreeSet<>();
    for (int i = 0; i < expected.size(); i += 97) {
      wanted.add(expected.get(i).substring(0, 32));
    }
    try (Ledger ledger = LedgerFile.open(export)) {
      assertThat(told(ledger.clusters(wanted, Integer.MAX_VALUE)))
          .hasSameSizeAs(wanted)
          .isSorted()
          .isSubsetOf(expected);
      assertThat(ledger.clusters(Set.of("nobody"), 10)).isEmpty();
    }
  }

  @Test
  void anExportWithoutClustersHasNone(@TempDir Path folder) {
    try (OutputFolder out = OutputFolder.claim(folder, "ledger");
        LedgerWriter ledger = new LedgerWriter(out, new MeasuredNames())) {
      ledger.finish();
    }
    try (Ledger ledger = LedgerFile.open(folder)) {
      assertThat(ledger.largestClusters(20, 4)).isEmpty();
      assertThat(ledger.clusters(Set.of("nobody"), 10)).isEmpty();
    }
  }
}
