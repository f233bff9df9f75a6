package dev.sluice.engine;

import dev.sluice.engine.frontier.Frontier;
import dev.sluice.engine.frontier.FrontierSettings;
import dev.sluice.engine.model.CrawlSettings.DelaySettings;
import dev.sluice.engine.model.CrawlSettings.RetrySettings;
import dev.sluice.engine.model.PurgeProgress;
import dev.sluice.engine.model.PurgeTarget;
import dev.sluice.engine.model.Purged;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.parse.UrlNormalizer;
import dev.sluice.engine.scope.Domains;
import dev.sluice.engine.scope.SeedScope;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.UrlRange;
import dev.sluice.pages.settings.SettingsException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Removes what is known and stored of hosts, domains, or URLs that begin alike, from a data folder
 * in which no crawl runs; {@link Crawl#purge} does it in one that runs.
 *
 * <p>Bodies that other captures share stay, with those. Snapshots are not touched. It may be killed
 * at any moment: the store is whole, and the same purge goes on.
 */
public final class Purge {

  private static final String BELOW = "*.";

  /** What robots.txt ends a path with that is the whole of one. */
  private static final String WHOLE = "$";

  private final DataFolder data;
  private final InstantSource clock;

  /**
   * @param data a folder opened for writing with {@link Crawl#TABLES}
   */
  public Purge(DataFolder data, InstantSource clock) {
    this.data = data;
    this.clock = clock;
  }

  /**
   * Understands what somebody wants to purge.
   *
   * @param text a host, {@code *.} and a domain, or the beginning of a URL, its host complete; with
   *     {@code $} at its end, that URL alone
   * @throws SettingsException if it is none of these
   */
  public static PurgeTarget target(String text) {
    if (text.contains("://") && text.endsWith(WHOLE)) {
      PageUrl url = normalized(text.substring(0, text.length() - WHOLE.length()), text);
      return new PurgeTarget("the URL " + url, UrlRange.of(url));
    }
    if (text.contains("://")) {
      PageUrl url = normalized(text, text);
      return new PurgeTarget("URLs that begin with " + url, UrlRange.beginningWith(url));
    }
    if (text.startsWith(BELOW)) {
      String domain = host(text.substring(BELOW.length()), text);
      return new PurgeTarget(domain + " and all hosts below it", UrlRange.ofDomain(domain));
    }
    String host = host(text, text);
    return new PurgeTarget("host " + host, UrlRange.ofHost(host));
  }

  private static String host(String text, String whole) {
    if (text.isEmpty() || text.contains("/")) {
      throw noTarget(whole);
    }
    return normalized("http://" + text + "/", whole).host();
  }

  private static PageUrl normalized(String url, String whole) {
    return new UrlNormalizer().normalize(url).orElseThrow(() -> noTarget(whole));
  }

  private static SettingsException noTarget(String text) {
    return new SettingsException(
        "'%s' cannot be purged: name a host (www.example.org), all hosts of a domain"
                .formatted(text)
            + " (*.example.org), or the beginning of URLs (https://www.example.org/old/)");
  }

  /** All that a seed brings: what is in its extent, at the usual ports and that of its URL. */
  public static List<PurgeTarget> targets(Seed seed) {
    return texts(seed).stream().map(Purge::target).toList();
  }

  /** The same as somebody would write it, for {@link #target}. */
  public static List<String> texts(Seed seed) {
    PageUrl url = seed.url();
    return switch (seed.extent()) {
      case HOST -> List.of(url.host());
      case DOMAIN -> List.of(BELOW + new Domains().of(url.host()));
      case PREFIX -> folders(url).stream().map(PageUrl::toString).toList();
    };
  }

  /** Those of some seeds that want a part of these targets: it would be fetched again for them. */
  public static List<Seed> wanting(Collection<Seed> seeds, Collection<PurgeTarget> targets) {
    return seeds.stream()
        .filter(seed -> targets(seed).stream().anyMatch(wanted -> meetsAny(wanted, targets)))
        .toList();
  }

  private static boolean meetsAny(PurgeTarget wanted, Collection<PurgeTarget> targets) {
    return targets.stream().anyMatch(target -> target.urls().meets(wanted.urls()));
  }

  private static Set<PageUrl> folders(PageUrl url) {
    String folder = url.path().substring(0, url.path().lastIndexOf('/') + 1);
    Set<PageUrl> folders = new LinkedHashSet<>();
    folders.add(new PageUrl(url.scheme(), url.host(), url.port(), folder));
    folders.add(new PageUrl("http", url.host(), 80, folder));
    folders.add(new PageUrl("https", url.host(), 443, folder));
    return folders;
  }

  /**
   * Removes all of it. Takes about as long as reading all captures of the store.
   *
   * @param progress is told how far it is, by this thread
   * @throws InterruptedException if this thread was interrupted; the same purge goes on
   */
  public Purged run(List<PurgeTarget> targets, Consumer<PurgeProgress> progress)
      throws InterruptedException {
    FrontierSettings nothingIsFetched =
        new FrontierSettings(
            DelaySettings.of(Duration.ZERO),
            RetrySettings.DEFAULT,
            OptionalLong.empty(),
            Duration.ZERO,
            1,
            clock.instant(),
            1,
            Duration.ZERO);
    SeedScope nothing = new SeedScope(List.of(), clock);
    return new Frontier(data, nothing, nothingIsFetched, clock)
        .purge(targets.stream().map(PurgeTarget::urls).toList(), progress);
  }
}
