package dev.sluice.bench.corpus;

import dev.sluice.bench.command.Command;
import dev.sluice.bench.command.Option;
import dev.sluice.bench.command.Options;
import dev.sluice.bench.command.Place;
import dev.sluice.bench.report.MarkdownTable;
import dev.sluice.corpus.index.Recording;
import dev.sluice.corpus.index.TableIndex;
import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.DocumentIndex;
import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.GlobalStep;
import dev.sluice.corpus.model.Manifest;
import dev.sluice.corpus.model.Measurement;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.Selection;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.TextHash;
import dev.sluice.corpus.shard.SortedRuns;
import dev.sluice.pages.IndexFolder;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Scan;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Records made-up documents in an index of exported documents, several exports one after the other,
 * and looks keys up in it. Keys are as good as random, as those of MinHash bands are.
 */
public final class DedupIndex implements Command {

  private static final int KEYS = 14;
  private static final String SPACE = "bench@1";
  private static final double NANOS = 1e9;
  private static final ContentHash BODY = ContentHash.of(new byte[0]);
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  @Override
  public String name() {
    return "dedup-index";
  }

  @Override
  public String says() {
    return "Records documents in an index of exported documents, and looks keys up in it.";
  }

  @Override
  public List<Option> options() {
    return List.of(
        new Option("documents", "5_000_000", "documents of all exports together"),
        new Option("exports", "5", "exports that they are of"),
        new Option("lookups", "2_000_000", "keys that are looked up in a row, half of them there"));
  }

  @Override
  public int run(Options given, Place place) throws IOException, InterruptedException {
    Path folder = place.fresh("dedup-index");
    Path sorting = place.fresh("dedup-index-sorting");
    Files.createDirectories(sorting);
    int exports = given.count("exports");
    int documents = given.count("documents") / exports;
    MarkdownTable table =
        new MarkdownTable(List.of("", "documents or keys", "seconds", "a CPU second"));
    try (IndexFolder opened = IndexFolder.openForWriting(folder, DocumentIndex.TABLES)) {
      TableIndex index = new TableIndex(opened.tables());
      for (int export = 0; export < exports; export++) {
        Made made = new Made(export * documents, documents, sorting);
        timed(place, table, "export recorded", documents, () -> index.record(made.all(), made));
      }
      int lookups = given.count("lookups");
      timed(place, table, "keys far apart", lookups, () -> lookUp(index, sample(lookups)));
      place.remarks().printf(Locale.ROOT, "%,d bytes%n", index.bytes());
      table.row(
          List.of(
              "bytes a document",
              String.format(Locale.ROOT, "%.0f", (double) index.bytes() / documents / exports),
              "",
              ""));
    }
    place.fresh("dedup-index");
    place.results().print(table);
    return 0;
  }

  private static void timed(
      Place place, MarkdownTable table, String what, long count, Runnable work) {
    Instant start = place.clock().instant();
    long cpu = processorNanos();
    work.run();
    double seconds = Duration.between(start, place.clock().instant()).toNanos() / NANOS;
    double rate = count / ((processorNanos() - cpu) / NANOS);
    table.row(
        List.of(
            what,
            String.format(Locale.ROOT, "%,d", count),
            String.format(Locale.ROOT, "%.1f", seconds),
            String.format(Locale.ROOT, "%,.0f", rate)));
  }

  /** Of all threads, those of RocksDB too. */
  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }

  /** Keys in ascending order: every other one is that of a document. */
  private static long[] sample(int count) {
    SplittableRandom random = new SplittableRandom(7);
    long[] keys = new long[count];
    for (int i = 0; i < count; i++) {
      keys[i] = i % 2 == 0 ? key(i / 2, i % KEYS) : random.nextLong();
    }
    // In unsigned order, as the tables have them.
    return Arrays.stream(keys)
        .map(it -> it ^ Long.MIN_VALUE)
        .sorted()
        .map(it -> it ^ Long.MIN_VALUE)
        .toArray();
  }

  private static void lookUp(TableIndex index, long[] keys) {
    int found = 0;
    try (EarlierDocuments.Lookup lookup = index.earlier().lookup(SPACE)) {
      for (long key : keys) {
        found += lookup.find(key, 1).length;
      }
    }
    if (found < keys.length / 2) {
      throw new IllegalStateException(found + " of " + keys.length + " keys found");
    }
  }

  private static long key(long document, int band) {
    return new SplittableRandom(document * KEYS + band).nextLong();
  }

  /** An export of made-up documents: numbers of documents are those of captures. */
  private record Made(int first, int count, Path sorting) implements Candidates, GlobalStep {

    Recording all() {
      BitSet chosen = new BitSet(count);
      chosen.set(0, count);
      Manifest manifest =
          new Manifest(
              Manifest.FORMAT_VERSION,
              "bench",
              "bench",
              new Manifest.SnapshotEntry("bench", count, Optional.empty()),
              new Manifest.RecipeEntry("bench", 1, "", ""),
              List.of(),
              List.of(),
              Optional.empty(),
              new Manifest.Counts(count, count, 0),
              List.of(),
              Map.of(),
              List.of(),
              new Manifest.LedgerEntry("", count, 0, ""),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              List.of());
      Recording.Step step = new Recording.Step(SPACE, this, this);
      return new Recording(
          "export-" + first, manifest, BODY.hex(), chosen, new BitSet(), List.of(step));
    }

    @Override
    public Scan<Signature> scan() {
      return Scan.of(IntStream.range(first, first + count).mapToObj(Made::signature).iterator());
    }

    private static Signature signature(int document) {
      int host = document / 100;
      String url =
          String.format(
              Locale.ROOT, "https://site-%06d.example.org/articles/%09d.html", host, document);
      return new Signature(
          document,
          "",
          PageUrl.parse(url),
          NOON.plusMillis(document),
          new TextHash(0, 0),
          0,
          0,
          "en",
          BODY,
          Optional.empty(),
          "",
          Map.of());
    }

    @Override
    public long[] keys(Signature signature, byte[] imprint) {
      long[] keys = new long[KEYS];
      for (int band = 0; band < KEYS; band++) {
        keys[band] = key(signature.capture(), band);
      }
      return keys;
    }

    @Override
    public PairSorter sorter() {
      return new SortedRuns(sorting, () -> {});
    }

    @Override
    public Scan<byte[]> imprints() {
      throw new IllegalStateException("no imprints are taken");
    }

    @Override
    public EarlierDocuments earlier() {
      return EarlierDocuments.NONE;
    }

    @Override
    public void choose(Candidates candidates, Selection selection, int step) {}

    @Override
    public Measurement reason(Loss loss) {
      return Measurement.atMost(SPACE, 1, 1);
    }
  }
}
