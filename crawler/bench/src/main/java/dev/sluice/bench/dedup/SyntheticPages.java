package dev.sluice.bench.dedup;

import dev.sluice.corpus.model.Candidates;
import dev.sluice.corpus.model.Document;
import dev.sluice.corpus.model.EarlierDocuments;
import dev.sluice.corpus.model.PairSorter;
import dev.sluice.corpus.model.Shelf;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.model.TextHash;
import dev.sluice.corpus.shard.ShelfFile;
import dev.sluice.corpus.shard.SortedRuns;
import dev.sluice.pages.model.CaptureKey;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Scan;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleConsumer;
import java.util.function.IntFunction;

/**
 * Signatures and prints of pages in clusters that are known, made up anew whenever they are read.
 *
 * <p>Six pages of ten are alone. The others are in clusters, most of them small, up to a thousand
 * pages; each page shares nine bands of ten with the others of its cluster, and has 200 shingles,
 * of which it shares 190 with them. One cluster holds 100,000 equal pages, and one is a chain of
 * 10,000 that are like the next only. Pages of a cluster do not stand side by side.
 */
final class SyntheticPages implements Candidates {

  /** Equal pages, in the one cluster that has so many. */
  static final int EQUAL = 100_000;

  /** Pages that are like the next only. */
  static final int CHAIN = 10_000;

  private static final int BANDS = 14;
  private static final int SHINGLES = 200;
  private static final int OWN_SHINGLES = 10;

  /** By how many shingles a window of the chain is moved on. */
  private static final int CHAIN_STEP = 20;

  private static final int MOST_IN_CLUSTER = 1_000;
  private static final double ALONE = 0.6;

  /** A prime that is larger than any number of pages, so that each has a place of its own. */
  private static final long STRIDE = 6_700_417_003L;

  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
  private static final ContentHash BODY = ContentHash.of(new byte[0]);

  private final int count;
  private final boolean shingles;
  private final Path folder;
  private final DoubleConsumer told;

  /** The first page of each cluster, before pages are dealt; the chain last. */
  private final int[] starts;

  /**
   * Pages.
   *
   * @param count at least {@value #EQUAL} and {@value #CHAIN} more
   * @param shingles whether prints hold shingles
   * @param folder where pairs and prints lie
   * @param told is told how far the step is
   */
  SyntheticPages(int count, boolean shingles, Path folder, DoubleConsumer told) {
    this.count = count;
    this.shingles = shingles;
    this.folder = folder;
    this.told = told;
    this.starts = starts(count - CHAIN);
  }

  private static int[] starts(int end) {
    int[] starts = new int[1 << 10];
    int clusters = 0;
    Random random = new Random(end);
    for (int start = 0; start < end; ) {
      if (clusters + 2 > starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length);
      }
      starts[clusters] = start;
      start += start == 0 ? EQUAL : Math.min(end - start, size(random));
      clusters++;
    }
    starts[clusters] = end;
    return Arrays.copyOf(starts, clusters + 1);
  }

  /** Sizes fall with the square, from 2 up. */
  private static int size(Random random) {
    double inCluster = ALONE / (ALONE + (1 - ALONE) / 4); // clusters have about four pages
    return random.nextDouble() < inCluster
        ? 1
        : (int) Math.min(MOST_IN_CLUSTER, 2 / Math.sqrt(random.nextDouble()));
  }

  /** How many clusters there are, pages that are alone among them. */
  int clusters() {
    return starts.length;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public Scan<Signature> scan() {
    return new Each<>(this::signature);
  }

  @Override
  public Scan<byte[]> imprints() {
    return new Each<>(this::print);
  }

  private Signature signature(int page) {
    CaptureKey key =
        new CaptureKey(
            PageUrl.parse("https://site-%d.example.org/%d.html".formatted(page / 5_000, page)),
            NOON.plusMillis(page));
    return new Signature(
        page,
        Document.id(key),
        key.url(),
        key.fetchedAt(),
        new TextHash(page, page),
        4_000,
        4_000,
        "en",
        BODY,
        Optional.empty(),
        "seed",
        Map.of());
  }

  private byte[] print(int page) {
    int dealt = (int) (page * STRIDE % count);
    int found = Arrays.binarySearch(starts, dealt);
    int cluster = found >= 0 ? found : -found - 2;
    int member = dealt - starts[cluster];
    ByteBuffer print = ByteBuffer.allocate(BANDS * Long.BYTES + (shingles ? SHINGLES : 0) * 4);
    bands(print, cluster, member);
    if (shingles) {
      int[] all = shingles(cluster, member);
      Arrays.sort(all);
      print.asIntBuffer().put(all);
    }
    return print.array();
  }

  private boolean isChain(int cluster) {
    return cluster == starts.length - 1;
  }

  private void bands(ByteBuffer print, int cluster, int member) {
    Random own = new Random(mix(cluster, member));
    for (int band = 0; band < BANDS; band++) {
      boolean shared = cluster == 0 || own.nextInt(10) > 0;
      if (isChain(cluster)) {
        // band 0 with the next for even members, band 1 for odd ones
        int with = band < 2 ? (member + band) / 2 : member;
        print.putLong(mix(mix(cluster, band), with));
      } else {
        print.putLong(mix(mix(cluster, band), shared ? -1 : member));
      }
    }
  }

  private int[] shingles(int cluster, int member) {
    int[] all = new int[SHINGLES];
    int first = isChain(cluster) ? CHAIN_STEP * member : 0;
    for (int i = 0; i < SHINGLES; i++) {
      all[i] = (int) mix(cluster, first + i);
    }
    if (cluster != 0 && !isChain(cluster)) {
      Random own = new Random(mix(cluster, member));
      for (int i = 0; i < OWN_SHINGLES; i++) {
        all[own.nextInt(SHINGLES)] = own.nextInt();
      }
    }
    return all;
  }

  /** The finisher of SplitMix64 over two numbers. */
  private static long mix(long one, long other) {
    long z = one * 0x9e3779b97f4a7c15L + other + 0x632be59bd9b4e019L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  @Override
  public PairSorter sorter() {
    return new SortedRuns(folder, () -> {});
  }

  @Override
  public Shelf shelf() {
    return new ShelfFile(folder);
  }

  @Override
  public EarlierDocuments earlier() {
    return EarlierDocuments.NONE;
  }

  @Override
  public void progress(double share) {
    told.accept(share);
  }

  /** A walk over all pages. */
  private final class Each<T> implements Scan<T> {

    private final IntFunction<T> make;
    private int next;

    Each(IntFunction<T> make) {
      this.make = make;
    }

    @Override
    public boolean hasNext() {
      return next < count;
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return make.apply(next++);
    }

    @Override
    public void close() {}
  }
}
