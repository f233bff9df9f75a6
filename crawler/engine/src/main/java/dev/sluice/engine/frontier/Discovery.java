package dev.sluice.engine.frontier;

import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.HostClock;
import dev.sluice.pages.DataFolder;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.PageUrl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds which links are new and queues them, once each, although several threads do so at the same
 * time.
 *
 * <p>A thread claims a URL before it looks whether the store knows it, and holds the claim until
 * its batch is committed. So of two threads with the same link one claims it, and the other either
 * fails to claim it, or claims it later and finds it in the store. If the one that claimed it dies
 * before its commit, its page is still queued and will bring the link again.
 */
final class Discovery {

  private final DataFolder data;
  private final UrlTable urls;
  private final HostTable hosts;
  private final Set<String> claims = ConcurrentHashMap.newKeySet();

  Discovery(DataFolder data, UrlTable urls, HostTable hosts) {
    this.data = data;
    this.urls = urls;
    this.hosts = hosts;
  }

  /** Links that are new, with their places in the queue; closing it gives the claims back. */
  final class Found implements AutoCloseable {

    private final List<String> claimed = new ArrayList<>();
    private final List<UrlTable.Place> places = new ArrayList<>();

    List<UrlTable.Place> places() {
      return places;
    }

    @Override
    public void close() {
      claimed.forEach(claims::remove);
    }

    private boolean claim(String what) {
      boolean mine = claims.add(what);
      if (mine) {
        claimed.add(what);
      }
      return mine;
    }
  }

  /** Adds those of the links to a batch that are new. */
  Found add(Batch batch, List<CrawlUrl> links, Instant now) {
    Found found = new Found();
    try {
      Map<PageUrl, CrawlUrl> candidates = new LinkedHashMap<>();
      for (CrawlUrl link : links) {
        if (found.claim(link.url().toString())) {
          candidates.put(link.url(), link);
        }
      }
      for (CrawlUrl link : urls.unknown(List.copyOf(candidates.values()))) {
        know(PageUrl.hostKey(link.url().host()));
        found.places.add(urls.addNew(batch, link, now));
      }
      return found;
    } catch (RuntimeException failure) {
      found.close();
      throw failure;
    }
  }

  /**
   * Gives a host its row, by a commit of its own, before anything of it can be queued or asked for:
   * the next start finds its hosts by their rows. Were the row part of the caller's batch, a kill
   * could take it away from the URLs of another thread, which had found it taken care of.
   */
  synchronized void know(String hostKey) {
    if (hosts.find(hostKey).isEmpty()) {
      try (Batch batch = data.newBatch()) {
        hosts.put(batch, hostKey, HostClock.NEW);
        batch.commit();
      }
    }
  }
}
