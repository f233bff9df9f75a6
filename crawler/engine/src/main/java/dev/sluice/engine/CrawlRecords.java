package dev.sluice.engine;

import dev.sluice.engine.frontier.Frontier;
import dev.sluice.engine.frontier.FrontierCheck;
import dev.sluice.engine.frontier.HostSearch;
import dev.sluice.engine.frontier.HostTable;
import dev.sluice.engine.frontier.SeedCensus;
import dev.sluice.engine.frontier.UrlTable;
import dev.sluice.engine.model.HostListing;
import dev.sluice.engine.model.HostQuery;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.HostStandings;
import dev.sluice.engine.model.HostSurvey;
import dev.sluice.engine.model.PageBudgets;
import dev.sluice.engine.model.PurgeExtent;
import dev.sluice.engine.model.PurgeTarget;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.RobotsRecord;
import dev.sluice.engine.model.Ruling.Refused;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.SeedCounts;
import dev.sluice.engine.model.SeedLogEntry;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.engine.parse.UrlNormalizer;
import dev.sluice.engine.robots.Robots;
import dev.sluice.engine.seed.SeedLog;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.Origin;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.Table;
import dev.sluice.pages.model.UrlRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a data folder knows of its crawl: URLs, hosts, robots rules, and how many of each. */
public final class CrawlRecords {

  private static final UrlNormalizer NORMALIZER = new UrlNormalizer();

  private final DataFolder data;
  private final UrlTable urls;
  private final HostTable hosts;
  private final Robots robots;
  private final SeedCensus census;

  /** The records in a folder that was opened with {@link Crawl#TABLES}. */
  public CrawlRecords(DataFolder data) {
    this.data = data;
    this.urls = new UrlTable(data::table);
    this.hosts = new HostTable(data::table);
    this.robots = new Robots(data.table(Robots.TABLE.name()));
    this.census = new SeedCensus(data::table);
  }

  /** A URL as the crawl would write it, or nothing if it is no http or https URL. */
  public static Optional<PageUrl> normalize(String url) {
    return NORMALIZER.normalize(url);
  }

  /** What became of a URL. */
  public Optional<UrlRecord> url(PageUrl url) {
    return urls.find(url);
  }

  /** What is kept of a URL's host. */
  public Optional<HostRecord> host(PageUrl url) {
    return hosts.find(PageUrl.hostKey(url.host()));
  }

  /** What a URL's host has taught of its URLs: a sentence for each kind that is cut. */
  public List<String> habits(PageUrl url) {
    return hosts.habits(PageUrl.hostKey(url.host())).describe();
  }

  /** Why a URL would not be asked for if a link led to it now, by what its host has taught. */
  public Optional<Refused> trap(PageUrl url) {
    return hosts.habits(PageUrl.hostKey(url.host())).judge(url, PageBudgets.NONE);
  }

  /**
   * How the hosts stand: all of them if there are not more than this many, otherwise that many, in
   * the order of their names, read from the right as in {@code org.example.www}.
   */
  public HostSurvey hosts(int atMost) {
    return hosts.survey(atMost);
  }

  /**
   * Some of the hosts, in the order of their names, read from the right as in {@code
   * org.example.www}, and what they wait for as far as the disk knows it; {@link Crawl#hosts} knows
   * better while a crawl runs. A domain, or all hosts, cost as much as the answer is long. Part of
   * a name, or a standing that few hosts have, costs a walk along up to 20,000 hosts, some 30 ms;
   * then the answer can be short although more come.
   */
  public HostListing hosts(HostQuery query, Instant now) {
    return new HostSearch(hosts).find(query, now);
  }

  /** How much there is of each seed, in their order; costs a few microseconds for each. */
  public List<SeedCounts> seedCounts(List<Seed> seeds) {
    return census.counts(seeds);
  }

  /**
   * How the hosts of a seed's extent stand, if there are not more than this many; otherwise that
   * many of them. They are read one by one, a thousand in about 2 ms.
   */
  public HostStandings seedHosts(Seed seed, int atMost) {
    return census.hosts(seed, atMost);
  }

  /** What a purge would remove; reads the rows of all of it. */
  public PurgeExtent extent(List<PurgeTarget> targets) {
    PurgeExtent all = new PurgeExtent(0, 0, 0);
    for (PurgeTarget target : targets) {
      UrlRange range = target.urls();
      long captures = data.pages().captureCount(range);
      all = all.plus(new PurgeExtent(hosts.count(range), urls.count(range), captures));
    }
    return all;
  }

  /** What came of asking a server for its robots.txt. */
  public Optional<RobotsRecord> robots(Origin origin) {
    return robots.read(origin);
  }

  /** Whether the rules that are stored allow a URL; nothing if none are. */
  public Optional<Boolean> allowed(PageUrl url) {
    return robots.read(url.origin()).map(record -> Robots.allows(record, url));
  }

  /**
   * What a URL's server asks about its use, in the robots.txt and tdmrep.json that are stored. What
   * the page itself asks stands with each capture.
   */
  public List<Directive> directives(PageUrl url) {
    return robots
        .read(url.origin())
        .map(record -> Robots.directives(record, url))
        .orElse(List.of());
  }

  /** How many links were not followed, by why, over all runs; a link counts each time. */
  public Map<Refusal, Long> refusals() {
    return Frontier.refusals(data);
  }

  /** How many URLs wait because a budget of pages is used up, by which. */
  public Map<Refusal, Long> overBudget() {
    return urls.overBudget();
  }

  /** What became of changes of the seed files: the newest entries, the oldest of them first. */
  public List<SeedLogEntry> seedLog(int atMost) {
    return new SeedLog(data).newest(atMost);
  }

  /** How many URLs there are of each status. */
  public Map<UrlStatus, Long> urlCounts() {
    return urlCounts(data::table);
  }

  /**
   * How many URLs there are of each status, in a store of which only the tables of counters are
   * open.
   */
  public static Map<UrlStatus, Long> urlCounts(Function<String, Table> counters) {
    return UrlTable.counts(counters);
  }

  /** Reads all records and hands each problem found to {@code problems}, as a sentence. */
  public void check(Consumer<String> problems) {
    new FrontierCheck(data, problems).run();
  }
}
