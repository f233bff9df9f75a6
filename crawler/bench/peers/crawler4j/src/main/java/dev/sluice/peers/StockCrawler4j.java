package dev.sluice.peers;

import crawlercommons.filters.basic.BasicURLNormalizer;
import de.hshn.mi.crawler4j.frontier.HSQLDBFrontierConfiguration;
import edu.uci.ics.crawler4j.crawler.CrawlConfig;
import edu.uci.ics.crawler4j.crawler.CrawlController;
import edu.uci.ics.crawler4j.crawler.Page;
import edu.uci.ics.crawler4j.crawler.WebCrawler;
import edu.uci.ics.crawler4j.fetcher.PageFetcher;
import edu.uci.ics.crawler4j.robotstxt.RobotstxtConfig;
import edu.uci.ics.crawler4j.robotstxt.RobotstxtServer;
import edu.uci.ics.crawler4j.url.WebURL;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * crawler4j as its README shows it, with raw pages appended to a file; it stays on the hosts of its
 * seeds. Arguments: folder, file of seeds, threads, delay in milliseconds, and whether the crawl is
 * resumable (true: the frontier lies on the disk; false, crawler4j's default: in memory).
 *
 * <p>Not its defaults: links and pages have no bounds that this web would reach, an empty queue ends
 * the crawl in a few seconds instead of thirty, and a politeness delay of zero is allowed.
 */
public final class StockCrawler4j extends WebCrawler {

  private final Set<String> hosts;
  private final DataOutputStream pages;

  private StockCrawler4j(Set<String> hosts, DataOutputStream pages) {
    this.hosts = hosts;
    this.pages = pages;
  }

  public static void main(String[] words) throws Exception {
    Path folder = Files.createDirectories(Path.of(words[0]));
    List<String> seeds = Files.readAllLines(Path.of(words[1]));
    Set<String> hosts = new HashSet<>();
    seeds.forEach(seed -> hosts.add(URI.create(seed).getHost()));

    CrawlConfig config = new CrawlConfig();
    config.setCrawlStorageFolder(folder.toString());
    config.setPolitenessDelay(Integer.parseInt(words[3]));
    config.setResumableCrawling(Boolean.parseBoolean(words[4]));
    config.setMaxOutgoingLinksToFollow(Integer.MAX_VALUE - 1);
    config.setThreadMonitoringDelaySeconds(1);
    config.setThreadShutdownDelaySeconds(1);
    config.setCleanupDelaySeconds(1);

    int threads = Integer.parseInt(words[2]);
    HSQLDBFrontierConfiguration frontier =
        new HSQLDBFrontierConfiguration(config, Math.max(10, threads));
    BasicURLNormalizer normalizer =
        BasicURLNormalizer.newBuilder()
            .idnNormalization(BasicURLNormalizer.IdnNormalization.NONE)
            .build();
    PageFetcher fetcher = new PageFetcher(config, normalizer);
    RobotstxtServer robots =
        new RobotstxtServer(new RobotstxtConfig(), fetcher, frontier.getWebURLFactory());
    CrawlController controller =
        new CrawlController(config, normalizer, fetcher, robots, frontier);
    for (String seed : seeds) {
      controller.addSeed(seed);
    }
    try (DataOutputStream pages =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(folder.resolve("pages")), 1 << 16))) {
      controller.start(() -> new StockCrawler4j(hosts, pages), threads);
    }
    System.exit(0);
  }

  @Override
  public boolean shouldVisit(Page referringPage, WebURL url) {
    return hosts.contains(URI.create(url.getURL()).getHost());
  }

  @Override
  public void visit(Page page) {
    byte[] url = page.getWebURL().getURL().getBytes(StandardCharsets.UTF_8);
    byte[] body = page.getContentData();
    synchronized (pages) {
      try {
        pages.writeInt(url.length);
        pages.write(url);
        pages.writeInt(body.length);
        pages.write(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
