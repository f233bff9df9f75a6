package dev.sluice.corpus.dedup;

import com.dynatrace.hash4j.hashing.Hashing;
import dev.sluice.corpus.model.Parameter;
import dev.sluice.corpus.model.Parameters;
import dev.sluice.corpus.model.Signature;
import dev.sluice.corpus.site.Domains;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * Which pages are compared with each other: all of the corpus, or those of one language, site,
 * host, seed or month. Pages of different scopes never meet, since each key that a step files a
 * page under is mixed with that of its scope.
 *
 * <p>More is not better. FineWeb (Penedo et al. 2024, section 3.4) deduplicated each crawl by
 * itself, since what remained of old crawls after deduplication across all of them made worse
 * models than what had been removed.
 */
public final class Scope {

  private static final String WITHIN = "within";

  /** The parameter of every step that compares pages. */
  public static final Parameter PARAMETER =
      Parameter.choice(
          WITHIN,
          List.of("corpus", "language", "site", "host", "seed", "month"),
          "which pages are compared: all, or those of the same language, registered domain, host,"
              + " seed, or month of the fetch (UTC)");

  private enum Extent {
    CORPUS,
    LANGUAGE,
    SITE,
    HOST,
    SEED,
    MONTH
  }

  private final Extent extent;
  private final Domains domains = new Domains();

  private Scope(Extent extent) {
    this.extent = extent;
  }

  /** The scope that a step's parameters name. */
  public static Scope of(Parameters parameters) {
    return new Scope(Extent.valueOf(parameters.word(WITHIN).toUpperCase(Locale.ROOT)));
  }

  /** Whether it can be told only of pages whose language was told; false without the parameter. */
  public static boolean needsLanguage(Parameters parameters) {
    return parameters.values().getOrDefault(WITHIN, List.of()).contains("language");
  }

  /**
   * A number that pages have in common if and only if they are compared, as far as 64 bits of a
   * hash can tell; 0 for the whole corpus.
   */
  public long key(Signature signature) {
    return switch (extent) {
      case CORPUS -> 0;
      case LANGUAGE -> hash(signature.language());
      case SITE -> hash(domains.of(signature.url().host()));
      case HOST -> hash(signature.url().host());
      case SEED -> hash(signature.seed());
      case MONTH -> hash(YearMonth.from(signature.fetchedAt().atOffset(ZoneOffset.UTC)).toString());
    };
  }

  /**
   * A key within the scope of a page: equal for equal keys of pages that are compared, else not.
   *
   * @param key a hash, whose bits are as good as random
   */
  public long key(Signature signature, long key) {
    return key ^ key(signature);
  }

  private static long hash(String name) {
    return Hashing.xxh3_64().hashBytesToLong(name.getBytes(StandardCharsets.UTF_8));
  }
}
