package dev.sluice.engine.robots;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import dev.sluice.pages.model.Origin;
import dev.sluice.pages.model.PageUrl;
import java.time.Duration;
import java.util.List;

/** What a server's robots.txt says to this crawler. */
public final class RobotsRules {

  /** The product token by which robots.txt files may address this crawler, in lower case. */
  public static final String PRODUCT_TOKEN = "sluice";

  /** What is read of a robots.txt: 500 KiB, the least that RFC 9309 §2.5 asks for. */
  public static final int MAX_BYTES = 500 << 10;

  /** Longer than any crawl; what is above it would not even fit into a time stamp. */
  private static final Duration LONGEST_DELAY = Duration.ofDays(3650);

  private final BaseRobotRules rules;

  private RobotsRules(BaseRobotRules rules) {
    this.rules = rules;
  }

  /** The rules in the bytes of a robots.txt; nonsense in them allows everything. */
  static RobotsRules parse(Origin origin, byte[] robotsTxt) {
    // A Crawl-delay above this maximum would turn into "disallow all"; Sluice just waits.
    SimpleRobotRulesParser parser = new SimpleRobotRulesParser(Long.MAX_VALUE, 0);
    return new RobotsRules(
        parser.parseContent(
            origin + "/robots.txt", robotsTxt, "text/plain", List.of(PRODUCT_TOKEN)));
  }

  /** The rules of a server that has none. */
  static RobotsRules allowAll() {
    return new RobotsRules(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL));
  }

  /** Whether a URL may be asked for; robots.txt itself always may. */
  public boolean allows(PageUrl url) {
    return url.path().equals("/robots.txt") || rules.isAllowed(url.toString());
  }

  /** The Crawl-delay; zero if there is none. */
  public Duration crawlDelay() {
    long milliseconds = rules.getCrawlDelay();
    return milliseconds <= 0
        ? Duration.ZERO
        : Duration.ofMillis(Math.min(milliseconds, LONGEST_DELAY.toMillis()));
  }
}
