package dev.sluice.engine.robots;

import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import dev.sluice.engine.parse.UrlNormalizer;
import dev.sluice.engine.robots.PathRules.Rule;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Origin;
import dev.sluice.pages.model.PageUrl;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a server's owner says to this crawler: in its robots.txt, and in its tdmrep.json.
 *
 * <p>crawler-commons reads the robots.txt: which groups are ours, misspelt names of fields, Crawl-
 * delay. Its matching of paths is not used: it takes {@code Disallow: /index.html} to mean the
 * folder too, takes URLs that {@link java.net.URI} refuses for the front page, and finds only the
 * first of several places where the end of a pattern could lie.
 *
 * <p>Immutable; what is kept is small, since the rules of thousands of servers are held in memory.
 */
public final class RobotsRules {

  /** The product token by which robots.txt files may address this crawler, in lower case. */
  public static final String PRODUCT_TOKEN = "sluice";

  /** What is read of a robots.txt: 500 KiB, the least that RFC 9309 §2.5 asks for. */
  public static final int MAX_BYTES = 500 << 10;

  /** The most sitemaps that are taken from a robots.txt. */
  public static final int MAX_SITEMAPS = 1000;

  /** Longer than any crawl; what is above it would not even fit into a time stamp. */
  private static final Duration LONGEST_DELAY = Duration.ofDays(3650);

  private static final RobotsRules ALLOW_ALL =
      new RobotsRules(PathRules.NONE, Duration.ZERO, List.of(), UsageRules.NONE, Reservations.NONE);

  private final PathRules access;
  private final Duration crawlDelay;
  private final List<String> sitemaps; // as written, since most are never asked for
  private final UsageRules usage;
  private final Reservations reservations;

  private RobotsRules(
      PathRules access,
      Duration crawlDelay,
      List<String> sitemaps,
      UsageRules usage,
      Reservations reservations) {
    this.access = access;
    this.crawlDelay = crawlDelay;
    this.sitemaps = sitemaps;
    this.usage = usage;
    this.reservations = reservations;
  }

  /** The rules in the bytes of a robots.txt; nonsense in them allows everything. */
  static RobotsRules parse(Origin origin, byte[] robotsTxt) {
    String text = text(robotsTxt);
    byte[] known = UsageRules.withoutPreferences(text).getBytes(StandardCharsets.UTF_8);
    // A Crawl-delay above this maximum would turn into "disallow all"; Sluice just waits.
    SimpleRobotRules parsed =
        new SimpleRobotRulesParser(Long.MAX_VALUE, 0)
            .parseContent(origin + "/robots.txt", known, "text/plain", List.of(PRODUCT_TOKEN));
    List<Rule> access = new ArrayList<>();
    parsed.getRobotRules().forEach(it -> access.add(new Rule(it.getPrefix(), it.isAllow())));
    return new RobotsRules(
        new PathRules(access),
        crawlDelay(parsed.getCrawlDelay()),
        parsed.getSitemaps().stream().limit(MAX_SITEMAPS).toList(),
        UsageRules.parse(text, PRODUCT_TOKEN),
        Reservations.NONE);
  }

  /** UTF-8 as the RFC asks, and UTF-16 where a byte order mark says so. */
  private static String text(byte[] bytes) {
    boolean little = bytes.length >= 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe;
    boolean big = bytes.length >= 2 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff;
    Charset charset = little || big ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    String text = new String(bytes, charset);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Duration crawlDelay(long milliseconds) {
    return milliseconds <= 0
        ? Duration.ZERO
        : Duration.ofMillis(Math.min(milliseconds, LONGEST_DELAY.toMillis()));
  }

  /** The rules of a server that has none. */
  static RobotsRules allowAll() {
    return ALLOW_ALL;
  }

  /** The same with what a tdmrep.json says. */
  RobotsRules with(Reservations found) {
    return new RobotsRules(access, crawlDelay, sitemaps, usage, found);
  }

  /** Whether a URL may be asked for; robots.txt itself always may. */
  public boolean allows(PageUrl url) {
    return url.path().equals("/robots.txt") || access.allows(comparable(url));
  }

  private static String comparable(PageUrl url) {
    return PathPattern.comparable(url.pathAndQuery());
  }

  /** The Crawl-delay; zero if there is none. */
  public Duration crawlDelay() {
    return crawlDelay;
  }

  /** The sitemaps that the robots.txt names, in any of its groups, each once; 1,000 at most. */
  public List<PageUrl> sitemaps() {
    UrlNormalizer normalizer = new UrlNormalizer();
    return sitemaps.stream()
        .map(normalizer::normalize)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /** Whether the owner asks anything about the use of pages. */
  public boolean asksAboutUse() {
    return usage != UsageRules.NONE || reservations != Reservations.NONE;
  }

  /** What the owner asks about the use of a page, if it may be asked for. */
  public List<Directive> directives(PageUrl url) {
    if (!asksAboutUse()) {
      return List.of();
    }
    String path = comparable(url);
    List<Directive> said = new ArrayList<>(usage.directives(path));
    reservations.directive(path).ifPresent(said::add);
    return said;
  }
}
