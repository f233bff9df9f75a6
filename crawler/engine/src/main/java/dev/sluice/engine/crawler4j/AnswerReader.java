package dev.sluice.engine.crawler4j;

import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.model.ChangeFrequency;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.CrawlUrl.Kind;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.Findings;
import dev.sluice.engine.model.Findings.Link;
import dev.sluice.engine.model.ParsedPage;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.Ruling;
import dev.sluice.engine.model.Ruling.Ours;
import dev.sluice.engine.model.Ruling.Refused;
import dev.sluice.engine.model.Sitemap;
import dev.sluice.engine.model.SitemapEntry;
import dev.sluice.engine.parse.PageParser;
import dev.sluice.engine.robots.SitemapParser;
import dev.sluice.pages.model.Directive;
import dev.sluice.pages.model.PageUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what an answer brings besides its bytes, in turns at the processors. Safe for use by
 * several threads.
 */
final class AnswerReader {

  /** The protocol allows no index within an index, but there are some. */
  private static final int MAX_INDEX_DEPTH = 3;

  private final PageParser parser;
  private final SitemapParser sitemaps;
  private final ProcessorTurns turns;

  AnswerReader(PageParser parser, SitemapParser sitemaps, ProcessorTurns turns) {
    this.parser = parser;
    this.sitemaps = sitemaps;
    this.turns = turns;
  }

  /** What an answer says that is no redirect. */
  Findings read(PageLease lease, Answer answer) {
    boolean sitemap = lease.url().kind() == Kind.SITEMAP;
    return turns.take(() -> sitemap ? sitemap(lease, answer) : page(lease, answer));
  }

  private Findings sitemap(PageLease lease, Answer answer) {
    CrawlUrl url = lease.url();
    String type = answer.headers().mediaType();
    Sitemap sitemap = sitemaps.parse(url.url(), type, answer.body());
    Sorted links = new Sorted();
    boolean index = sitemap instanceof Sitemap.Index;
    for (SitemapEntry entry : sitemap.entries()) {
      if (!index) {
        links.add(lease.scope().listed(url, entry.url()), entry);
      } else if (url.depth() < MAX_INDEX_DEPTH) {
        CrawlUrl part =
            new CrawlUrl(
                entry.url(), Kind.SITEMAP, url.depth() + 1, url.seed(), Optional.of(url.url()));
        links.add(new Ours(part), entry);
      }
    }
    return links.findings(List.of(), 0);
  }

  /** Links that are ours, and how many are not. */
  private static final class Sorted {

    private final List<Link> ours = new ArrayList<>();
    private final Map<Refusal, Integer> refused = new EnumMap<>(Refusal.class);

    void add(Ruling ruling) {
      if (ruling instanceof Ours accepted) {
        ours.add(Link.to(accepted.url()));
      } else {
        refused.merge(((Refused) ruling).why(), 1, Integer::sum);
      }
    }

    void add(Ruling ruling, SitemapEntry entry) {
      if (ruling instanceof Ours accepted) {
        Optional<Duration> each = entry.changeFrequency().map(ChangeFrequency::each);
        ours.add(new Link(accepted.url(), entry.lastModified(), each));
      } else {
        add(ruling);
      }
    }

    Findings findings(List<Directive> directives, long textDigest) {
      return new Findings(ours, refused, directives, textDigest);
    }
  }

  private Findings page(PageLease lease, Answer answer) {
    CrawlUrl url = lease.url();
    ParsedPage page = parser.parse(url.url(), answer);
    Sorted links = new Sorted();
    for (PageUrl target : page.links()) {
      links.add(lease.scope().follow(url, target));
    }
    return links.findings(page.directives(), page.textDigest());
  }

  /** Where a redirect leads: a URL like any other, to be asked for in its turn. */
  Findings redirect(PageLease lease, Answer answer) {
    CrawlUrl url = lease.url();
    Sorted links = new Sorted();
    redirectTarget(url.url(), answer)
        .ifPresent(target -> links.add(lease.scope().redirect(url, target)));
    return links.findings(List.of(), 0);
  }

  Optional<PageUrl> redirectTarget(PageUrl url, Answer answer) {
    return answer.redirect() ? parser.redirectTarget(url, answer) : Optional.empty();
  }
}
