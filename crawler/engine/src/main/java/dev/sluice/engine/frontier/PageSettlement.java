package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.UrlTable.Place;
import dev.sluice.engine.model.CrawlUrl.Kind;
import dev.sluice.engine.model.FetchResult;
import dev.sluice.engine.model.FetchResult.Answer;
import dev.sluice.engine.model.Findings;
import dev.sluice.engine.model.HostClock;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.engine.robots.RobotsRules;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Change;
import dev.sluice.pages.model.ContentHash;
import dev.sluice.pages.model.Directive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Settles what came of a page, all in one batch: its capture, its links, its own next state, and
 * its host's clock and habits.
 *
 * <p>Whoever has the lease is the only one to change its host, so the batch is put together without
 * the frontier's lock, which is taken when it is committed.
 */
final class PageSettlement {

  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final Tables tables;
  private final Politeness politeness;
  private final Outcomes outcomes;
  private final Budgets budgets;
  private final Visits visits;
  private final Dispatch dispatch;
  private final Gate gate;
  private final Intake intake;
  private final Rounds rounds;

  PageSettlement(
      Tables tables,
      Politeness politeness,
      Outcomes outcomes,
      Budgets budgets,
      Visits visits,
      Dispatch dispatch,
      Gate gate,
      Intake intake,
      Rounds rounds) {
    this.tables = tables;
    this.politeness = politeness;
    this.outcomes = outcomes;
    this.budgets = budgets;
    this.visits = visits;
    this.dispatch = dispatch;
    this.gate = gate;
    this.intake = intake;
    this.rounds = rounds;
  }

  /** Commits what came of a page, and takes note of it. */
  void settle(PageLease lease, FetchResult result, Findings findings) {
    HostQueue host = lease.host();
    SeedPolicy policy = lease.policy();
    Instant endedAt = result.endedAt();
    Optional<RobotsRules> rules = tables.robots().rules(lease.url().url().origin(), endedAt);
    HostClock clock = clock(host, result, policy, rules);
    try (Batch batch = tables.newBatch();
        Discovery.Found found = intake.find(findings.links(), endedAt)) {
      rounds.bringForward(found.outdated(), endedAt);
      Settled settled = settle(batch, lease, result, findings, policy, rules);
      if (settled.stored) {
        learn(lease, result, findings, policy);
      }
      findings.refused().forEach((why, count) -> tables.tallies().refuse(batch, why, count));
      HostRecord after = write(batch, host, clock, settled, policy);
      intake.commit(batch, found, List.of(), endedAt, () -> settled(lease, result, settled, after));
    }
  }

  private HostClock clock(
      HostQueue host, FetchResult result, SeedPolicy policy, Optional<RobotsRules> rules) {
    Duration crawlDelay = rules.map(RobotsRules::crawlDelay).orElse(host.clock().crawlDelay());
    return politeness.after(result, host.key(), host.clock(), crawlDelay, policy.delay());
  }

  private HostRecord write(
      Batch batch, HostQueue host, HostClock clock, Settled settled, SeedPolicy policy) {
    HostRecord after = host.after(clock, settled.stored ? 1 : 0);
    tables.hosts().put(batch, host.key(), after);
    if (host.isTimeToWriteHabits() || !policy.budgets().paths().isEmpty()) {
      tables.hosts().put(batch, host.key(), host.habits());
    }
    return after;
  }

  /** Brings the memory up to date, with the lock held. */
  private void settled(PageLease lease, FetchResult result, Settled settled, HostRecord after) {
    HostQueue host = lease.host();
    dispatch.leases().ended(lease);
    settled.again.ifPresent(place -> dispatch.giveBack(host, place));
    if (settled.stored) {
      gate.countPage();
    } else {
      budgets.giveBack(lease.url(), lease.policy().budgets());
    }
    host.written(after);
    settled.nextVisit.ifPresent(visits::expect);
    dispatch.putBack(host, result, gate.now());
  }

  /** What a page teaches of its host's URLs; a page that is visited again teaches nothing. */
  private static void learn(
      PageLease lease, FetchResult result, Findings findings, SeedPolicy policy) {
    boolean firstVisit = lease.prior().isEmpty();
    if (firstVisit && result instanceof Answer answer) {
      long digest =
          findings.textDigest() == 0
              ? Arrays.hashCode(answer.body()) * SPREAD // no HTML: the bytes are the text
              : findings.textDigest();
      lease.host().habits().learn(lease.url().url(), answer.status(), digest, policy.budgets());
    }
  }

  /** What a result made of a URL. */
  private record Settled(Optional<Place> again, boolean stored, Optional<Instant> nextVisit) {}

  /** Writes the URL's new state, and its capture if it has a final answer. */
  private Settled settle(
      Batch batch,
      PageLease lease,
      FetchResult result,
      Findings findings,
      SeedPolicy policy,
      Optional<RobotsRules> rules) {
    Optional<ContentHash> hash =
        result instanceof Answer answer
            ? Optional.of(ContentHash.of(answer.body()))
            : Optional.empty();
    Change change =
        hash.map(of -> Outcomes.change(lease.prior(), (Answer) result, of)).orElse(Change.FIRST);
    Optional<UrlRecord> next = outcomes.next(lease.record(), result, change, policy.recrawl());
    if (next.isEmpty()) {
      return new Settled(Optional.of(lease.place()), false, Optional.empty());
    }
    Place place = tables.urls().replace(batch, lease.place(), next.get());
    boolean stored = next.get().status() == UrlStatus.FETCHED && lease.url().kind() == Kind.PAGE;
    if (stored) {
      List<Directive> directives = directives(lease, findings, rules);
      tables
          .data()
          .pages()
          .add(
              batch,
              Outcomes.capture(
                  lease.url(),
                  (Answer) result,
                  hash.orElseThrow(),
                  change,
                  directives,
                  policy.tags()));
      budgets.store(batch, lease.url(), policy.budgets());
    }
    return next.get().status() == UrlStatus.QUEUED
        ? new Settled(Optional.of(place), false, Optional.empty())
        : new Settled(Optional.empty(), stored, next.get().history().nextVisit());
  }

  private static List<Directive> directives(
      PageLease lease, Findings findings, Optional<RobotsRules> rules) {
    List<Directive> all = new ArrayList<>(findings.directives());
    rules.ifPresent(of -> all.addAll(of.directives(lease.url().url())));
    return all;
  }
}
