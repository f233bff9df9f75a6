package dev.sluice.testweb;

import dev.sluice.testweb.fault.Status;
import dev.sluice.testweb.model.Fault;
import dev.sluice.testweb.model.Header;
import dev.sluice.testweb.model.PageMix;
import dev.sluice.testweb.model.Reply;
import dev.sluice.testweb.model.RobotsRules;
import dev.sluice.testweb.model.SitemapEntry;
import dev.sluice.testweb.model.TrapKind;
import dev.sluice.testweb.model.Validator;
import dev.sluice.testweb.prose.Prose;
import dev.sluice.testweb.referee.RecordingReferee;
import dev.sluice.testweb.site.Addresses;
import dev.sluice.testweb.site.CalendarPages;
import dev.sluice.testweb.site.FixedPages;
import dev.sluice.testweb.site.GeneratedPages;
import dev.sluice.testweb.site.LivingPage;
import dev.sluice.testweb.site.MessyLinks;
import dev.sluice.testweb.site.PageSource;
import dev.sluice.testweb.site.Site;
import dev.sluice.testweb.site.Sitemaps;
import dev.sluice.testweb.site.TrapPages;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Describes one site of a pretend web: pages, redirects, faults, robots.txt.
 *
 * <p>In HTML, redirect locations, links and robots.txt, <code>${name}</code> stands for the base
 * URL of the site of that name, without a slash at the end. Without further words a site has a
 * robots.txt that allows everything. Paths are request targets: percent-encoded, with a slash
 * first.
 */
public final class SiteBuilder {
  private static final String ROBOTS = "/robots.txt";
  private static final int ROBOTS_LIMIT_BYTES = 500 * 1024;
  private static final int MAX_ROBOTS_REDIRECTS = 5;

  private final String name;
  private final Map<String, Function<Addresses, Map<String, Reply>>> pages = new LinkedHashMap<>();
  private final Map<String, Fault> faults = new HashMap<>();
  private final List<CalendarPages> calendars = new ArrayList<>();
  private final List<TrapPages> traps = new ArrayList<>();
  private final List<BiFunction<Addresses, String, LivingPage>> living = new ArrayList<>();
  private final Map<String, List<Header>> headers = new HashMap<>();
  private final List<String> frontLinks = new ArrayList<>();
  private final List<String> aliases = new ArrayList<>();
  private Optional<PageMix> mix = Optional.empty();
  private Duration latency = Duration.ZERO;
  private Optional<String> neighbour = Optional.empty();
  private Optional<ForeignHops> foreignHops = Optional.empty();
  private BiFunction<Addresses, String, RobotsRules> rules;

  SiteBuilder(String name) {
    this.name = name;
    this.rules = (addresses, token) -> RobotsRules.allowAll();
    robots("User-agent: *\nAllow: /\n");
  }

  /** A page in UTF-8. */
  public SiteBuilder page(String path, String html) {
    return put(path, addresses -> Reply.html(addresses.fill(html)));
  }

  /** Any answer: other charsets and types, gzip, chunks, headers; sent as it stands. */
  public SiteBuilder page(String path, Reply reply) {
    return put(path, addresses -> reply);
  }

  /**
   * A page with versions, from 1 on; {@link TestWeb#change} brings about the next. A client that
   * has the current one, by the validator, is answered 304.
   */
  public SiteBuilder changing(String path, Validator validator, IntFunction<Reply> versions) {
    return changingEvery(path, 0, validator, versions);
  }

  /** The same, where every so many requests a new version comes by itself. */
  public SiteBuilder changingEvery(
      String path, int requests, Validator validator, IntFunction<Reply> versions) {
    living.add(
        (addresses, host) ->
            new LivingPage(addresses.base(host), path, requests, validator, versions));
    return this;
  }

  /**
   * Answers in turn, one a request, such as a page, then 404, then 410, then the page; the last one
   * stays.
   */
  public SiteBuilder inTurn(String path, Reply... replies) {
    List<Reply> turns = List.of(replies);
    return changingEvery(
        path, 1, Validator.NONE, turn -> turns.get(Math.min(turn, turns.size()) - 1));
  }

  /** A header on whatever answers well-formed at a path; one of that name is replaced. */
  public SiteBuilder header(String path, String headerName, String value) {
    headers.computeIfAbsent(path, key -> new ArrayList<>()).add(new Header(headerName, value));
    return this;
  }

  /** A header on every well-formed answer but robots.txt. */
  public SiteBuilder headerEverywhere(String headerName, String value) {
    return header("*", headerName, value);
  }

  /** What the owner reserves: {@code /.well-known/tdmrep.json} (TDM Reservation Protocol). */
  public SiteBuilder tdmrep(String json) {
    return page(
        "/.well-known/tdmrep.json",
        Reply.of("application/json", json.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * A sitemap; robots.txt names it in a line of its own, which {@link #robots} is to be given. Its
   * pages do not count as linked in the truth.
   *
   * @param path a gzip file if it ends in {@code .gz}
   */
  public SiteBuilder sitemap(String path, SitemapEntry... entries) {
    return put(path, addresses -> Sitemaps.pages(path, addresses, List.of(entries)));
  }

  /** A list of sitemaps. */
  public SiteBuilder sitemapIndex(String path, SitemapEntry... sitemaps) {
    return put(path, addresses -> Sitemaps.index(path, addresses, List.of(sitemaps)));
  }

  /** Lets every answer of the site wait, robots.txt too. */
  public SiteBuilder latency(Duration time) {
    latency = time;
    return this;
  }

  /** Puts the site at the address of another one; the web must have named hosts. */
  public SiteBuilder sharesAddressOf(String otherSite) {
    neighbour = Optional.of(otherSite);
    return this;
  }

  /** A redirect. */
  public SiteBuilder redirect(String path, int status, String location) {
    return put(path, addresses -> Reply.redirect(status, addresses.fill(location)));
  }

  /** Lets a path misbehave; the page at the path, if there is one, is what the fault spoils. */
  public SiteBuilder fault(String path, Fault fault) {
    faults.put(path, fault);
    return this;
  }

  /** Lets all paths but robots.txt misbehave. */
  public SiteBuilder faultEverywhere(Fault fault) {
    return fault("*", fault);
  }

  /** Generated pages, from the front page down. */
  public SiteBuilder generated(PageMix recipe) {
    mix = Optional.of(recipe);
    return this;
  }

  /** Links from the generated front page, to paths of this site or URLs elsewhere. */
  public SiteBuilder link(String... targets) {
    frontLinks.addAll(Arrays.asList(targets));
    return this;
  }

  /** A link trap: a calendar without end below this prefix, entered at {@code 2026/01}. */
  public SiteBuilder calendar(String prefix) {
    calendars.add(new CalendarPages(prefix));
    return this;
  }

  /**
   * A part of the site that goes on for ever, below this prefix, by which it is entered; linked
   * from the generated front page.
   *
   * @param prefix with a slash at both ends
   */
  public SiteBuilder trap(String prefix, TrapKind kind) {
    traps.add(new TrapPages(prefix, kind));
    return this;
  }

  /** A page with links as people write them, and the pages they lead to below {@code /messy/}. */
  public SiteBuilder messyLinks(String path) {
    pages.put(path, addresses -> MessyLinks.pages(path, addresses.base(name)));
    return this;
  }

  /** A second host with an address of its own that serves the same pages. */
  public SiteBuilder alsoAt(String alias) {
    aliases.add(alias);
    return this;
  }

  /** A well-formed robots.txt. */
  public SiteBuilder robots(String text) {
    put(ROBOTS, addresses -> Reply.text(addresses.fill(text)));
    rules = (addresses, token) -> RobotsRules.parse(addresses.fill(text), token);
    return this;
  }

  /** A robots.txt that answers with this status: 4xx allows everything, 5xx nothing. */
  public SiteBuilder robotsStatus(int status) {
    put(ROBOTS, addresses -> Reply.status(status));
    rules =
        (addresses, token) -> status >= 500 ? RobotsRules.disallowAll() : RobotsRules.allowAll();
    return this;
  }

  /** A robots.txt that never comes, or misbehaves otherwise: nothing is allowed. */
  public SiteBuilder robotsUnreachable(Fault fault) {
    rules = (addresses, token) -> RobotsRules.disallowAll();
    return fault(ROBOTS, fault);
  }

  /** Any answer to robots.txt; {@code allows} says whether it means everything or nothing. */
  public SiteBuilder robotsReply(Reply reply, boolean allows) {
    put(ROBOTS, addresses -> reply);
    rules = (addresses, token) -> allows ? RobotsRules.allowAll() : RobotsRules.disallowAll();
    return this;
  }

  /**
   * A robots.txt behind so many redirects. Up to five must be followed (RFC 9309, 2.3.1.2); behind
   * more it counts as missing, and everything is allowed.
   */
  public SiteBuilder robotsRedirected(int hops, String text) {
    return robotsRedirectedAcross(name, hops, text);
  }

  /** The same, but the redirects lead over another site, and the file is there. */
  public SiteBuilder robotsRedirectedAcross(String otherSite, int hops, String text) {
    ForeignHops chain = new ForeignHops(otherSite, name, hops, text);
    foreignHops = Optional.of(chain);
    put(ROBOTS, addresses -> Reply.redirect(301, chain.url(addresses, 1)));
    boolean followed = hops <= MAX_ROBOTS_REDIRECTS;
    rules =
        (addresses, token) ->
            followed ? RobotsRules.parse(addresses.fill(text), token) : RobotsRules.allowAll();
    return this;
  }

  /**
   * A robots.txt of more than 500 KiB: one path disallowed at its start, one behind the limit up to
   * which a crawler must read. The second is not held against anybody.
   */
  public SiteBuilder robotsVeryLarge(String disallowedEarly, String disallowedLate) {
    String early = "User-agent: *\nDisallow: " + disallowedEarly + "\n";
    String comment = "# " + "x".repeat(77) + "\n";
    String filling = comment.repeat(ROBOTS_LIMIT_BYTES / comment.length() + 100);
    robots(early + filling + "Disallow: " + disallowedLate + "\n");
    rules = (addresses, token) -> RobotsRules.parse(early, token);
    return this;
  }

  /** A robots.txt of random bytes: it has no rule, so everything is allowed. */
  public SiteBuilder robotsGarbage(long seed) {
    byte[] garbage = new byte[4096];
    new SplittableRandom(seed).nextBytes(garbage);
    put(ROBOTS, addresses -> Reply.of("text/plain", garbage));
    rules = (addresses, token) -> RobotsRules.allowAll();
    return this;
  }

  private SiteBuilder put(String path, Function<Addresses, Reply> reply) {
    pages.put(path, addresses -> Map.of(path, reply.apply(addresses)));
    return this;
  }

  Optional<String> neighbour() {
    return neighbour;
  }

  List<String> aliases() {
    return aliases;
  }

  Optional<ForeignHops> foreignHops() {
    return foreignHops;
  }

  Optional<String> mirrored() {
    return mix.flatMap(PageMix::mirrored);
  }

  /** Takes up the redirects of another site's robots.txt. */
  void host(ForeignHops hops) {
    for (int hop = 1; hop <= hops.count(); hop++) {
      int number = hop;
      put(hops.path(hop), addresses -> hops.reply(addresses, number));
    }
  }

  /** The generated pages; the other site's are needed when this one mirrors it. */
  Optional<GeneratedPages> generatedPages(
      Addresses addresses, String host, Prose prose, Optional<GeneratedPages> mirrored) {
    List<String> links = new ArrayList<>(frontLinks.stream().map(addresses::fill).toList());
    calendars.forEach(calendar -> links.add(calendar.entry()));
    traps.forEach(trap -> links.add(trap.entry()));
    return mix.map(
        recipe -> new GeneratedPages(name, addresses.base(host), recipe, prose, mirrored, links));
  }

  Site build(Addresses addresses, String host, String token, Optional<GeneratedPages> generated) {
    Map<String, Reply> fixed = new LinkedHashMap<>();
    pages.values().forEach(some -> fixed.putAll(some.apply(addresses)));
    List<LivingPage> alive = living.stream().map(page -> page.apply(addresses, host)).toList();
    List<PageSource> sources = new ArrayList<>(alive);
    sources.add(new FixedPages(addresses.base(host), fixed));
    generated.ifPresent(sources::add);
    sources.addAll(calendars);
    sources.addAll(traps);
    Map<String, Fault> filled = new HashMap<>();
    faults.forEach((path, fault) -> filled.put(path, fill(fault, addresses)));
    return new Site(rules.apply(addresses, token), sources, alive, filled, headers, latency);
  }

  private static Fault fill(Fault fault, Addresses addresses) {
    return fault instanceof Status.RedirectTo to
        ? new Status.RedirectTo(to.status(), addresses.fill(to.location()))
        : fault;
  }

  /** The redirects between a site's robots.txt and its text. */
  record ForeignHops(String hostingSite, String owner, int count, String text) {
    String path(int hop) {
      return RecordingReferee.ROBOTS_HOPS + owner + "/" + hop;
    }

    String url(Addresses addresses, int hop) {
      return addresses.fill("${" + hostingSite + "}") + path(hop);
    }

    Reply reply(Addresses addresses, int hop) {
      return hop == count
          ? Reply.text(addresses.fill(text))
          : Reply.redirect(302, url(addresses, hop + 1));
    }
  }
}
