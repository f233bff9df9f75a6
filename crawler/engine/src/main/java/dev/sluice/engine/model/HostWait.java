package dev.sluice.engine.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Why a host is not being asked for its next page, or that it is.
 *
 * @param reason why
 * @param until when that ends, as far as it is known
 */
public record HostWait(Reason reason, Optional<Instant> until) {

  /** What a host waits for. */
  public enum Reason {
    READY("it may be asked now, and waits for a thread"),
    IN_FLIGHT("it is being asked now"),
    DELAY("it is left alone between two requests"),
    CRAWL_DELAY("it is left alone for as long as its robots.txt asks"),
    BACK_OFF("it is left alone after a failure, or for as long as it asked by Retry-After"),
    ADDRESS_BUSY("a host at the same IP address is being asked, or was just now"),
    AWAITS_ROBOTS("its robots.txt is being fetched from another host, where a redirect led"),
    ROBOTS_UNREACHABLE("its robots.txt cannot be had, so nothing is asked of it for a day"),
    NO_SEED("no seed wants what it has queued"),
    OVER_BUDGET("what it has queued is over a budget of pages"),
    PAUSED("what it has queued is of a seed that is paused"),
    DRAINED("nothing of it is queued"),
    NOT_IN_FRONT("it waits on the disk for its turn");

    private final String words;

    Reason(String words) {
      this.words = words;
    }

    /** What it means, as a sentence about a host. */
    public String words() {
      return words;
    }
  }

  /** A wait whose end is not known. */
  public static HostWait of(Reason reason) {
    return new HostWait(reason, Optional.empty());
  }

  /** A wait that ends at a time. */
  public static HostWait until(Reason reason, Instant end) {
    return new HostWait(reason, Optional.of(end));
  }
}
