package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.UrlTable.Place;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.Findings.Link;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.VisitHistory;
import dev.sluice.pages.model.PageUrl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds which links are new, although several threads do so at the same time.
 *
 * <p>Most links of a page stood on the pages before it, so a cache of recent URLs is asked first,
 * and the store only for the rest, all at once. A thread claims a URL before it looks whether the
 * store knows it, and holds the claim until its batch is committed. So of two threads with the same
 * link one claims it, and the other either fails to claim it, or claims it later and finds it in
 * the store. If the one that claimed it dies before its commit, its page is still queued and will
 * bring the link again.
 */
final class Discovery {

  private static final int RECENT_URLS = 1 << 18;

  private final UrlTable urls;
  private final RecentUrls recent = new RecentUrls(RECENT_URLS);
  private final Set<PageUrl> claims = ConcurrentHashMap.newKeySet();
  private final AtomicLong forgotten = new AtomicLong();

  Discovery(UrlTable urls) {
    this.urls = urls;
  }

  /** Links that are new, with their places in the queue; closing it gives the claims back. */
  final class Found implements AutoCloseable {

    private final List<PageUrl> claimed = new ArrayList<>();
    private final List<PageUrl> known = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<PageUrl> outdated = new ArrayList<>();
    private final long since = forgotten.get();

    List<Place> places() {
      return places;
    }

    /** Pages that were fetched before they last changed, as a sitemap says. */
    List<PageUrl> outdated() {
      return outdated;
    }

    /** To be called when the places are committed. */
    void committed() {
      if (since != forgotten.get()) {
        return;
      }
      known.forEach(recent::add);
      places.forEach(place -> recent.add(place.record().url().url()));
      if (since != forgotten.get()) {
        recent.clear(); // what was known may have been removed, and remembered only then
      }
    }

    @Override
    public void close() {
      claimed.forEach(claims::remove);
    }
  }

  /** Looks every URL up again: some of those that were known are not any more. */
  void forgetRecent() {
    forgotten.incrementAndGet();
    recent.clear();
  }

  /** Finds those of the links that are new. */
  Found find(List<Link> links, Instant now) {
    Found found = new Found();
    try {
      Map<PageUrl, Link> candidates = new LinkedHashMap<>();
      for (Link link : links) {
        PageUrl url = link.url().url();
        boolean dated = link.lastModified().isPresent();
        if ((dated || !recent.contains(url)) && claims.add(url)) {
          found.claimed.add(url);
          candidates.put(url, link);
        }
      }
      split(found, List.copyOf(candidates.values()), now);
      return found;
    } catch (RuntimeException failure) {
      found.close();
      throw failure;
    }
  }

  private void split(Found found, List<Link> candidates, Instant now) {
    if (candidates.isEmpty()) {
      return;
    }
    List<CrawlUrl> asked = candidates.stream().map(Link::url).toList();
    boolean[] known = urls.areKnown(asked);
    for (int i = 0; i < known.length; i++) {
      if (known[i]) {
        found.known.add(asked.get(i).url());
        if (isOutdated(candidates.get(i))) {
          found.outdated.add(asked.get(i).url());
        }
      } else {
        found.places.add(UrlTable.newPlace(asked.get(i), expected(candidates.get(i)), now));
      }
    }
  }

  /** Whether a page that is visited again has changed since its last visit, as the link says. */
  private boolean isOutdated(Link link) {
    return link.lastModified().isPresent()
        && urls.find(link.url().url())
            .map(UrlRecord::history)
            .filter(history -> history.nextVisit().isPresent())
            .flatMap(VisitHistory::lastVisit)
            .filter(link.lastModified().get()::isAfter)
            .isPresent();
  }

  private static VisitHistory expected(Link link) {
    return link.changesEach().map(VisitHistory::expecting).orElse(VisitHistory.NONE);
  }
}
