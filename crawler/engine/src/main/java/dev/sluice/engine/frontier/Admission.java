package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.UrlTable.Place;
import dev.sluice.engine.model.CrawlUrl;
import dev.sluice.engine.model.PageBudgets;
import dev.sluice.engine.model.Refusal;
import dev.sluice.engine.model.Ruling;
import dev.sluice.engine.model.Ruling.Ours;
import dev.sluice.engine.model.Ruling.Refused;
import dev.sluice.engine.model.Scope;
import dev.sluice.engine.model.SeedPolicy;
import dev.sluice.engine.model.UrlRecord;
import dev.sluice.engine.model.UrlStatus;
import dev.sluice.engine.model.VisitHistory;
import dev.sluice.engine.robots.RobotsFetch;
import dev.sluice.engine.robots.RobotsRules;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a URL once more when its turn has come. What is not ours in this run is passed over and
 * stays queued, and so does what is over a budget, which is noted; what is a trap or disallowed is
 * refused, and marked so.
 *
 * <p>Guarded by the frontier's lock, the writing of what was refused included: a thread that gets
 * the host next must not meet it again.
 */
final class Admission {

  private final Tables tables;
  private final Scope scope;
  private final Budgets budgets;
  private final Leases leases;
  private final GivenUp givenUp;
  private final List<NotAsked> refused = new ArrayList<>();
  private final List<Over> overBudget = new ArrayList<>();

  Admission(Tables tables, Scope scope, Budgets budgets, Leases leases, GivenUp givenUp) {
    this.tables = tables;
    this.scope = scope;
    this.budgets = budgets;
    this.leases = leases;
    this.givenUp = givenUp;
  }

  /**
   * A lease for the first place of a host, or for what it needs before it; if it may not be asked
   * for, the place is taken out of the head, and what was refused is to be written.
   */
  Optional<Lease> lease(HostQueue host, Place place, Instant now) {
    Ruling ruling = scope.judge(place.record().url());
    if (ruling instanceof Refused refused) {
      passOver(host, refused);
      return Optional.empty();
    }
    CrawlUrl url = ((Ours) ruling).url();
    return ofSeed(host, place.as(url), now);
  }

  private static void passOver(HostQueue host, Refused why) {
    if (why.why() == Refusal.PAUSED) {
      host.passOverPaused();
    } else {
      host.passOver();
    }
  }

  /** The same for a place that belongs to a seed of this crawl, which its URL names. */
  private Optional<Lease> ofSeed(HostQueue host, Place place, Instant now) {
    CrawlUrl url = place.record().url();
    SeedPolicy policy = scope.policy(url.seed());
    Refused budget = budgets.spent(url, policy.budgets(), host.pages());
    if (budget != null) {
      host.passOverBudget();
      note(place, budget);
      return Optional.empty();
    }
    // A path's budget is for pages, not for visits: what it has had it may look at again.
    boolean isFirst = place.record().history().visits() == 0;
    PageBudgets paths = isFirst ? policy.budgets() : PageBudgets.NONE;
    Refused share = paths.paths().isEmpty() ? null : host.habits().overShare(url, paths);
    if (share != null) {
      host.passOverShare();
      note(place, share);
      return Optional.empty();
    }
    Optional<Refused> trap = host.habits().judge(url.url(), paths);
    if (trap.isPresent()) {
      host.pop();
      Refusal why = trap.get().why();
      refused.add(new NotAsked(place, UrlStatus.REFUSED, trap.get().sentence(), Optional.of(why)));
      return Optional.empty();
    }
    return permitted(host, place, policy, now);
  }

  /** Notes why a URL waits, once: not with each run that looks at it again. */
  private void note(Place before, Refused budget) {
    UrlRecord next = before.record().over(budget);
    if (!next.equals(before.record())) {
      overBudget.add(new Over(before, next));
    }
  }

  /** A lease for a place that is ours, if its server's rules permit it. */
  private Optional<Lease> permitted(HostQueue host, Place place, SeedPolicy policy, Instant now) {
    CrawlUrl url = place.record().url();
    Origin origin = url.url().origin();
    Optional<RobotsRules> rules = tables.robots().rules(origin, now);
    if (rules.isEmpty()) {
      if (givenUp.isGivenUp(host, origin)) {
        host.passOver();
        return Optional.empty();
      }
      return Optional.of(leases.give(host, errand(url), now));
    }
    if (!host.isLocated()) {
      return Optional.of(leases.giveLookup(host, errand(url), now));
    }
    host.pop();
    if (!rules.get().allows(url.url())) {
      refused.add(new NotAsked(place, UrlStatus.DISALLOWED, "robots.txt", Optional.empty()));
      return Optional.empty();
    }
    budgets.take(url, policy.budgets());
    return Optional.of(leases.give(host, place, scope.asOfNow(), now));
  }

  private static RobotsErrand errand(CrawlUrl url) {
    return new RobotsErrand(RobotsFetch.first(url.url().origin()), url.seed());
  }

  /** A place that will not be asked for, and why. */
  private record NotAsked(Place place, UrlStatus status, String words, Optional<Refusal> tallied) {

    UrlRecord record(Instant now) {
      UrlRecord before = place.record();
      VisitHistory history = before.history().postponed(now);
      return new UrlRecord(before.url(), status, now, before.attempts(), words, history);
    }
  }

  /** A URL that waits for a budget, as it was and is. */
  private record Over(Place before, UrlRecord next) {}

  /** Writes what was refused or found to be over a budget since the last time. */
  void write(Instant now) {
    if (refused.isEmpty() && overBudget.isEmpty()) {
      return;
    }
    try (Batch batch = tables.newBatch()) {
      for (NotAsked url : refused) {
        tables.urls().replace(batch, url.place(), url.record(now));
        url.tallied().ifPresent(why -> tables.tallies().refuse(batch, why, 1));
      }
      overBudget.forEach(url -> tables.urls().note(batch, url.before(), url.next()));
      batch.commit();
    } finally {
      refused.clear();
      overBudget.clear();
    }
  }
}
