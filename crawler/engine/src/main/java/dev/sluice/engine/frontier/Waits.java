package dev.sluice.engine.frontier;

import dev.sluice.engine.model.HostClock;
import dev.sluice.engine.model.HostRecord;
import dev.sluice.engine.model.HostWait;
import dev.sluice.engine.model.HostWait.Reason;
import java.time.Instant;

/**
 * What hosts wait for that are on the disk. Why a host's clock is as it is, is not kept there: with
 * failures that are not forgiven it is taken for a back-off, and with a Crawl-delay for that.
 */
final class Waits {

  private Waits() {}

  static HostWait onDisk(HostRecord host, Instant now) {
    return switch (host.standing()) {
      case DRAINED -> HostWait.of(Reason.DRAINED);
      case NOT_OURS -> HostWait.of(Reason.NO_SEED);
      case OVER_BUDGET -> HostWait.of(Reason.OVER_BUDGET);
      case PAUSED -> HostWait.of(Reason.PAUSED);
      case GIVEN_UP -> givenUp(host);
      case WAITING ->
          host.clock().nextRequest().isAfter(now)
              ? byClock(host.clock())
              : HostWait.of(Reason.NOT_IN_FRONT);
    };
  }

  /** A host is given up, too, that must not be asked for longer than any run waits. */
  private static HostWait givenUp(HostRecord host) {
    Instant patience = host.since().plus(FrontLimits.DEFAULT.patience());
    return host.clock().nextRequest().isAfter(patience)
        ? byClock(host.clock())
        : HostWait.of(Reason.ROBOTS_UNREACHABLE);
  }

  private static HostWait byClock(HostClock clock) {
    return HostWait.until(reason(clock), clock.nextRequest());
  }

  /** Why a host's clock is probably as it is. */
  static Reason reason(HostClock clock) {
    if (clock.failures() > 0) {
      return Reason.BACK_OFF;
    }
    return clock.crawlDelay().isZero() ? Reason.DELAY : Reason.CRAWL_DELAY;
  }
}
