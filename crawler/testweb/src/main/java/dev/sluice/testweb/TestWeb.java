package dev.sluice.testweb;

import dev.sluice.testweb.model.Evil;
import dev.sluice.testweb.model.PageMix;
import dev.sluice.testweb.model.PageTruth;
import dev.sluice.testweb.model.Referee;
import dev.sluice.testweb.model.WebTruth;
import dev.sluice.testweb.serve.WebServer;
import dev.sluice.testweb.site.Addresses;
import dev.sluice.testweb.site.Site;
import dev.sluice.testweb.site.Walk;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A pretend web on loopback that is being served: sites, each with an address of its own, and a
 * referee who watches how they are crawled.
 *
 * <p>Everything is deterministic for a seed. Only loopback addresses are ever listened on.
 */
public final class TestWeb implements AutoCloseable {
  private final WebServer server;
  private final int port;
  private final Addresses addresses;
  private final Map<String, InetAddress> hosts;
  private final Map<String, Site> sites;
  private final List<String> names;
  private final List<Evil> evils;
  private final Referee referee;

  TestWeb(
      WebServer server,
      int port,
      Addresses addresses,
      Map<String, InetAddress> hosts,
      Map<String, Site> sites,
      Collection<String> names,
      List<Evil> evils,
      Referee referee) {
    this.server = server;
    this.port = port;
    this.addresses = addresses;
    this.hosts = Map.copyOf(hosts);
    this.sites = sites;
    this.names = List.copyOf(names);
    this.evils = List.copyOf(evils);
    this.referee = referee;
  }

  public static TestWebBuilder builder() {
    return new TestWebBuilder();
  }

  /**
   * The web of {@code ./sluice demo}: six sites, two English, two Chinese, one with copies of
   * others, one difficult; about 200 pages.
   *
   * @param port 0 for any free one
   */
  public static TestWeb demo(int port) {
    return DemoWeb.describe(builder().port(port)).start();
  }

  /**
   * A web for crash tests and benchmarks. Pages are made when they are asked for and nothing is
   * stored for a page; every front page links to that of the next site.
   *
   * @param port 0 for any free one
   */
  public static TestWeb large(int sites, int pagesPerSite, long seed, int port) {
    return largeBuilder(sites, pagesPerSite, seed).port(port).start();
  }

  /** The description of {@link #large}, for a test that wants to change it before the start. */
  public static TestWebBuilder largeBuilder(int sites, int pagesPerSite, long seed) {
    TestWebBuilder web = builder().maxRecords(2_000_000).maxConnections(1024);
    for (int i = 1; i <= sites; i++) {
      String next = "${site%d}/".formatted(i % sites + 1);
      PageMix mix = PageMix.english(pagesPerSite, seed).uncompressed();
      web.site("site" + i, site -> site.generated(mix).link(next));
    }
    return web;
  }

  /**
   * More than a hundred sites with one evil each, beside ten honest sites of a hundred pages; what
   * is to come of each evil is in {@link #evils()}.
   *
   * @param port 0 for any free one
   */
  public static TestWeb hostile(int port) {
    return hostileBuilder().port(port).start();
  }

  /** The description of {@link #hostile}, for a test that wants to change it before the start. */
  public static TestWebBuilder hostileBuilder() {
    return HostileWeb.describe(builder());
  }

  public int port() {
    return port;
  }

  /** The sites, in the order of their description, without second hosts. */
  public List<String> sites() {
    return names;
  }

  /** The base URL of a site or second host, such as {@code http://127.81.0.1:8080/}. */
  public String base(String site) {
    return addresses.base(site);
  }

  /** The URL of a path on a site; the path begins with a slash. */
  public String url(String site, String path) {
    return base(site) + path.substring(1);
  }

  /** The front pages of all sites: the seeds from which everything can be reached. */
  public List<String> seeds() {
    return names.stream().map(this::base).toList();
  }

  /** Brings about the next version of a page that {@link SiteBuilder#changing} described. */
  public void change(String site, String path) {
    Site changed = sites.get(site);
    if (changed == null) {
      throw new IllegalArgumentException("no site '" + site + "'; there are " + names);
    }
    changed.change(path);
  }

  /** What DNS would say about a host such as {@code news.test}; empty if it is none of this web. */
  public Optional<InetAddress> resolve(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.test$", "");
    return Optional.ofNullable(hosts.get(name));
  }

  /** What is evil in a hostile web, and what must come of it; empty in others. */
  public List<Evil> evils() {
    return evils;
  }

  public Referee referee() {
    return referee;
  }

  /** Which URLs a perfect crawl from {@link #seeds()} finds. */
  public WebTruth truth() {
    return truth(seeds());
  }

  /** Which URLs a perfect crawl from these seeds finds. */
  public WebTruth truth(Collection<String> seeds) {
    Map<String, Site> byBase =
        sites.entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> base(entry.getKey()), Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    return new Walk(byBase).from(seeds);
  }

  /** What is known about every generated page, made on the way; second hosts are left out. */
  public Stream<PageTruth> pages() {
    return names.stream().flatMap(this::pages);
  }

  /** What is known about the generated pages of one site. */
  public Stream<PageTruth> pages(String site) {
    return Stream.ofNullable(sites.get(site)).flatMap(Site::truths);
  }

  /** Stops serving at once; answers under way are broken off. */
  @Override
  public void close() {
    server.close();
  }
}
