package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.UrlTable.Place;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.CrawlUrl.Kind;
import dev.sluice.engine.model.Findings.Link;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.Seed;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.PageUrl;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Brings URLs into the queues of their hosts: seeds, links that are new, and pages that are to be
 * visited again.
 *
 * <p>Safe for use by several threads: it takes the frontier's lock, and nobody calls it with the
 * lock held.
 */
final class Intake {

  private final Tables tables;
  private final Dispatch dispatch;
  private final Gate gate;
  private final Discovery discovery;

  Intake(Tables tables, Dispatch dispatch, Gate gate) {
    this.tables = tables;
    this.dispatch = dispatch;
    this.gate = gate;
    this.discovery = new Discovery(tables.urls());
  }

  /** Queues the first pages of seeds, those that are not known yet; says how many those are. */
  int add(List<Seed> seeds) {
    List<Link> links = new ArrayList<>();
    for (Seed seed : seeds) {
      links.add(Link.to(new CrawlUrl(seed.url(), 0, seed.name(), Optional.empty())));
      for (PageUrl sitemap : seed.sitemaps()) {
        links.add(Link.to(new CrawlUrl(sitemap, Kind.SITEMAP, 0, seed.name(), Optional.empty())));
      }
    }
    int added = discover(links);
    bringForward(links);
    return added;
  }

  /** Queues those of the links that are not known yet; says how many those are. */
  int discover(List<Link> links) {
    Instant now = gate.now();
    try (Batch batch = tables.newBatch();
        Discovery.Found found = find(links, now)) {
      commit(batch, found, List.of(), now, () -> {});
      return found.places().size();
    }
  }

  /** URLs that were known may have been removed. */
  void forgetRecent() {
    discovery.forgetRecent();
  }

  /** Finds those of the links that are new; they are claimed until what was found is closed. */
  Discovery.Found find(List<Link> links, Instant now) {
    return discovery.find(links, now);
  }

  /**
   * Commits a batch, with which new places come into queues: those that were found, and others that
   * the batch holds already. The hosts are told before, so that none is forgotten meanwhile, and
   * after.
   *
   * @param change of the memory, to go with the commit
   */
  void commit(
      Batch batch, Discovery.Found found, List<Place> others, Instant now, Runnable change) {
    int all = found.places().size();
    expect(found.places(), now);
    tables.tallies().refuse(batch, Refusal.TOO_MANY_SUBDOMAINS, all - found.places().size());
    List<Place> places = new ArrayList<>(others);
    expect(places, now);
    places.addAll(found.places());
    boolean committed = false;
    try {
      tables.urls().addNew(batch, found.places());
      batch.commit();
      found.committed();
      committed = true;
    } finally {
      boolean arrived = committed;
      gate.changing(
          () -> {
            dispatch.arrived(places, arrived);
            if (arrived) {
              change.run();
            }
          });
    }
  }

  private void expect(List<Place> places, Instant now) {
    if (places.isEmpty()) {
      return;
    }
    gate.lock();
    try {
      dispatch.expect(places, now);
    } finally {
      gate.unlock();
    }
  }

  /**
   * Puts seeds that were queued before, as links found far from another seed, to where seeds stand.
   * A host that is being asked is left alone: the seed could be what it is asked for.
   */
  private void bringForward(List<Link> seeds) {
    for (Link link : seeds) {
      CrawlUrl seed = link.url();
      tables
          .urls()
          .find(seed.url())
          .filter(known -> known.status().isInQueue() && known.url().depth() > 0)
          .ifPresent(known -> gate.changing(() -> bringForward(seed, known)));
    }
  }

  /** With the lock held, for the commit too: the host must not be asked for it meanwhile. */
  private void bringForward(CrawlUrl seed, UrlRecord known) {
    HostQueue host = dispatch.queues().find(PageUrl.hostKey(seed.url().host())).orElse(null);
    if (host != null && host.state() == HostQueue.State.BUSY) {
      return;
    }
    Place before = UrlTable.place(known);
    UrlRecord nearer = known.as(seed);
    List<Place> forward = new ArrayList<>(List.of(UrlTable.place(nearer)));
    dispatch.expect(forward, gate.now());
    try (Batch batch = tables.newBatch()) {
      tables.urls().replace(batch, before, nearer);
      batch.commit();
    }
    if (host != null) {
      host.removed(before);
    }
    dispatch.arrived(forward, true);
  }
}
