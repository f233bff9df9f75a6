package dev.sluice.bench.ingest;

import dev.sluice.pages.model.Origin;
import dev.sluice.pages.model.PageUrl;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/**
 * The URLs that a crawl finds: the n-th is always the same, and nothing is kept of those before.
 *
 * <p>A share of them repeats one of the earlier ones, each of these as likely as any other.
 */
final class UrlStream {

  private static final List<String> WORDS =
      List.of(
          "news",
          "article",
          "archive",
          "product",
          "category",
          "people",
          "forum",
          "thread",
          "image",
          "history",
          "travel",
          "science",
          "library",
          "report",
          "season",
          "garden",
          "kitchen");

  private static final long STEP = 0x9E3779B97F4A7C15L; // odd, its bits well mixed: golden ratio

  private final HostChoice hosts;
  private final double knownShare;
  private final long seed;
  private final IntFunction<Origin> origins;

  UrlStream(int hosts, double knownShare, long seed) {
    this(hosts, knownShare, seed, UrlStream::made);
  }

  /**
   * @param origins the servers of the hosts, from 0
   */
  UrlStream(int hosts, double knownShare, long seed, IntFunction<Origin> origins) {
    this.hosts = new HostChoice(hosts);
    this.origins = origins;
    this.knownShare = knownShare;
    this.seed = seed;
  }

  /** The URL at a place of the stream, from 0. */
  PageUrl url(long index) {
    long at = index;
    SplittableRandom random = random(at);
    while (at > 0 && random.nextDouble() < knownShare) {
      at = random.nextLong(at);
      random = random(at);
    }
    return made(at, new SplittableRandom(seed ^ ~(at * STEP)));
  }

  private SplittableRandom random(long index) {
    return new SplittableRandom(seed + index * STEP);
  }

  private static Origin made(int host) {
    return new Origin("https", "www.host-%d.example.org".formatted(host), 443);
  }

  private PageUrl made(long index, SplittableRandom random) {
    int host = hosts.host(random.nextDouble());
    StringBuilder path = new StringBuilder();
    int folders = 2 + random.nextInt(3);
    for (int i = 0; i < folders; i++) {
      path.append('/').append(WORDS.get(random.nextInt(WORDS.size())));
    }
    path.append('/').append(WORDS.get(random.nextInt(WORDS.size())));
    path.append('-').append(Long.toString(index, Character.MAX_RADIX)).append(".html");
    return origins.apply(host).resolve(path.toString());
  }
}
