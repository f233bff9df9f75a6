package dev.sluice.engine.crawler4j;

import crawlercommons.filters.basic.BasicURLNormalizer;
import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.model.FetchResult.Answer;
import edu.uci.ics.crawler4j.crawler.CrawlConfig;
import edu.uci.ics.crawler4j.crawler.Page;
import edu.uci.ics.crawler4j.parser.HtmlParser;
import edu.uci.ics.crawler4j.parser.ParseData;
import edu.uci.ics.crawler4j.parser.Parser;
import edu.uci.ics.crawler4j.url.WebURL;
import edu.uci.ics.crawler4j.url.WebURLFactory;
import java.io.IOException;
import java.util.Set;

/** Our reading of answers in the form in which crawler4j asks for it. */
final class ParserBinding extends Parser {

  private static final ParseData NOTHING_TO_SCHEDULE = new NoLinks();

  private final AnswerReader reader;

  ParserBinding(
      CrawlConfig config, BasicURLNormalizer normalizer, WebURLFactory urls, AnswerReader reader)
      throws IOException {
    super(config, normalizer, new HtmlParser() {}, null, urls);
    this.reader = reader;
  }

  @Override
  public void parse(Page page) {
    LeasedUrl leased = (LeasedUrl) page.getWebURL();
    if (leased.result().orElse(null) instanceof Answer answer) {
      leased.setFindings(reader.read((PageLease) leased.lease(), answer));
    }
    page.setParseData(NOTHING_TO_SCHEDULE);
  }

  /** Links go to the frontier with their page, and not one by one through the loop. */
  private static final class NoLinks implements ParseData {

    @Override
    public Set<WebURL> getOutgoingUrls() {
      return Set.of();
    }

    @Override
    public void setOutgoingUrls(Set<WebURL> outgoing) {
      // not kept
    }

    @Override
    public String toString() {
      return "";
    }
  }
}
