package dev.sluice.engine.crawler4j;

import crawlercommons.filters.basic.BasicURLNormalizer;
import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.parse.PageParser;
import dev.sluice.pages.model.PageUrl;
import edu.uci.ics.crawler4j.crawler.CrawlConfig;
import edu.uci.ics.crawler4j.crawler.Page;
import edu.uci.ics.crawler4j.parser.HtmlParser;
import edu.uci.ics.crawler4j.parser.ParseData;
import edu.uci.ics.crawler4j.parser.Parser;
import edu.uci.ics.crawler4j.url.WebURL;
import edu.uci.ics.crawler4j.url.WebURLFactory;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Our page parser in the form in which crawler4j asks for it. */
final class ParserBinding extends Parser {

  private final PageParser parser;

  ParserBinding(
      CrawlConfig config, BasicURLNormalizer normalizer, WebURLFactory urls, PageParser parser)
      throws IOException {
    super(config, normalizer, new HtmlParser() {}, null, urls);
    this.parser = parser;
  }

  @Override
  public void parse(Page page) {
    LeasedUrl leased = (LeasedUrl) page.getWebURL();
    PageUrl url = ((PageLease) leased.lease()).url().url();
    Links found = new Links();
    if (leased.result().orElse(null) instanceof Answer answer) {
      parser
          .parse(url, answer)
          .links()
          .forEach(target -> found.urls.add(new LinkUrl(leased, target)));
    }
    page.setParseData(found);
  }

  /** The links of a page, as crawler4j passes them on. */
  private static final class Links implements ParseData {

    private Set<WebURL> urls = new LinkedHashSet<>();

    @Override
    public Set<WebURL> getOutgoingUrls() {
      return urls;
    }

    @Override
    public void setOutgoingUrls(Set<WebURL> outgoing) {
      urls = outgoing;
    }

    @Override
    public String toString() {
      return urls.size() + " links";
    }
  }
}
