package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.HostTable.Known;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.PurgeProgress;
import dev.sluice.engine.model.PurgeProgress.Stage;
import dev.sluice.engine.model.Purged;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.PageRemoval;
import dev.sluice.pages.model.PageRemoval.HandedOver;
import dev.sluice.pages.model.PageRemoval.Removed;
import dev.sluice.pages.model.PageUrl;
import dev.sluice.pages.model.UrlRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Removes what is known and stored of some URLs, while the crawl goes on with others.
 *
 * <p>What was under way when it began is waited for: it was handed out by the seeds as they were
 * then, and what it brings goes with the rest. Then a few URLs of one host at a time go in one
 * batch, with the frontier's lock held, while the host is not being asked: nobody else reads its
 * queue or writes its rows meanwhile. A host goes last, when nothing of it is left and its clock
 * has run out, since that must not be forgotten.
 *
 * <p>A purge that is killed leaves a store that is whole; the same purge ends it.
 */
final class Purging {

  /** So that the lock is held for a few milliseconds. */
  private static final int AT_ONCE = 16;

  private static final int HOSTS_AT_ONCE = 64;

  private final Tables tables;
  private final Dispatch dispatch;
  private final Gate gate;
  private final Intake intake;
  private final Visits visits;
  private final Budgets budgets;
  private final AtomicBoolean running = new AtomicBoolean();

  Purging(
      Tables tables, Dispatch dispatch, Gate gate, Intake intake, Visits visits, Budgets budgets) {
    this.tables = tables;
    this.dispatch = dispatch;
    this.gate = gate;
    this.intake = intake;
    this.visits = visits;
    this.budgets = budgets;
  }

  /** What has gone so far. */
  private static final class Count {
    private final Consumer<PurgeProgress> progress;
    private final long expected;
    private long hosts;
    private long hostsLeft;
    private long urls;
    private long captures;
    private long bodies;
    private long bodyBytes;

    /**
     * @param shared bodies that go where they lie, but were copied
     */
    Count(Consumer<PurgeProgress> progress, long expected, HandedOver shared) {
      this.progress = progress;
      this.expected = expected;
      this.bodies = -shared.bodies();
      this.bodyBytes = -shared.bodyBytes();
    }

    void add(Removed removed) {
      captures += removed.captures().size();
      bodies += removed.bodies();
      bodyBytes += removed.bodyBytes();
    }

    void tell() {
      progress.accept(new PurgeProgress(Stage.REMOVING, captures, expected));
    }

    Purged result() {
      return new Purged(hosts, hostsLeft, urls, captures, bodies, bodyBytes);
    }
  }

  /**
   * Removes all of these URLs.
   *
   * @throws IllegalStateException if another purge is under way
   */
  Purged run(List<UrlRange> ranges, Consumer<PurgeProgress> progress) throws InterruptedException {
    if (!running.compareAndSet(false, true)) {
      throw new IllegalStateException("another purge is under way");
    }
    try (PageRemoval removal = tables.data().pages().removal(ranges)) {
      progress.accept(new PurgeProgress(Stage.WAITING, 0, 0));
      gate.awaitEndOfLeases();
      long all = tables.data().pages().captureCount();
      HandedOver shared =
          removal.handOver(read -> progress.accept(new PurgeProgress(Stage.COMPARING, read, all)));
      long expected = ranges.stream().mapToLong(tables.data().pages()::captureCount).sum();
      Count count = new Count(progress, expected, shared);
      removeCaptures(removal, true, count);
      removeCaptures(removal, false, count);
      for (UrlRange range : ranges) {
        removeUrls(range, count);
      }
      intake.forgetRecent();
      for (UrlRange range : ranges) {
        removeHosts(HostRange.of(range), count);
      }
      return count.result();
    } finally {
      running.set(false);
    }
  }

  /**
   * @param borrowers only those captures that have no body of their own
   */
  private void removeCaptures(PageRemoval removal, boolean borrowers, Count count)
      throws InterruptedException {
    List<PageUrl> urls = removal.next(Optional.empty(), AT_ONCE);
    while (!urls.isEmpty()) {
      for (List<PageUrl> ofHost : byHost(urls)) {
        String hostKey = PageUrl.hostKey(ofHost.get(0).host());
        still(hostKey, () -> removeCaptures(hostKey, ofHost, removal, borrowers, count));
      }
      count.tell();
      urls = removal.next(Optional.of(urls.get(urls.size() - 1)), AT_ONCE);
    }
  }

  /** URLs that come host by host. */
  private static List<List<PageUrl>> byHost(List<PageUrl> urls) {
    List<List<PageUrl>> byHost = new ArrayList<>();
    String host = "";
    for (PageUrl url : urls) {
      if (!url.host().equals(host)) {
        host = url.host();
        byHost.add(new ArrayList<>());
      }
      byHost.get(byHost.size() - 1).add(url);
    }
    return byHost;
  }

  private void removeCaptures(
      String hostKey, List<PageUrl> urls, PageRemoval removal, boolean borrowers, Count count) {
    List<Capture> gone = new ArrayList<>();
    try (Batch batch = tables.newBatch()) {
      for (PageUrl url : urls) {
        Removed removed =
            borrowers ? removal.removeBorrowers(batch, url) : removal.removeAll(batch, url);
        count.add(removed);
        gone.addAll(removed.captures());
        if (removed.left() == 0) {
          tables.urls().find(url).ifPresent(record -> remove(batch, record, count));
        }
      }
      budgets.remove(batch, gone);
      losePages(batch, hostKey, gone.size());
      batch.commit();
    }
    forgetHead(hostKey);
  }

  private void remove(Batch batch, UrlRecord record, Count count) {
    tables.urls().remove(batch, record);
    count.urls++;
  }

  private void losePages(Batch batch, String hostKey, int pages) {
    Optional<HostQueue> held = dispatch.queues().find(hostKey);
    if (held.isPresent()) {
      HostRecord fewer = held.get().onDisk().withoutPages(pages);
      held.get().written(fewer);
      tables.hosts().put(batch, hostKey, fewer);
    } else {
      tables
          .hosts()
          .find(hostKey)
          .ifPresent(host -> tables.hosts().put(batch, hostKey, host.withoutPages(pages)));
    }
  }

  private void forgetHead(String hostKey) {
    dispatch.queues().find(hostKey).ifPresent(HostQueue::readAnew);
    dispatch.forget(hostKey);
  }

  /** Removes the URLs that have no captures: what is queued, and what was fetched in vain. */
  private void removeUrls(UrlRange range, Count count) throws InterruptedException {
    List<UrlRecord> records = tables.urls().within(range, Optional.empty(), AT_ONCE);
    while (!records.isEmpty()) {
      for (List<PageUrl> ofHost :
          byHost(records.stream().map(known -> known.url().url()).toList())) {
        String hostKey = PageUrl.hostKey(ofHost.get(0).host());
        still(hostKey, () -> removeUrls(hostKey, ofHost, count));
      }
      PageUrl last = records.get(records.size() - 1).url().url();
      records = tables.urls().within(range, Optional.of(last), AT_ONCE);
    }
  }

  private void removeUrls(String hostKey, List<PageUrl> urls, Count count) {
    try (Batch batch = tables.newBatch()) {
      for (PageUrl url : urls) {
        tables.urls().find(url).ifPresent(record -> remove(batch, record, count));
      }
      batch.commit();
    }
    forgetHead(hostKey);
  }

  /** Does something while a host is not being asked, with the frontier's lock held. */
  private void still(String hostKey, Runnable change) throws InterruptedException {
    while (!changeIfStill(hostKey, change)) {
      gate.awaitSettled(() -> !isBusy(hostKey));
    }
  }

  private boolean changeIfStill(String hostKey, Runnable change) {
    visits.begin(); // before the lock, as others do it
    gate.lock();
    try {
      if (isBusy(hostKey)) {
        return false;
      }
      change.run();
      return true;
    } finally {
      gate.unlock();
      visits.end();
    }
  }

  private boolean isBusy(String hostKey) {
    return dispatch
        .queues()
        .find(hostKey)
        .filter(host -> host.state() == HostQueue.State.BUSY)
        .isPresent();
  }

  private void removeHosts(HostRange range, Count count) {
    HostRange rest = range;
    List<Known> hosts = tables.hosts().within(rest, HOSTS_AT_ONCE);
    while (!hosts.isEmpty()) {
      hosts.forEach(host -> removeHost(host.key(), count));
      rest = rest.after(hosts.get(hosts.size() - 1).key());
      hosts = tables.hosts().within(rest, HOSTS_AT_ONCE);
    }
  }

  private void removeHost(String hostKey, Count count) {
    gate.lock();
    try {
      if (tables.urls().hasAny(hostKey)) {
        return; // parts of it stay
      }
      Optional<HostQueue> held = dispatch.queues().find(hostKey);
      HostRecord record =
          held.map(HostQueue::onDisk).or(() -> tables.hosts().find(hostKey)).orElseThrow();
      if (isNeeded(hostKey, held, record, gate.now())) {
        count.hostsLeft++;
        return;
      }
      dispatch.remove(hostKey, record);
      count.hosts++;
    } finally {
      gate.unlock();
    }
  }

  /** Whether it must be remembered: it is being asked, or may not be asked again yet. */
  private boolean isNeeded(
      String hostKey, Optional<HostQueue> held, HostRecord record, Instant now) {
    return isBusy(hostKey)
        || held.filter(host -> !host.errands().isEmpty()).isPresent()
        || dispatch.isExpected(hostKey)
        || record.clock().nextRequest().isAfter(now);
  }
}
