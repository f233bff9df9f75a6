package dev.sluice.engine.frontier;

import dev.sluice.engine.frontier.Lease.PageLease;
import dev.sluice.engine.frontier.UrlTable.Place;
import dev.sluice.engine.model.PriorVisit;
import dev.sluice.engine.model.Validators;
import dev.sluice.pages.model.Batch;
import dev.sluice.pages.model.Capture;
import dev.sluice.pages.model.PageUrl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Goes round to pages that were there before: queues them when their time has come, or a sitemap
 * says that they have changed, and tells whoever asks for one what its last visit brought.
 *
 * <p>Safe for use by several threads; nobody calls it with the frontier's lock held.
 */
final class Rounds {

  private static final int NOT_MODIFIED = 304;

  private final Tables tables;
  private final Visits visits;
  private final Intake intake;
  private final Gate gate;

  Rounds(Tables tables, Visits visits, Intake intake, Gate gate) {
    this.tables = tables;
    this.visits = visits;
    this.intake = intake;
    this.gate = gate;
  }

  /** Queues pages again whose next visit is due. */
  void queueDue() {
    Instant now = gate.now();
    if (!visits.areDue(now)) {
      return;
    }
    visits.begin();
    try (Batch batch = tables.newBatch();
        Discovery.Found none = intake.find(List.of(), now)) {
      List<Place> places = visits.queue(batch, now);
      intake.commit(batch, none, places, now, () -> {});
    } finally {
      visits.end();
    }
  }

  /**
   * Visits pages now whose sitemap says that they have changed since the last visit. This is
   * committed before the sitemap is: if the process dies in between, the sitemap is read again.
   */
  void bringForward(List<PageUrl> outdated, Instant now) {
    if (outdated.isEmpty()) {
      return;
    }
    visits.begin();
    try (Batch batch = tables.newBatch()) {
      Optional<Instant> at = visits.bringForward(batch, outdated, now);
      batch.commit();
      at.ifPresent(visits::expect);
    } finally {
      visits.end();
    }
  }

  /** A page that was there before is asked for with what its last visit brought. */
  Lease withPriorVisit(Lease lease) {
    if (!(lease instanceof PageLease page) || page.record().history().visits() == 0) {
      return lease;
    }
    return page.with(priorVisit(page.url().url()));
  }

  private Optional<PriorVisit> priorVisit(PageUrl url) {
    Capture newest = null;
    for (Capture capture : tables.data().pages().captures(url)) {
      newest = capture.status() == NOT_MODIFIED ? newest : capture;
    }
    return Optional.ofNullable(newest)
        .map(
            before ->
                new PriorVisit(
                    before.status() == 200 ? Validators.of(before.headers()) : Validators.NONE,
                    before.status(),
                    before.bodyHash()));
  }
}
