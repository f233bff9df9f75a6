package dev.sluice.engine.crawler4j;

import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.Findings;
import dev.sluice.engine.model.Findings.Link;
import dev.sluice.engine.model.ParsedPage;
import dev.sluice.engine.model.Ruling;
import dev.sluice.engine.model.Ruling.Ours;
import dev.sluice.engine.model.Ruling.Refused;
import dev.sluice.engine.model.Scope;
import dev.sluice.engine.parse.PageParser;
import dev.sluice.pages.model.PageUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Finds what an answer brings besides its bytes, and counts the links that are not ours by why.
 *
 * <p>A parsed page takes many times its size in memory, so there are only as many at a time as the
 * machine can work on. Safe for use by several threads.
 */
final class AnswerReader {

  private static final int PARSED_AT_ONCE = 2 * Runtime.getRuntime().availableProcessors();

  private final PageParser parser;
  private final Scope scope;
  private final CrawlCounts counts;
  private final Semaphore turns = new Semaphore(PARSED_AT_ONCE);

  AnswerReader(PageParser parser, Scope scope, CrawlCounts counts) {
    this.parser = parser;
    this.scope = scope;
    this.counts = counts;
  }

  /** What an answer says that is no redirect. */
  Findings read(CrawlUrl url, Answer answer) {
    return page(url, answer);
  }

  private Findings page(CrawlUrl url, Answer answer) {
    turns.acquireUninterruptibly();
    try {
      ParsedPage page = parser.parse(url.url(), answer);
      List<Link> links = new ArrayList<>(page.links().size());
      for (PageUrl target : page.links()) {
        add(links, scope.follow(url, target));
      }
      return new Findings(links, page.directives(), page.textDigest());
    } finally {
      turns.release();
    }
  }

  /** Where a redirect leads: a URL like any other, to be asked for in its turn. */
  Findings redirect(CrawlUrl url, Answer answer) {
    List<Link> links = new ArrayList<>(1);
    redirectTarget(url.url(), answer).ifPresent(target -> add(links, scope.redirect(url, target)));
    return new Findings(links, List.of(), 0);
  }

  Optional<PageUrl> redirectTarget(PageUrl url, Answer answer) {
    return answer.redirect() ? parser.redirectTarget(url, answer) : Optional.empty();
  }

  private void add(List<Link> links, Ruling ruling) {
    if (ruling instanceof Ours ours) {
      links.add(Link.to(ours.url()));
    } else {
      counts.count(((Refused) ruling).why());
    }
  }
}
